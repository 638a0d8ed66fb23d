"""Keeping what arrives, before anybody is told that it did."""

import hashlib
from datetime import timedelta

from tresse.core import by_mail, clock
from tresse.letterbox.models import IncomingMail, Outcome, Way
from tresse.letterbox.reading.headers import message_ids, opened_head

LARGEST = 25_000_000  # bytes, as most mail servers take
MOST_AN_HOUR = 60  # letters of one person


def keep(raw: bytes, sealed: str, way: Way) -> bool:
    """Keep a letter for the worker; False when it is here already: a program that was not thanked sends it twice."""
    now = clock.now()
    _letter, is_new = IncomingMail.objects.get_or_create(
        key=_key(raw, sealed),
        defaults={
            "sealed": sealed,
            "raw": raw,
            "size": len(raw),
            "way": way,
            "received_at": now,
            "next_attempt_at": now,
        },
    )
    return is_new


def writes_too_much(sealed: str) -> bool:
    """More than sixty letters came to this address within an hour: no person writes so many."""
    since = clock.now() - timedelta(hours=1)
    return IncomingMail.objects.filter(sealed=sealed, received_at__gt=since).count() >= MOST_AN_HOUR


def forget_old_letters() -> None:
    """What could not be read is kept a month; of the others, that they came, for three, so that none counts twice.

    After a day nothing tells any more whose they were: who answered about a session under the Chatham House rule least (S3).
    """
    now = clock.now()
    IncomingMail.objects.unreadable().filter(received_at__lt=now - IncomingMail.UNREAD_IS_KEPT).delete()
    ended = IncomingMail.objects.exclude(outcome__in=("", Outcome.UNREADABLE))
    ended.filter(received_at__lt=now - timedelta(days=90)).delete()
    ended.filter(received_at__lt=now - timedelta(days=1)).exclude(sealed="").update(sealed="")


def sealed_in(address: str) -> str:
    """`r-…` in an address, or in some text, in lower case, if it is one of ours."""
    found = (match[0].lower() for match in by_mail.SEALED.finditer(address))
    return next((sealed for sealed in found if by_mail.unsealed(sealed)), "")


def _key(raw: bytes, sealed: str) -> str:
    """Of two letters with one Message-ID at one address there is one; without it, of two with the same bytes."""
    said = "".join(message_ids(opened_head(raw), "Message-ID")).encode() or raw
    return hashlib.sha256(sealed.encode() + b" " + said).hexdigest()
