"""Addresses from which our mails come back: their owner is told on the site, and after three they are written to no more.

Codes to sign in always leave, so that nobody is locked out by a mailbox that was full.
"""

from django.db.models import F

from tresse.core import clock
from tresse.core.models import OutgoingMail, UnreachedAddress

ALWAYS_LEAVES = "account/"


def note(address: str, said: str) -> None:
    """A mail to this address came back for good."""
    if not address:
        return
    told = {"said": said[:300], "last_at": clock.now()}
    UnreachedAddress.objects.get_or_create(address=address.lower(), defaults=told)
    UnreachedAddress.objects.filter(address=address.lower()).update(times=F("times") + 1, **told)


def recipient(mail_id: int) -> str:
    """To whom a mail of ours went; "" when it is forgotten."""
    return OutgoingMail.objects.filter(pk=mail_id).values_list("to", flat=True).first() or ""


def known(address: str) -> UnreachedAddress | None:
    """What is known of an address from which mails came back."""
    return UnreachedAddress.objects.filter(address=address.lower()).first()


def is_given_up(mail: OutgoingMail) -> bool:
    """Enough mails to this address came back: no more leave, until its owner says that it works again."""
    if mail.cause.startswith(ALWAYS_LEAVES):
        return False
    return UnreachedAddress.objects.filter(address=mail.to.lower(), times__gte=UnreachedAddress.ENOUGH).exists()


def try_again(address: str) -> None:
    """Its owner says that it works again."""
    UnreachedAddress.objects.filter(address=address.lower()).delete()
