"""What a guest reads by mail. What they are invited to writes its own: see `config/guest_things.py`."""

from datetime import timedelta
from typing import Any

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import clock, outbox
from tresse.guests.models import Guest
from tresse.memberships.models import Membership


def ask(guest: Guest) -> None:
    """Send somebody the question they are asked."""
    send("guests/question", guest)


def send(name: str, guest: Guest, *, cause: str = "", **more: Any) -> None:
    """Write to a guest in their language. Without a cause of its own, it is what invites them."""
    extras = {"attachments": more.pop("attachments")} if "attachments" in more else {}
    outbox.post(
        name,
        to=guest.email,
        language=guest.language,
        cause=cause or f"guest/{guest.pk}/{guest.invited_at:%Y%m%d%H%M%S}",
        context={"guest": guest, "community": guest.community, "by": guest.invited_by, **more},
        **extras,
    )


def example(**changes: Any) -> Guest:
    """A guest who was never kept, for whoever works on these mails."""
    community = Community(name="CP Genre", slug="cp-genre", purpose="Croiser nos pratiques.")
    awa = Membership(community=community, person=Person(name="Awa Diop"))
    fields = {"word": "Ton expérience à Jacmel nous serait précieuse."} | changes
    return Guest(
        community=community,
        invited_by=awa,
        name="Fatou Sarr",
        email="fatou@example.org",
        token="exemple",
        expires_at=clock.now() + timedelta(days=30),
        **fields,
    )


def _question() -> dict[str, Any]:
    guest = example(question="Comment faites-vous de la place aux plus jeunes dans vos réunions ?")
    return {"guest": guest, "community": guest.community, "by": guest.invited_by}


PREVIEWS = {"guests/question": _question}
