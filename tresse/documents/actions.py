"""Writing a document together, giving it to reread, and deciding who sees it."""

from typing import Any, TypedDict, Unpack

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise

from tresse.accounts.models import Person
from tresse.charters.models import Charter
from tresse.communities.models import Community, Cycle
from tresse.confidence.actions import ask_authorisation, set_aside_request
from tresse.confidence.models import Audience, Authorisation
from tresse.core import clock, journal, outbox
from tresse.core.links import Source
from tresse.core.text import digest
from tresse.documents import queries, rules
from tresse.documents.kinds import KINDS
from tresse.documents.models import Block, BlockDraft, BlockRevision, Document, Remark, Rereading
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo, Membership
from tresse.memberships.queries import membership_of, people_inside
from tresse.networks.models import Organisation


class Details(TypedDict, total=False):
    """What a block says beside its text. What is not given stays as it was."""

    title: str
    brought_by: Membership
    source: Source | None
    quoted_person: Person | None
    quoted_name: str
    quoted_email: str
    quoted_organisation: Organisation | None
    borrowed_from: str
    borrowed_licence: str
    link: str


class Conflict(Exception):
    """Somebody saved this block, or took it out, since it was opened. Nothing is lost: both texts are here."""

    def __init__(self, theirs: Block, body: str, details: Details) -> None:
        super().__init__(theirs, body)
        self.theirs, self.body, self.details = theirs, body, details


@transaction.atomic
def begin_document(cycle: Cycle, *, title: str, by: Any, summary: str = "", language: str = "") -> Document:
    """Begin a document in a cycle. The same title begun twice in a cycle by the same person is one document."""
    rules.beginning(by, cycle).require()
    community = Community.objects.held().get(pk=cycle.community.pk)
    writer = _membership(by, community)
    document, is_new = Document.objects.get_or_create(
        cycle=cycle,
        title=title,
        begun_by=writer,
        defaults={
            "community": community,
            "summary": summary,
            "language": language or community.language,
            "audience": Charter.objects.in_force().get(community=community).default_audience,
            "begun_at": clock.now(),
        },
    )
    if is_new:
        _record("document.begun", document, document, by)
    return document


@transaction.atomic
def change_document(
    document: Document, *, by: Any, title: str, summary: str, licence: str, language: str
) -> Document:
    """Change what stands on its cover."""
    document = _held(document)
    rules.writing(by, document).require()
    document.title, document.summary, document.licence, document.language = title, summary, licence, language
    document.save(update_fields=["title", "summary", "licence", "language"])
    return document


@transaction.atomic
def change_audience(document: Document, *, audience: str, by: Any) -> ActByTwo | None:
    """Show it to fewer people at once; to more, once everybody quoted said yes, by two if several speak (S2, E4).

    Gives the act that waits for its second person, if it takes one.
    """
    document = _held(document)
    terms = {"audience": audience}
    if Audience(audience).width <= document.get_audience().width:
        rules.narrowing(by, document).require()
    else:
        rules.widening(by, document, terms).require()
        if queries.several_people_speak(document, by):
            return acts.ask("document.widening", document, document.community, by=by, terms=terms)
    _show_to(document, audience, by)
    return None


def widen(document: Document, terms: dict[str, Any], act: ActByTwo) -> None:
    """What two people decided: the document is shown to more people (config/weighty_acts.py)."""
    assert act.confirmed_by is not None
    _show_to(_held(document), terms["audience"], act.confirmed_by.person)


@transaction.atomic
def add_block(
    document: Document,
    kind_key: str,
    *,
    body: str,
    by: Any,
    once: str | None = None,
    at: int | None = None,
    **details: Unpack[Details],
) -> Block:
    """Add a block at the end, or at a place. A form sent twice (the same `once`) adds one block."""
    document = _held(document)
    rules.writing(by, document).require()
    known = document.blocks.filter(once=once).first() if once else None
    if known:
        return known
    writer = _membership(by, document.community)
    block = Block(document=document, kind_key=KINDS[kind_key].key, once=once or None, body=body, brought_by=writer)
    block.position = document.blocks.count() + 1
    _fill(block, details, by)
    block.save()
    BlockRevision.objects.create(block=block, number=0, body="", by=writer, at=clock.now())
    if at is not None:
        _place(document, block, at)
    _declare_again(document)
    BlockDraft.objects.filter(document=document, block=None, by=writer).delete()
    _record("block.added", document, block, by, kind_word=_message_id(block.kind.name))
    return block


@transaction.atomic
def save_block(
    block: Block,
    *,
    expected_revision: int,
    body: str,
    by: Any,
    put_back: bool = False,
    **details: Unpack[Details],
) -> Block:
    """Save a block as one read it. Raises `Conflict` when somebody saved it, or took it out, meanwhile.

    What it said before is kept. Words that were asked about are asked about again as soon as they change (S2).
    """
    document = _held(block.document)
    rules.writing(by, document).require()
    block = _read(block, document)
    before = _said(block)
    is_out = block.removed_at is not None and not put_back
    stale = block.revision != expected_revision
    said, borrowed = (block.title, block.body), block.borrowed_from
    _fill(block, details, by)
    block.body = body
    if _said(block) == before and block.removed_at is None:  # sent twice, or nothing to change
        return block
    if stale or is_out:
        raise Conflict(_read(block, document), body, details)
    writer = _membership(by, document.community)
    BlockRevision.objects.create(block=block, number=block.revision, title=said[0], body=said[1], by=writer)
    block.revision += 1
    block.removed_at = None
    block.save()
    if block.borrowed_from != borrowed:
        _declare_again(document)
    _ask_again(block, by)
    BlockDraft.objects.filter(block=block, by=writer).delete()
    return block


@transaction.atomic
def move_block(block: Block, *, to: int | str, by: Any) -> None:
    """Move it one place `"up"` or `"down"`, or to a place counted from 1."""
    document = _held(block.document)
    rules.writing(by, document).require()
    block = _read(block, document)
    if block.removed_at is None:
        _place(document, block, to)


@transaction.atomic
def remove_block(block: Block, *, by: Any) -> None:
    """Take it out of the document. It can be put back; who was being asked about it is asked no longer."""
    document = _held(block.document)
    rules.writing(by, document).require()
    block = _read(block, document)
    if block.removed_at:
        return
    block.removed_at = clock.now()
    block.save(update_fields=["removed_at"])
    if Authorisation.objects.of(block).waiting().exists():
        set_aside_request(block)
    _record("block.removed", document, block, by, kind_word=_message_id(block.kind.name))


@transaction.atomic
def put_block_back(block: Block, *, by: Any) -> None:
    """Put back what was taken out, where it was."""
    document = _held(block.document)
    rules.writing(by, document).require()
    block = _read(block, document)
    if block.removed_at is None:
        return
    block.removed_at = None
    block.save(update_fields=["removed_at"])
    _declare_again(document)
    _record("block.put_back", document, block, by, kind_word=_message_id(block.kind.name))


@transaction.atomic
def keep_draft(document: Document, *, fields: dict[str, str], by: Any, block: Block | None = None) -> BlockDraft:
    """Keep what somebody is typing, for them alone, until they save it."""
    rules.writing(by, document).require()
    writer = _membership(by, document.community)
    draft, _created = BlockDraft.objects.update_or_create(
        document=document, block=block, by=writer, defaults={"fields": fields}
    )
    return draft


@transaction.atomic
def drop_draft(document: Document, *, by: Any, block: Block | None = None) -> None:
    """Throw away what was typed and not saved."""
    BlockDraft.objects.filter(document=document, block=block, by__person=by).delete()


@transaction.atomic
def ask_for_words(block: Block, *, by: Any) -> Authorisation:
    """Ask the person quoted for these exact words."""
    document = _held(block.document)
    block = _read(block, document)
    rules.asking(by, block).require()
    return _ask(block, by)


@transaction.atomic
def open_rereading(document: Document, *, by: Any) -> Document:
    """Give it to everybody inside to reread; those quoted who were not asked yet are asked."""
    document = _held(document)
    rules.opening_rereading(by, document).require()
    document.rereading_opened_at = clock.now()
    document.save(update_fields=["rereading_opened_at"])
    _record("document.rereading_opened", document, document, by)
    for block in queries.quotations_of(document):
        if block.asked is None and rules.asking(by, block):
            _ask(block, by)
    _invite_to_reread(document, by)
    return document


@transaction.atomic
def add_remark(block: Block, *, text: str, by: Any) -> Remark:
    """Say something of a block while rereading. The same words said twice are one remark."""
    document = _held(block.document)
    rules.remarking(by, document).require()
    member = _membership(by, document.community)
    block = _read(block, document)
    remark, is_new = Remark.objects.get_or_create(
        block=block, by=member, text=text, answered_at=None, defaults={"made_at": clock.now()}
    )
    if is_new:
        _record("remark.made", document, remark, by)
    return remark


@transaction.atomic
def answer_remark(remark: Remark, *, answer: str, by: Any) -> Remark:
    """Answer a remark: what was done about it, or why nothing was."""
    document = _held(remark.block.document)
    remark = Remark.objects.select_related("by", "block__document").get(pk=remark.pk)
    rules.answering_remark(by, remark).require()
    remark.answer, remark.answered_at = answer, clock.now()
    remark.answered_by = _membership(by, document.community)
    remark.save(update_fields=["answer", "answered_at", "answered_by"])
    _record("remark.answered", document, remark, by)
    return remark


@transaction.atomic
def declare_reread(document: Document, *, by: Any, word: str = "") -> Rereading:
    """Say that one has reread the whole document, having written nothing in it."""
    document = _held(document)
    rules.declaring_reread(by, document).require()
    member = _membership(by, document.community)
    rereading = Rereading.objects.create(document=document, by=member, word=word, done_at=clock.now())
    _record("document.reread", document, rereading, by)
    return rereading


@transaction.atomic
def declare_original(document: Document, *, by: Any) -> Document:
    """Declare it original, with the sources and licences of what it borrows. A new borrowing declares again."""
    document = _held(document)
    rules.declaring_original(by, document).require()
    document.original_declared_at = clock.now()
    document.original_declared_by = _membership(by, document.community)
    document.save(update_fields=["original_declared_at", "original_declared_by"])
    _record("document.declared_original", document, document, by)
    return document


def _held(document: Document) -> Document:
    """Read again and locked until the end of the transaction: what is done to a document follows one another."""
    held = Document.objects.select_for_update(of=("self",)).select_related("community", "cycle__strand__community")
    return held.get(pk=document.pk)


def _read(block: Block, document: Document) -> Block:
    """The block as it is now, in the document that is held."""
    block = Block.objects.select_related("brought_by", "quoted_person", "quoted_organisation").get(
        pk=block.pk, document=document
    )
    block.document = document
    return block


def _membership(person: Person, community: Any) -> Membership:
    membership = membership_of(person, community)
    assert membership is not None  # the rule has just said so
    return membership


def _fill(block: Block, details: Details, by: Any) -> None:
    """Put the details where they belong; who brings it and where it comes from are checked."""
    if "brought_by" in details and details["brought_by"].pk != block.brought_by_id:
        rules.bringing(details["brought_by"], block.document).require()
    if "source" in details:
        _set_source(block, details["source"], by)
    for name, value in details.items():
        if name != "source":
            setattr(block, name, value)


def _set_source(block: Block, source: Source | None, by: Any) -> None:
    if source is None:
        block.source_type, block.source_id = None, None
    elif source.key != block.source_key:
        rules.sourcing(by, block.document, source).require()
        block.source_type = ContentType.objects.get_for_model(apps.get_model(source.kind))
        block.source_id = source.pk


def _said(block: Block) -> list[Any]:
    """Everything one may change of a block, to know whether it changed."""
    return [
        block.title, block.body, block.brought_by_id, block.source_type_id, block.source_id, block.quoted_person_id,
        block.quoted_name, block.quoted_email, block.quoted_organisation_id, block.borrowed_from,
        block.borrowed_licence, block.link,
    ]  # fmt: skip


def _place(document: Document, block: Block, to: int | str) -> None:
    """Number the kept blocks again, with this one where it is wanted."""
    others = [one for one in document.blocks.kept() if one.pk != block.pk]
    now = sum(1 for one in others if (one.position, one.pk) < (block.position, block.pk))
    wanted = {"up": now - 1, "down": now + 1}[to] if isinstance(to, str) else to - 1
    others.insert(min(max(wanted, 0), len(others)), block)
    for number, one in enumerate(others, start=1):
        one.position = number
    Block.objects.bulk_update(others, ["position"])


def _declare_again(document: Document) -> None:
    """What was declared original did not know of this block."""
    document.original_declared_at, document.original_declared_by = None, None
    document.save(update_fields=["original_declared_at", "original_declared_by"])


def _ask_again(block: Block, by: Any) -> None:
    """Words already asked about are asked about as they now are; of whom they now are."""
    asked = Authorisation.objects.of(block).current().first()
    if asked is None:
        return
    same_person = (asked.person_id, asked.email.lower()) == (block.quoted_person_id, _address(block).lower())
    if same_person and asked.digest == digest(block.body):
        return
    if rules.asking(by, block):
        _ask(block, by)
    else:
        set_aside_request(block)


def _ask(block: Block, by: Any) -> Authorisation:
    organisation = block.quoted_organisation
    return ask_authorisation(
        block,
        text=block.body,
        audience=queries.MEANT_FOR,
        community=block.document.community,
        by=by,
        person=block.quoted_person,
        name=block.quoted_name,
        email=block.quoted_email,
        organisation=organisation.name if organisation else "",
        about=block.document.title,
    )


def _address(block: Block) -> str:
    return block.quoted_person.email if block.quoted_person else block.quoted_email


def _show_to(document: Document, audience: str, by: Any) -> None:
    if document.audience == audience:
        return
    document.audience = audience
    document.save(update_fields=["audience"])
    _record(
        "document.audience_changed", document, document, by, audience_word=_message_id(Audience(audience).label)
    )


def _invite_to_reread(document: Document, by: Any) -> None:
    for person in people_inside(document.community):
        if person.pk != by.pk:
            outbox.post(
                "documents/rereading",
                to=person.email,
                language=person.language,
                cause=f"document/{document.pk}/rereading/{person.pk}",
                context={"document": document, "community": document.community, "by": by},
            )


def _message_id(word: str | Promise) -> str:
    """The word as the journal keeps it, whatever the language of who acts: each reads it in their own."""
    with translation.override(None):
        return str(word)


def _record(kind: str, document: Document, subject: Any, by: Any, **facts: Any) -> None:
    journal.record(kind, stream=document.community.stream, subject=subject, by=by, title=document.title, **facts)
