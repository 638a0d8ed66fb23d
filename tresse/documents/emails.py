"""What people read by mail about a document; and what each mail looks like, for the page that previews them."""

from collections.abc import Callable
from typing import Any

from tresse.core import clock
from tresse.documents.models import Document, Remark
from tresse.guests.emails import example, send
from tresse.guests.models import Guest


def invite_guest(guest: Guest) -> None:
    """Give somebody the link by which they reread."""
    send("documents/guest", guest, document=guest.thing)


def tell_guest_of_answer(remark: Remark) -> None:
    """A remark of theirs has its answer. One such mail a day, however many were answered."""
    guest = remark.guest
    if guest and guest.is_live and guest.email:
        cause = f"guest/{guest.pk}/answered/{clock.today():%Y%m%d}"
        send("documents/guest_answered", guest, cause=cause, document=remark.block.document)


def _guest() -> dict[str, Any]:
    guest = example()
    document = Document(pk=1, title="Carnet de découverte", community=guest.community)
    return {"document": document, "guest": guest, "community": guest.community, "by": guest.invited_by}


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {
    "documents/guest": _guest,
    "documents/guest_answered": _guest,
}
