"""Letters that no person wrote: they are never answered, or two machines would write to each other for ever (RFC 3834)."""

import re
from dataclasses import dataclass

from tresse.core import by_mail
from tresse.letterbox.reading.headers import Mail, header, raw_header

LOUD = ("X-Autoreply", "X-Autorespond", "X-AutoReply-From", "X-Mail-Autoreply", "X-FC-MachineGenerated")
BULK = ("bulk", "junk", "auto_reply", "auto-reply", "list")
ABSENT = re.compile(
    r"^(?:(?:re|ré) ?: ?)*(?:réponse automatique|reponse automatique|absence du bureau|absent(?:e)? du bureau|"
    r"message d['’]absence|automatic reply|auto(?:matic)?[- ]?reply|auto ?:|out of (?:the )?office|on vacation|"
    r"respuesta automática|fuera de la oficina|resposta automática|ausência temporária|automatische antwort)",
    re.IGNORECASE,
)
STATUS = re.compile(r"^Status: *([245])\.(\d{1,3})\.(\d{1,3})", re.MULTILINE | re.IGNORECASE)
SAID = re.compile(r"^Diagnostic-Code: *(.{1,300})", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Returned:
    """A mail of ours that came back."""

    for_good: bool
    said: str


def returned(mail: Mail) -> Returned | None:
    """What a mail server says of a mail it could not deliver; None for any other letter."""
    if mail.get_content_type() == "multipart/report":
        return _reported(mail)
    from_nobody = raw_header(mail, "Return-Path") == "<>" or "mailer-daemon@" in raw_header(mail, "From").lower()
    return Returned(for_good=False, said=header(mail, "Subject")[:200]) if from_nobody else None


def why_automatic(mail: Mail) -> str:
    """By what one sees that no person wrote this; "" when a person did. A calendar that answers speaks for one."""
    if raw_header(mail, "X-Loop") == by_mail.domain() or by_mail.domain() in raw_header(mail, "List-Id"):
        return "a mail of ours that came back to us"
    if _is_calendar_answer(mail):
        return ""
    if raw_header(mail, "Auto-Submitted").lower().partition(";")[0].strip() not in ("", "no"):
        return "Auto-Submitted"
    if raw_header(mail, "Precedence").lower() in BULK:
        return "Precedence"
    if any(raw_header(mail, name) for name in LOUD):
        return "an automatic answer"
    if mail.get_content_type() == "multipart/report":
        return "a report"
    return "an answer of somebody away" if ABSENT.search(header(mail, "Subject")) else ""


def _reported(mail: Mail) -> Returned | None:
    statuses = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    told = "\n".join(_text(part) for part in statuses)
    status = STATUS.search(told)
    if not status or status[1] == "2":
        return None  # delivered, read, or about something else
    said = SAID.search(told)
    return Returned(for_good=status[1] == "5", said=said[1].strip() if said else status[0])


def _text(part: Mail) -> str:
    try:
        return part.as_string()[:5000]
    except (LookupError, ValueError, RecursionError):
        return ""  # it cannot be written as it was read


def _is_calendar_answer(mail: Mail) -> bool:
    kinds = ((part.get_content_type(), str(part.get_param("method", "")).upper()) for part in mail.walk())
    return ("text/calendar", "REPLY") in kinds
