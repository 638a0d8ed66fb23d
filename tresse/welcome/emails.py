"""What each mail of this folder looks like, for the preview page of development."""

from datetime import timedelta
from typing import Any

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import clock
from tresse.welcome.models import JoinRequest


def _asked() -> dict[str, Any]:
    community = Community(name="CP Genre", slug="cp-genre", purpose="Croiser nos pratiques.")
    request = JoinRequest(
        community=community,
        number=3,
        person=Person(name="Nour Haddad"),
        situation="Dans nos réunions, les femmes parlent après tout le monde.",
        hope="Essayer autre chose, et le raconter.",
        asked_at=clock.now(),
        waits_since=clock.now(),
        reason="Les essais ont commencé, et le groupe ne change plus avant leur fin.",
        alternative="La séance ouverte du 12 mars, puis le prochain cycle, en septembre.",
    )
    return {"request_to_come_in": request, "community": community, "by": Person(name="Awa Diop")}


def _put_off() -> dict[str, Any]:
    return {
        **_asked(),
        "until": clock.today() + timedelta(days=40),
        "word": "Le prochain cycle commence ce jour-là.",
    }


PREVIEWS = {
    "welcome/request_received": _asked,
    "welcome/request_message": _asked,
    "welcome/request_welcomed": _asked,
    "welcome/request_put_off": _put_off,
    "welcome/request_refused": _asked,
}
