"""What the pages and mails of minutes read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.module_loading import import_string

from config.marks import MARKS, MarkKind
from tresse.accounts.models import Person
from tresse.core.rulings import Ruling
from tresse.documents.models import Document
from tresse.meetings import queries
from tresse.meetings.minutes.passages import Passage, passages_of
from tresse.meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    Contribution,
    Mark,
    Meeting,
    Minutes,
    MinutesPart,
    Pledge,
    Track,
    TrackQuestion,
)
from tresse.meetings.moments import when
from tresse.meetings.programme import Step, programme
from tresse.memberships.models import Membership


def entered_minutes(person: Any, slug: str, number: int) -> Minutes:
    """The minutes of a session for those inside who may read them; 404 for everybody else (S1)."""
    minutes = queries.visible_minutes(person, queries.entered_meeting(person, slug, number))
    if minutes is None:
        raise Http404
    return minutes


@dataclass
class Section:
    """One moment as it is read: its hour, what was written, and what was answered in one's own time."""

    title: str
    text: str = ""
    begins: str = ""
    length: str = ""
    answered: list[tuple[TrackQuestion, list[Contribution]]] = field(default_factory=list)


def sections(minutes: Minutes, *, inside: bool) -> list[Section]:
    """The agenda with what was written under each moment, then what stands under moments taken off it since."""
    meeting = minutes.meeting
    written: dict[int | None, list[MinutesPart]] = {}
    for part in minutes.parts.all():
        written.setdefault(part.item_id, []).append(part)
    answers = answers_by_item(meeting) if inside else {}
    found = [
        _section(step, written.get(step.item.pk, []), answers.get(step.item.pk, [])) for step in steps(meeting)
    ]
    found += [Section(part.title, part.text) for part in written.get(None, [])]
    if answers.get(None):
        found.append(Section("", answered=answers[None]))
    return [section for section in found if section.text or section.answered]


def steps(meeting: Meeting) -> list[Step]:
    """The agenda with its hours, by the clock of whoever reads."""
    return programme(meeting, queries.agenda_of(meeting), when(meeting).here.zone)


def _section(step: Step, parts: list[MinutesPart], answered: Any) -> Section:
    title = parts[0].title if parts else step.item.title
    text = "\n\n".join(part.text for part in parts if part.text)
    return Section(title, text, step.begins, step.length, answered)


def answers_by_item(meeting: Meeting) -> dict[int | None, list[tuple[TrackQuestion, list[Contribution]]]]:
    """The questions with what was answered; under the Chatham House rule once they are closed, so that no hour tells (S3)."""
    track = track_of(meeting)
    if track is None or (meeting.chatham_house and track.is_open):
        return {}
    found: dict[int | None, list[tuple[TrackQuestion, list[Contribution]]]] = {}
    for question in track.questions.all():
        if said := list(question.contributions.all()):
            found.setdefault(question.item_id, []).append((question, said))
    return found


def track_of(meeting: Meeting) -> Track | None:
    """The track of a session, with its questions and what was answered."""
    said = Contribution.objects.select_related("membership__person", "guest__place__person")
    asked = TrackQuestion.objects.select_related("item").prefetch_related(Prefetch("contributions", queryset=said))
    track = Track.objects.filter(meeting=meeting).prefetch_related(Prefetch("questions", queryset=asked)).first()
    if track:
        track.meeting = meeting
        for question in track.questions.all():
            question.track = track
    return track


@dataclass(frozen=True)
class Proposed:
    """A passage that says what it is, and may become so."""

    passage: Passage
    kind: MarkKind
    may: Ruling


@dataclass(frozen=True)
class Made:
    """A passage and what it became, as far as that exists for whoever reads."""

    mark: Mark
    kind: MarkKind
    became: Any

    @property
    def waits_for(self) -> str:
        """A second person, or whoever spoke; nobody once it is the thing itself."""
        return ASKED.get(self.became._meta.label, "")

    @property
    def state(self) -> str:
        return str(getattr(self.became, "state", ""))


def made_of(minutes: Minutes, person: Any) -> list[Made]:
    """What came of the passages of these minutes; one query for each kind of thing."""
    marks = [mark for mark in minutes.marks.all() if mark.kind in MARKS]
    things = _things(minutes, marks, person)
    return [
        Made(mark, MARKS[mark.kind], thing)
        for mark in marks
        if (thing := things.get((mark.became_type_id, mark.became_id)))
    ]


ASKED = {"memberships.ActByTwo": "second", "confidence.Authorisation": "speaker"}


def _things(minutes: Minutes, marks: Iterable[Mark], person: Any) -> dict[tuple[int | None, int | None], Any]:
    wanted: dict[int, set[int]] = {}
    for mark in marks:
        if mark.became_type_id and mark.became_id:
            wanted.setdefault(mark.became_type_id, set()).add(mark.became_id)
    found: dict[tuple[int | None, int | None], Any] = {}
    for type_id, ids in wanted.items():
        model: Any = ContentType.objects.get_for_id(type_id).model_class()
        things = model._default_manager.filter(pk__in=ids)
        if hasattr(things, "visible_to"):
            things = things.visible_to(person)
        if model._meta.label == "documents.Block":
            things = things.select_related("document__community")
        for thing in things:
            _beside(thing, minutes)
            found[type_id, thing.pk] = thing
    return found


def _beside(thing: Any, minutes: Minutes) -> None:
    """What it belongs to is known already: its address takes no query of its own."""
    if isinstance(thing, Pledge):
        thing.minutes = minutes
    elif hasattr(thing, "community_id"):
        thing.community = minutes.community


def proposed_of(minutes: Minutes, person: Any) -> list[Proposed]:
    """The passages that say what they are and have not become it yet."""
    done = {(mark.kind, mark.digest) for mark in minutes.marks.all()}
    return [
        Proposed(passage, MARKS[passage.kind], import_string(MARKS[passage.kind].allowed)(person, minutes))
        for passage in passages_of(minutes)
        if (passage.kind, passage.digest) not in done
    ]


def passage_at(minutes: Minutes, kind: str, mark: str) -> Passage:
    """The passage with this kind and this mark of its words; 404 when it is not, or no longer, in the minutes."""
    for passage in passages_of(minutes):
        if passage.kind == kind and passage.digest.startswith(mark) and len(mark) >= 16:
            return passage
    raise Http404


def pledges_of(minutes: Minutes, person: Any) -> list[Pledge]:
    """What was pledged in this session, each as it stands; what became something else shows what it became."""
    pledges = Pledge.objects.visible_to(person).filter(minutes=minutes, followed_by=None)
    found = list(pledges.select_related("membership__person").order_by("due_on", "pk"))
    for pledge in found:
        pledge.minutes = minutes
    return found


def visible_pledge(person: Any, slug: str, number: int, pk: int) -> Pledge:
    """A pledge for whoever it exists for; 404 for everybody else (S1, S6)."""
    here = Pledge.objects.visible_to(person).filter(
        minutes__meeting__community__slug=slug, minutes__meeting__number=number
    )
    related = ("minutes__meeting__community", "minutes__community", "membership__person", "follows")
    return get_object_or_404(here.select_related(*related), pk=pk)


def said_before(meeting: Meeting, person: Any) -> list[Pledge]:
    """« What we said last time »: what is still under way from earlier sessions, and all of the last one."""
    last = (
        Minutes.objects.filter(community=meeting.community_id, meeting__starts_at__lt=meeting.starts_at)
        .filter(pledges__isnull=False)
        .order_by("-meeting__starts_at")
        .values("pk")[:1]
    )
    earlier = Pledge.objects.visible_to(person).filter(
        minutes__community=meeting.community_id, minutes__meeting__starts_at__lt=meeting.starts_at, followed_by=None
    )
    found = earlier.filter(Q(state="open") | Q(minutes__in=last)).select_related(
        "membership__person", "minutes__meeting"
    )
    pledges = list(found.order_by("due_on", "pk"))
    for pledge in pledges:
        pledge.minutes.meeting.community = meeting.community
    return pledges


def open_documents(person: Any, minutes: Minutes) -> list[Document]:
    """Into which documents of this community this person may bring a block."""
    documents = Document.objects.visible_to(person).filter(community=minutes.community_id)
    return list(documents.order_by("-pk")[:40])


def parts_by_item(minutes: Minutes | None) -> dict[int | None, MinutesPart]:
    return {part.item_id: part for part in minutes.parts.all()} if minutes else {}


def agenda_item(meeting: Meeting, pk: int) -> AgendaItem:
    """A moment of this session; 404 for one of another."""
    item = get_object_or_404(AgendaItem, meeting=meeting, pk=pk)
    item.meeting = meeting
    return item


def invited_who_may_read(minutes: Minutes) -> list[Person]:
    """Whom ready minutes are sent to: those invited, present today, whom the minutes exist for (S1).

    A Chatham House session has forgotten whom it invited: all those present in its community (S3).
    """
    meeting = minutes.meeting
    here = Membership.objects.present().filter(community=meeting.community_id)
    people = Person.objects.filter(pk__in=here.values("person"), is_active=True)
    if meeting.chatham_house:
        return list(people)
    invited = Attendance.objects.filter(meeting=meeting, person__isnull=False)
    if minutes.is_kept_among_those_present:
        invited = invited.exclude(came=False, took_part_later=False)
    return list(people.filter(pk__in=invited.values("person")))


def answering_later(meeting: Meeting) -> list[Person]:
    """Who said they take part in their own time."""
    here = Membership.objects.present().filter(community=meeting.community_id)
    later = Attendance.objects.filter(meeting=meeting, answer=Answer.LATER)
    people = Person.objects.filter(pk__in=here.values("person"), is_active=True)
    return list(people.filter(pk__in=later.values("person")))
