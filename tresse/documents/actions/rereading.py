"""Others reread: remarks, each answered, and what is declared of the whole (P3)."""

from typing import Any

from django.db import transaction

from tresse.core import clock
from tresse.documents import queries, rules
from tresse.documents.actions.holding import held, read, record
from tresse.documents.actions.words import ask
from tresse.documents.emails import tell_guest_of_answer
from tresse.documents.models import Block, Document, Remark, Rereading
from tresse.memberships.queries import place_of


@transaction.atomic
def open_rereading(document: Document, *, by: Any) -> Document:
    """Give it to everybody inside to reread: it waits for each. Those quoted who were not asked yet are asked."""
    document = held(document)
    rules.opening_rereading(by, document).require()
    document.rereading_opened_at = clock.now()
    document.save(update_fields=["rereading_opened_at"])
    record("document.rereading_opened", document, document, by)
    for block in queries.quotations_of(document):
        if block.asked is None and rules.asking(by, block):
            ask(block, by)
    return document


@transaction.atomic
def add_remark(block: Block, *, text: str, by: Any) -> Remark:
    """Say something of a block while rereading. The same words said twice are one remark."""
    document = held(block.document)
    rules.remarking(by, document).require()
    member = place_of(by, document.community)
    block = read(block, document)
    remark, is_new = Remark.objects.get_or_create(
        block=block, by=member, text=text, answered_at=None, defaults={"made_at": clock.now()}
    )
    if is_new:
        record("remark.made", document, remark, by)
    return remark


@transaction.atomic
def answer_remark(remark: Remark, *, answer: str, by: Any) -> Remark:
    """Answer a remark: what was done about it, or why nothing was."""
    document = held(remark.block.document)
    remark = Remark.objects.select_related("by", "guest__community", "block__document").get(pk=remark.pk)
    rules.answering_remark(by, remark).require()
    remark.answer, remark.answered_at = answer, clock.now()
    remark.answered_by = place_of(by, document.community)
    remark.save(update_fields=["answer", "answered_at", "answered_by"])
    record("remark.answered", document, remark, by)
    if remark.guest:
        tell_guest_of_answer(remark)
    return remark


@transaction.atomic
def declare_reread(document: Document, *, by: Any, word: str = "") -> Rereading:
    """Say that one has reread the whole document, having written nothing in it."""
    document = held(document)
    rules.declaring_reread(by, document).require()
    member = place_of(by, document.community)
    rereading = Rereading.objects.create(document=document, by=member, word=word, done_at=clock.now())
    record("document.reread", document, rereading, by)
    return rereading


@transaction.atomic
def declare_original(document: Document, *, by: Any) -> Document:
    """Declare it original, with the sources and licences of what it borrows. A new borrowing declares again."""
    document = held(document)
    rules.declaring_original(by, document).require()
    document.original_declared_at = clock.now()
    document.original_declared_by = place_of(by, document.community)
    document.save(update_fields=["original_declared_at", "original_declared_by"])
    record("document.declared_original", document, document, by)
    return document
