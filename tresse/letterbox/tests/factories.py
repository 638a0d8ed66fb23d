"""Letters written for the tests, and something to answer by mail that every test can look at."""

from email.message import EmailMessage
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from config.by_mail import BY_MAIL, ByMail
from tresse.core import by_mail
from tresse.letterbox.keeping import keep, sealed_in
from tresse.letterbox.models import IncomingMail
from tresse.letterbox.taking import take_up_due

RECEIVED: list[tuple[int, str, by_mail.Letter]] = []
HERE, HIDDEN, CLOSED, LONG, BROKEN = 1, 2, 3, 4, 5


def received(thing_id: int, person: Any, letter: by_mail.Letter) -> str:
    """Thing 1 takes what one writes; the others each refuse in their way."""
    if thing_id == HIDDEN:
        raise by_mail.NothingThere
    if thing_id == CLOSED:
        raise PermissionDenied("This conversation is closed.")
    if thing_id == LONG:
        raise ValidationError({"text": "Say it in fewer words."})
    if thing_id == BROKEN:
        raise RuntimeError("a fault of ours")
    RECEIVED.append((thing_id, person.email, letter))
    return "You wrote."


@pytest.fixture
def mail_in(settings, monkeypatch):
    """Mail comes in at cp.example.org; what was received is read in the list."""
    settings.MAIL_IN, settings.MAIL_IN_PLUS, settings.MAIL_AUTHSERV = "cp.example.org", True, ""
    monkeypatch.setitem(BY_MAIL, "talk", ByMail("a conversation", f"{__name__}.received"))
    monkeypatch.setitem(BY_MAIL, "gesture", ByMail("a gesture", f"{__name__}.received", receipt=True))
    RECEIVED.clear()
    return RECEIVED


def written(to: str, text: str = "Bonjour.\n", *, sender: str = "Mina <mina@example.org>", **headers: str) -> bytes:
    """A letter; `Auto_Submitted="auto-replied"` is a header."""
    mail = EmailMessage()
    said = {"From": sender, "To": to, "Subject": "Re: La grille", "Message-ID": "<one@mail.example.org>"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in said.items():
        if value:
            mail[name] = value
    mail.set_content(text)
    return mail.as_bytes()


def arrives(raw: bytes, to: str, *, way: str = "lmtp") -> IncomingMail:
    """The letter is brought, and the worker deals with it."""
    keep(raw, sealed_in(to), way)
    take_up_due()
    return IncomingMail.objects.order_by("-pk")[0]
