"""Blocks are added, saved, moved, taken out and put back. Nothing anybody wrote is lost."""

from copy import copy
from typing import Any, TypedDict, Unpack

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from tresse.accounts.models import Person
from tresse.confidence.actions import set_aside_request
from tresse.confidence.models import Authorisation
from tresse.core import clock, indexing, journal
from tresse.core.links import Source
from tresse.documents import rules
from tresse.documents.actions.holding import declare_again, held, read, record
from tresse.documents.actions.words import ask_again
from tresse.documents.kinds import KINDS
from tresse.documents.models import Block, BlockDraft, BlockRevision, Document
from tresse.memberships.models import Membership
from tresse.memberships.queries import place_of
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
    document = held(document)
    rules.writing(by, document).require()
    known = document.blocks.filter(once=once).first() if once else None
    if known:
        return known
    writer = place_of(by, document.community)
    block = Block(document=document, kind_key=KINDS[kind_key].key, once=once or None, body=body, brought_by=writer)
    block.position = document.blocks.count() + 1
    _fill(block, details, by)
    block.save()
    BlockRevision.objects.create(block=block, number=0, body="", by=writer, at=clock.now())
    if at is not None:
        _place(document, block, at)
    declare_again(document)
    BlockDraft.objects.filter(document=document, block=None, by=writer).delete()
    indexing.written(block)
    record("block.added", document, block, by, kind_word=journal.word(block.kind.name))
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
    document = held(block.document)
    rules.writing(by, document).require()
    block = read(block, document)
    before = copy(block)
    _fill(block, details, by)
    block.body = body
    if _said(block) == _said(before) and before.removed_at is None:  # sent twice, or nothing to change
        return block
    if before.revision != expected_revision or (before.removed_at and not put_back):
        raise Conflict(before, body, details)
    _save_over(before, block, by)
    ask_again(block, by)
    indexing.written(block)
    return block


@transaction.atomic
def move_block(block: Block, *, to: int | str, by: Any) -> None:
    """Move it one place `"up"` or `"down"`, or to a place counted from 1."""
    document = held(block.document)
    rules.writing(by, document).require()
    block = read(block, document)
    if block.removed_at is None:
        _place(document, block, to)


@transaction.atomic
def remove_block(block: Block, *, by: Any) -> None:
    """Take it out of the document. It can be put back; who was being asked about it is asked no longer."""
    document = held(block.document)
    rules.writing(by, document).require()
    block = read(block, document)
    if block.removed_at:
        return
    block.removed_at = clock.now()
    block.save(update_fields=["removed_at"])
    if Authorisation.objects.of(block).waiting().exists():
        set_aside_request(block)
    indexing.changed(block)
    record("block.removed", document, block, by, kind_word=journal.word(block.kind.name))


@transaction.atomic
def put_block_back(block: Block, *, by: Any) -> None:
    """Put back what was taken out, where it was."""
    document = held(block.document)
    rules.writing(by, document).require()
    block = read(block, document)
    if block.removed_at is None:
        return
    block.removed_at = None
    block.save(update_fields=["removed_at"])
    declare_again(document)
    indexing.changed(block)
    record("block.put_back", document, block, by, kind_word=journal.word(block.kind.name))


def _save_over(before: Block, block: Block, by: Any) -> None:
    """What it said before is kept; if it had been taken out, it is back."""
    document, writer = block.document, place_of(by, block.document.community)
    said = {"title": before.title, "body": before.body}
    BlockRevision.objects.create(block=block, number=before.revision, by=writer, at=clock.now(), **said)
    block.revision, block.removed_at = before.revision + 1, None
    block.save()
    if before.removed_at:
        record("block.put_back", document, block, by, kind_word=journal.word(block.kind.name))
    if before.removed_at or block.borrowed_from != before.borrowed_from:
        declare_again(document)
    BlockDraft.objects.filter(block=block, by=writer).delete()


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
