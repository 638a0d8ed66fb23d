"""Somebody invited to reread, without an account: what they say counts like another's."""

from typing import Any

from django.db import transaction

from tresse.core import clock
from tresse.documents import rules
from tresse.documents.actions.holding import held, read, record
from tresse.documents.models import Block, Document, Remark, Rereading
from tresse.guests.models import Guest


@transaction.atomic
def add_guest_remark(block: Block, *, text: str, guest: Guest) -> Remark:
    """A guest says something of a block. The same words said twice are one remark."""
    document = held(block.document)
    guest = _read(guest)
    rules.remarking_as_guest(guest, document).require()
    remark, is_new = Remark.objects.get_or_create(
        block=read(block, document), guest=guest, text=text, answered_at=None, defaults={"made_at": clock.now()}
    )
    if is_new:
        _tell("remark.made_by_guest", document, remark, guest)
    return remark


@transaction.atomic
def declare_guest_reread(document: Document, *, guest: Guest, word: str = "", discreet: bool = False) -> Rereading:
    """A guest says that they have reread the whole, and whether their name may stand in its credits."""
    document = held(document)
    guest = _read(guest)
    rules.declaring_reread_as_guest(guest, document).require()
    guest.discreet = discreet
    guest.save(update_fields=["discreet"])
    rereading = Rereading.objects.create(document=document, guest=guest, word=word, done_at=clock.now())
    _tell("document.reread_by_guest", document, rereading, guest)
    return rereading


def _read(guest: Guest) -> Guest:
    """The guest as they are now: their link may have ended meanwhile."""
    return Guest.objects.select_related("community", "invited_by").get(pk=guest.pk)


def _tell(kind: str, document: Document, subject: Any, guest: Guest) -> None:
    record(kind, document, subject, None, inviter_person=guest.invited_by.person_id)
