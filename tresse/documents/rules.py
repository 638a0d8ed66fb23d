"""Who may write, reread and let a document be seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Cycle
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.links import Source, is_source
from tresse.core.rulings import Ruling, granted
from tresse.documents import queries
from tresse.documents.models import Block, Document, Remark
from tresse.guests.models import Guest
from tresse.guests.rules import coming_by_link
from tresse.memberships.models import Membership
from tresse.memberships.rules import taking_part

GUESTS_REREAD_FOR = timedelta(days=60)
REMARKS_OF_A_GUEST = 100


def beginning(person: Any, cycle: Cycle) -> Ruling:
    """Whoever takes part may begin a document, as long as its cycle goes on."""
    return _going_on(cycle) and taking_part(person, cycle.community)


def writing(person: Any, document: Document) -> Ruling:
    """Whoever takes part writes, whether or not they began it, as long as the cycle goes on."""
    return _going_on(document.cycle) and taking_part(person, document.community)


def bringing(membership: Membership, document: Document) -> Ruling:
    """What is written is brought by somebody inside the community (P5)."""
    if membership.community_id == document.community_id and membership.is_inside:
        return granted
    return Ruling(_("This person does not take part in the community."))


def sourcing(person: Any, document: Document, source: Source) -> Ruling:
    """What is written comes from something this community lived, and that who writes may see (S1)."""
    known = is_source(source, document.community_id, person)
    return granted if known else Ruling(_("This is not something the community lived."))


def asking(person: Any, block: Block) -> Ruling:
    """Somebody is asked for their words when one knows who they are and where to write to them."""
    if not block.kind.quotes:
        return Ruling(_("This block quotes nobody."))
    if not block.quoted_person_id and not block.quoted_email:
        return Ruling(_("Say who speaks and at what address, so that they can be asked."))
    return writing(person, block.document)


def opening_rereading(person: Any, document: Document) -> Ruling:
    """A document that has something to read is given to reread by anybody who writes it."""
    return _not_given_yet(document) and writing(person, document)


def remarking(person: Any, document: Document) -> Ruling:
    """Whoever takes part makes remarks, once the document is given to reread."""
    return _given(document) and writing(person, document)


def answering_remark(person: Any, remark: Remark) -> Ruling:
    """A remark is answered once, by somebody else than who made it (P3)."""
    return answerable(person, remark) and writing(person, remark.block.document)


def declaring_reread(person: Any, document: Document) -> Ruling:
    """Somebody who wrote nothing in it says they have reread it whole (P3)."""
    return _given(document) and writing(person, document) and _reads_afresh(person, document)


def declaring_original(person: Any, document: Document) -> Ruling:
    """Whoever takes part declares it original, with what it borrows said; once, as long as nothing is added (P3)."""
    return _not_declared_yet(document) and writing(person, document)


@dataclass(frozen=True)
class OnDocument:
    """What one person may do with a document."""

    write: Ruling
    open_rereading: Ruling
    remark: Ruling
    declare_reread: Ruling
    declare_original: Ruling


def on_document(person: Any, document: Document) -> OnDocument:
    """The same rules, all at once for a page, which asks only once whether this person takes part."""
    may_write = writing(person, document)
    return OnDocument(
        write=may_write,
        open_rereading=_not_given_yet(document) and may_write,
        remark=_given(document) and may_write,
        declare_reread=_given(document) and may_write and _reads_afresh(person, document),
        declare_original=_not_declared_yet(document) and may_write,
    )


def answerable(person: Any, remark: Remark) -> Ruling:
    """Still to be answered, and by somebody else than who made it."""
    if remark.answered_at:
        return Ruling(_("This remark is already answered."))
    if person is not None and remark.person_id == person.pk:
        return Ruling(_("You made this remark: somebody else answers it."))
    return granted


def inviting_guest(person: Any, document: Document) -> Ruling:
    """Somebody without an account is invited to reread once the document is given to reread."""
    return _given(document) and writing(person, document)


def open_to_guests_until(document: Document) -> datetime:
    """A guest has sixty days to reread; publishing the document ends it before."""
    return clock.now() + GUESTS_REREAD_FOR


def remarking_as_guest(guest: Guest, document: Document) -> Ruling:
    """A guest makes remarks on the document they were invited to reread, a hundred at most."""
    return _rereading_as_guest(guest, document) and _not_too_many(guest)


def declaring_reread_as_guest(guest: Guest, document: Document) -> Ruling:
    """A guest who wrote nothing in it says once that they have reread it whole (P3)."""
    return _rereading_as_guest(guest, document) and _guest_reads_afresh(guest, document)


def narrowing(person: Any, document: Document) -> Ruling:
    """Showing to fewer people is free (S2)."""
    return writing(person, document)


def widening(person: Any, document: Document, terms: dict[str, Any]) -> Ruling:
    """Showing to more people takes the yes of everybody quoted, on the exact words (S2)."""
    audience = Audience(terms["audience"])
    if not audience.width > document.get_audience().width:
        return Ruling(_("It is already shown to as many people."))
    held_back = [block for block in queries.quotations_of(document) if not block.may_be_shown_to(audience)]
    if held_back:
        return Ruling(
            _gettext("Somebody quoted has not authorised this yet: %(blocks)s.")
            % {"blocks": ", ".join(f"“{block}”" for block in held_back[:3])}
        )
    return writing(person, document)


def _rereading_as_guest(guest: Guest, document: Document) -> Ruling:
    if (guest.kind, guest.thing_id) != ("document", document.pk):
        return Ruling(_("This link is for something else."))
    return coming_by_link(guest) and _given(document) and _going_on(document.cycle)


def _not_too_many(guest: Guest) -> Ruling:
    if guest.remarks.count() < REMARKS_OF_A_GUEST:
        return granted
    return Ruling(_("You have made a hundred remarks. For the rest, write to whoever invited you."))


def _guest_reads_afresh(guest: Guest, document: Document) -> Ruling:
    if guest.person_id in queries.writers_of(document):
        return Ruling(_("You wrote in this document: it takes somebody who did not write in it to reread it."))
    if guest.rereadings.filter(document=document).exists():
        return Ruling(_("You have already said that you reread it. Thank you."))
    return granted


def _going_on(cycle: Cycle) -> Ruling:
    if cycle.ended_at:
        return Ruling(_("This cycle has ended: its documents can be read, nothing more is added."))
    return granted


def _not_given_yet(document: Document) -> Ruling:
    if document.rereading_opened_at:
        return Ruling(_("It is already being reread."))
    return _has_a_block(document)


def _given(document: Document) -> Ruling:
    if document.rereading_opened_at:
        return granted
    return Ruling(_("It is not given to reread yet."))


def _not_declared_yet(document: Document) -> Ruling:
    if document.original_declared_at:
        return Ruling(_("It is already declared original."))
    return _has_a_block(document)


def _has_a_block(document: Document) -> Ruling:
    if any(block.removed_at is None for block in document.blocks.all()):
        return granted
    return Ruling(_("There is nothing to read in it yet: add a first block."))


def _reads_afresh(person: Any, document: Document) -> Ruling:
    if person.pk in queries.writers_of(document):
        return Ruling(_("You wrote in this document: it takes somebody who did not write in it to reread it."))
    if any(rereading.person_id == person.pk for rereading in document.rereadings.all()):
        return Ruling(_("You have already said that you reread it. Thank you."))
    return granted
