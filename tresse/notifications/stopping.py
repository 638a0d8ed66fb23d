"""How whoever receives a mail stops it with one click, by a link of their own (RFC 2369, RFC 8058)."""

from django.conf import settings
from django.urls import reverse


def address_to_stop(token: str) -> str:
    """The page with one button, which needs no signing in."""
    return f"{settings.TRESSE_URL}{reverse('notifications:stop', args=[token])}"


BY_MACHINE = {"Auto-Submitted": "auto-generated"}  # RFC 3834
# What a person wrote is not said to be automatic; answering machines keep silent all the same.
BY_A_PERSON = {"Precedence": "list", "X-Auto-Response-Suppress": "OOF, AutoReply"}


def headers_to_stop(token: str, *, by: dict[str, str] = BY_MACHINE) -> dict[str, str]:
    """What lets a mail program offer to stop these mails, and tells answering machines to keep silent."""
    return {
        "List-Unsubscribe": f"<{address_to_stop(token)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        **by,
    }
