"""What somebody reads when their letter was refused, or when something was done of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tresse.accounts.models import Person
from tresse.core import clock, outbox
from tresse.core.by_mail import Letter
from tresse.core.models import OutgoingMail
from tresse.letterbox.models import IncomingMail

MOST_REFUSALS_A_DAY = 10
LONGEST = 20_000


def send_refusal(incoming: IncomingMail, letter: Letter | None, person: Person, reason: str) -> None:
    """Say once why nothing was done, and give back what was written. Many in a day are said to ten times."""
    cause = f"letterbox/refused/{person.pk}/"
    today = OutgoingMail.objects.filter(cause__startswith=cause, written_at__gt=clock.now() - timedelta(days=1))
    if today.count() < MOST_REFUSALS_A_DAY:
        _send("refused", f"{cause}{incoming.pk}", letter, person, {"reason": reason, **_given_back(letter)})


def send_receipt(incoming: IncomingMail, letter: Letter, person: Person, said: str) -> None:
    """Say what was done, where the answer of others would not show it."""
    _send(
        "received", f"letterbox/received/{incoming.pk}", letter, person, {"said": said, "subject": letter.subject}
    )


def _send(name: str, cause: str, letter: Letter | None, person: Person, context: dict[str, Any]) -> None:
    """It takes no answer, and no machine answers it (RFC 3834)."""
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if letter and letter.message_id:
        headers |= {"In-Reply-To": letter.message_id, "References": letter.message_id}
    outbox.post(
        f"letterbox/{name}",
        to=person.email,
        language=person.language,
        cause=cause,
        context=context,
        headers=headers,
    )


def _given_back(letter: Letter | None) -> dict[str, Any]:
    if letter is None:
        return {"subject": "", "text": "", "files": []}
    return {"subject": letter.subject, "text": letter.text[:LONGEST], "files": [file.name for file in letter.files]}


def refused() -> dict[str, Any]:
    return {
        "reason": "This conversation is closed.",
        "subject": "La grille de départ",
        "text": "Je joins notre grille, et deux questions.",
        "files": ["grille.pdf"],
    }


def received() -> dict[str, Any]:
    return {"said": "You are coming to session 3.", "subject": "Séance 3"}


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {"letterbox/refused": refused, "letterbox/received": received}
