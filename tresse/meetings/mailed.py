"""An address by which one person answers one session, or a whole series, from a mail and without signing in.

It is sealed with the secret of the installation, kept nowhere, and speaks until the session is over (docs/adr/0013).
"""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from tresse.meetings.models import Meeting, Series

SALT = "tresse.meetings.mailed"
SHAPE = re.compile(r"([ms])(\d{1,18})-(\d{1,18})-([0-9a-f]{40})")


@dataclass(frozen=True)
class Sealed:
    """What is answered, and who answers."""

    kind: str  # « m » for a session, « s » for a series
    thing_id: int
    person_id: int


def address(thing: Meeting | Series, person_id: int, answer: str = "") -> str:
    """The page on which this person answers; with an answer, the page on which one button says it."""
    token = _token("s" if isinstance(thing, Series) else "m", thing.pk, person_id)
    return (
        reverse("meetings:mailed_answer", args=[token, answer])
        if answer
        else reverse("meetings:mailed", args=[token])
    )


def opened(token: str) -> Sealed | None:
    """What an address is for, if it was sealed here."""
    known = SHAPE.fullmatch(token)
    if known is None:
        return None
    sealed = Sealed(known[1], int(known[2]), int(known[3]))
    here = _token(sealed.kind, sealed.thing_id, sealed.person_id)
    return sealed if constant_time_compare(token, here) else None


def _token(kind: str, thing_id: int, person_id: int) -> str:
    said = f"{kind}{thing_id}-{person_id}"
    return f"{said}-{salted_hmac(SALT, said, algorithm='sha256').hexdigest()[:40]}"
