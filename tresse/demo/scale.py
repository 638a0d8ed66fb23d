"""A large network for measuring, beside the example: written in bulk, behind the rules but within the constraints.

Only `tresse demo --scale` calls it. An item is what one reads: a session, its minutes, a decision, a document,
a block of it, a publication.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, cycle, islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from tresse.accounts.models import Person
from tresse.charters.actions import ArticleText
from tresse.charters.model_charter import MODEL_CHARTER
from tresse.charters.models import Article, Charter, Signature
from tresse.communities.models import Community, Cycle, Ending, Stage, Strand
from tresse.core import clock, journal
from tresse.core.models import JournalEntry
from tresse.decisions.models import Decision
from tresse.demo import plans, story
from tresse.documents.kinds import KINDS
from tresse.documents.models import Block, BlockRevision, Document, Remark, Rereading
from tresse.documents.queries import traces_of, with_publication
from tresse.library.content import Snapshot, snapshot
from tresse.library.models import Publication
from tresse.meetings.models import AgendaItem, Answer, Attendance, Meeting, Minutes
from tresse.memberships.models import ActByTwo, Function, Mandate, Membership
from tresse.networks.models import Organisation, Theme
from tresse.objectives import OBJECTIVES

PEOPLE = 500
MEMBERS = 12
SESSIONS = 20  # of a community, the last two to come
TO_COME = 2
LONG_AGENDA = 20  # items of the first session, for measuring a full page
DECISIONS = 8
BATCH = 1000
AT_A_TIME = 50  # documents read whole


@dataclass
class Grown:
    """A community as it is being written, with what the rest hangs on."""

    number: int
    community: Community
    strand: Strand
    past: Cycle
    present: Cycle
    charter: Charter
    members: list[Membership]
    meetings: list[Meeting]
    documents: list[Document]


@transaction.atomic
def load_scale(communities: int = 200, items: int = 20_000) -> None:
    """Write so many communities with so many items among them, over what the network holds already."""
    now, texts = clock.now(), _texts()
    grown = _communities(communities, now)
    _write(Charter, (each.charter for each in grown))
    _write(Article, chain.from_iterable(_articles(each.charter) for each in grown))
    _inside(grown, now)
    _sessions(grown, now, texts)
    blocks = (items - communities * (2 * SESSIONS - TO_COME + DECISIONS + 3)) // (2 * communities)
    _documents(grown, now, texts, blocks)
    _publications(grown, now)
    _write(JournalEntry, chain.from_iterable(_chain(each) for each in grown))


def _write(model: type[models.Model], these: Iterable[Any]) -> list[Any]:
    return list(model._default_manager.bulk_create(these, batch_size=BATCH))


def _texts() -> Iterator[plans.BlockPlan]:
    """The blocks of the example that quote nobody, over and over."""
    documents = [cycle.writing for plan in story.communities() for cycle in plan.cycles if cycle.writing]
    return cycle([block for document in documents for block in document.blocks if not KINDS[block.kind].quotes])


def _communities(count: int, now: datetime) -> list[Grown]:
    themes, objectives = list(Theme.objects.all()), list(OBJECTIVES)
    began = (now - timedelta(days=700)).date()
    communities = _write(
        Community,
        (
            Community(
                name=f"Communauté {number:03}",
                slug=f"communaute-{number:03}",
                purpose="Partager une pratique, l’essayer ailleurs, et en laisser une trace que d’autres reprennent.",
                practice=f"Pratique partagée numéro {number}",
                stage=Stage.LIVING,
                began_on=began + timedelta(days=number % 60),
            )
            for number in range(1, count + 1)
        ),
    )
    tags = Community.themes.through
    _write(
        tags, (tags(community=each, theme=themes[n % len(themes)]) for n, each in enumerate(communities) if themes)
    )
    strands = _write(
        Strand,
        (
            Strand(community=each, title="Pratiques", objective_key=objectives[n % len(objectives)])
            for n, each in enumerate(communities)
        ),
    )
    past = _write(Cycle, (_past_cycle(strand, now) for strand in strands))
    present = _write(Cycle, (_present_cycle(strand, now) for strand in strands))
    return [
        Grown(n, strand.community, strand, past[n], present[n], Charter(community=strand.community), [], [], [])
        for n, strand in enumerate(strands)
    ]


def _past_cycle(strand: Strand, now: datetime) -> Cycle:
    return Cycle(
        strand=strand,
        number=1,
        question="Qu’est-ce qui change quand on s’y prend autrement ?",
        intended_document="Un recueil",
        starts_on=(now - timedelta(days=600)).date(),
        ends_on=(now - timedelta(days=300)).date(),
        opened_at=now - timedelta(days=600),
        phase_key=strand.objective.phases[-1].key,
        ending=Ending.ACCOMPLISHED,
        ended_at=now - timedelta(days=300),
    )


def _present_cycle(strand: Strand, now: datetime) -> Cycle:
    return Cycle(
        strand=strand,
        number=2,
        question="Et si l’on recommençait ailleurs ?",
        intended_document="Un guide",
        starts_on=(now - timedelta(days=280)).date(),
        ends_on=(now + timedelta(days=80)).date(),
        opened_at=now - timedelta(days=280),
        phase_key=strand.objective.phases[1].key,
    )


def _articles(charter: Charter) -> Iterator[Article]:
    charter.adopted_at = charter.written_at
    texts = (ArticleText(model.principle, str(model.title), str(model.text)) for model in MODEL_CHARTER)
    for position, text in enumerate(texts, start=1):
        yield Article(
            charter=charter, position=position, principle=text.principle, title=text.title, text=text.text
        )


def _inside(grown: list[Grown], now: datetime) -> None:
    """Twelve people in each community, who signed; two of two organisations co-facilitate."""
    organisations = list(Organisation.objects.order_by("pk"))
    people = _write(
        Person,
        (
            Person(email=f"personne-{n:03}@example.org", name=f"Personne {n:03}", password="!")
            for n in range(1, PEOPLE + 1)
        ),
    )
    for each in grown:
        for place in range(MEMBERS):
            person = (each.number * MEMBERS + place) % PEOPLE
            each.members.append(
                Membership(
                    community=each.community,
                    person=people[person],
                    organisation=organisations[(each.number + place) % len(organisations)],
                    since=now - timedelta(days=650),
                    signed_at=now - timedelta(days=649),
                )
            )
    _write(Membership, chain.from_iterable(each.members for each in grown))
    _write(
        Signature,
        (
            Signature(charter=each.charter, membership=member, signed_at=now - timedelta(days=649))
            for each in grown
            for member in each.members
        ),
    )
    _write(
        Mandate,
        (
            Mandate(
                membership=member,
                function=Function.CO_FACILITATION,
                starts_on=(now - timedelta(days=200)).date(),
                ends_on=(now + timedelta(days=160)).date(),
                given_by="la communauté",
            )
            for each in grown
            for member in each.members[:2]
        ),
    )


def _sessions(grown: list[Grown], now: datetime, texts: Iterator[plans.BlockPlan]) -> None:
    for each in grown:
        each.meetings.extend(_meeting(each, number, now) for number in range(1, SESSIONS + 1))
    _write(Meeting, chain.from_iterable(each.meetings for each in grown))
    held = [(each, meeting) for each in grown for meeting in each.meetings[:-TO_COME]]
    _write(AgendaItem, chain.from_iterable(_agenda(each, meeting) for each in grown for meeting in each.meetings))
    _write(
        Attendance,
        (
            Attendance(meeting=meeting, person=member.person, answer=Answer.COMING, answered_at=now, came=True)
            for each, meeting in held
            for member in each.members[:6]
        ),
    )
    _write(
        Minutes,
        (
            Minutes(
                meeting=meeting,
                community=each.community,
                text="\n\n".join(text.body for text in islice(texts, 2)),
                written_by=each.members[0],
                written_at=meeting.ends_at,
            )
            for each, meeting in held
        ),
    )
    _write(
        Decision,
        (
            Decision(
                community=each.community,
                cycle=each.present,
                number=number,
                title=f"Décision {number}",
                outcome=next(texts).body,
                adopted_on=(now - timedelta(days=30 * number)).date(),
                recorded_by=each.members[0],
                audience=("community", "public")[number % 2],
            )
            for each in grown
            for number in range(1, DECISIONS + 1)
        ),
    )


def _meeting(each: Grown, number: int, now: datetime) -> Meeting:
    """One a month; the last ones are to come, and the very last is open to everyone."""
    begins = now.replace(minute=0, second=0, microsecond=0) - timedelta(days=30 * (SESSIONS - TO_COME - number) + 3)
    is_open = number == SESSIONS
    return Meeting(
        community=each.community,
        cycle=each.past if number <= SESSIONS // 2 else each.present,
        number=number,
        title=f"Séance {number}",
        intention="Raconter ce que l’on a fait depuis la dernière fois, sans l’arranger.",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        link="https://visio.example.org/",
        audience=("community", "public")[is_open],
        is_open=is_open,
        convened_by=each.members[number % 2],
        convened_at=begins - timedelta(days=20),
        people_who_came=6 if number <= SESSIONS - TO_COME else None,
    )


def _agenda(each: Grown, meeting: Meeting) -> Iterator[AgendaItem]:
    formats = each.strand.objective.formats
    for position in range(LONG_AGENDA if meeting.number == 1 else 4):
        yield AgendaItem(
            meeting=meeting,
            position=position + 1,
            minutes=20,
            title=f"Moment {position + 1}",
            method_key=formats[position % len(formats)],
            led_by=each.members[position % MEMBERS],
        )


def _documents(grown: list[Grown], now: datetime, texts: Iterator[plans.BlockPlan], blocks: int) -> None:
    """Two documents in each community: the first was reread and published, the second is being written."""
    for each in grown:
        each.documents += [_document(each, each.past, now, days=550), _document(each, each.present, now, days=100)]
    _write(Document, chain.from_iterable(each.documents for each in grown))
    session = ContentType.objects.get_for_model(Meeting)
    written = _write(
        Block,
        (
            _block(each, document, position, next(texts), session)
            for each in grown
            for document in each.documents
            for position in range(1, blocks + 1)
        ),
    )
    _write(BlockRevision, (BlockRevision(block=each, number=0, body="", by=each.brought_by) for each in written))
    first = {block.document_id: block for block in reversed(written)}
    _write(
        Remark,
        (
            Remark(
                block=first[each.documents[0].pk],
                by=each.members[-1],
                text="Peut-on le dire plus simplement ?",
                answer="Oui : c’est fait.",
                answered_by=each.members[0],
                answered_at=now,
            )
            for each in grown
        ),
    )
    _write(Rereading, (Rereading(document=each.documents[0], by=each.members[-1]) for each in grown))


def _document(each: Grown, cycle: Cycle, now: datetime, *, days: int) -> Document:
    begun = now - timedelta(days=days)
    is_finished = cycle == each.past
    return Document(
        community=each.community,
        cycle=cycle,
        title=f"{cycle.intended_document} de la communauté {each.number + 1:03}",
        summary="Ce que nous avons essayé, ce qui a tenu, ce qui n’a pas tenu.",
        begun_at=begun,
        begun_by=each.members[0],
        rereading_opened_at=begun + timedelta(days=30) if is_finished else None,
        original_declared_at=begun + timedelta(days=60) if is_finished else None,
        original_declared_by=each.members[0] if is_finished else None,
    )


def _block(each: Grown, document: Document, position: int, text: plans.BlockPlan, session: ContentType) -> Block:
    return Block(
        document=document,
        position=position,
        kind_key=text.kind,
        title=text.title,
        body=text.body,
        brought_by=each.members[position % (MEMBERS - 1)],  # the last one rereads
        source_type=session,
        source_id=each.meetings[position % (SESSIONS // 2)].pk,
        borrowed_from=text.borrowed_from,
        borrowed_licence=text.borrowed_licence,
        link=text.link,
    )


def _publications(grown: list[Grown], now: datetime) -> None:
    published = now - timedelta(days=301)
    acts = _write(ActByTwo, (_act(each, published) for each in grown))
    _write(
        Publication,
        (
            _publication(each, shot, act, published)
            for each, act, shot in zip(grown, acts, _snapshots(grown), strict=True)
        ),
    )


def _snapshots(grown: list[Grown]) -> Iterator[Snapshot]:
    """What each first document says, a few read at a time: a database takes only so many ids in one question."""
    for first in range(0, len(grown), AT_A_TIME):
        these = [each.documents[0].pk for each in grown[first : first + AT_A_TIME]]
        documents = Document.objects.filter(pk__in=these).select_related("community", "cycle__strand")
        traces = traces_of(with_publication(documents))
        yield from (snapshot(traces[pk]) for pk in these)


def _act(each: Grown, published: datetime) -> ActByTwo:
    return ActByTwo(
        community=each.community,
        kind="document.publishing",
        subject=each.documents[0],
        asked_by=each.members[0],
        asked_at=published - timedelta(days=1),
        lapses_at=published + timedelta(days=13),
        confirmed_by=each.members[1],
        confirmed_at=published,
    )


def _publication(each: Grown, shot: Any, act: ActByTwo, published: datetime) -> Publication:
    return Publication(
        document=each.documents[0],
        community=each.community,
        cycle=each.past,
        objective_key=each.strand.objective_key,
        title=shot.title,
        summary=shot.summary,
        language=shot.language,
        licence=shot.licence,
        content=shot.content,
        kinds=f" {' '.join(sorted({block['kind'] for block in shot.content['blocks']}))} ",
        credits=shot.credits,
        trail=shot.trail,
        digest=shot.digest,
        published_at=published,
        act=act,
    )


def _chain(each: Grown) -> Iterator[JournalEntry]:
    """A journal that follows from its beginning: the community, then each of its sessions."""
    told: list[tuple[str, models.Model, datetime, dict[str, Any]]] = [
        ("community.founded", each.community, each.members[0].since, {"name": each.community.name})
    ]
    told += [("meeting.convened", one, one.convened_at, {"number": one.number}) for one in each.meetings]
    previous = ""
    for number, (kind, subject, at, facts) in enumerate(told, start=1):
        entry = JournalEntry(
            stream=each.community.stream,
            number=number,
            kind=kind,
            by=each.members[0].person,
            subject_type=subject._meta.label,
            subject_id=str(subject.pk),
            facts=facts,
            at=at,
            previous_digest=previous,
        )
        entry.digest = previous = journal.digest_of(entry)
        yield entry
