"""What each mail of this folder looks like, for the preview page of development."""

from datetime import timedelta
from typing import Any

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import clock
from tresse.memberships.models import ActByTwo, Invitation, Membership


def _invitation() -> dict[str, Any]:
    community = _community()
    invitation = Invitation(community=community, email="nour@example.org", token="exemple", word="Viens voir !")
    return {"invitation": invitation, "community": community, "by": Person(name="Awa Diop")}


def _act_asked() -> dict[str, Any]:
    community = _community()
    asked_by = Membership(community=community, person=Person(name="Awa Diop"))
    act = ActByTwo(pk=1, community=community, asked_by=asked_by, lapses_at=clock.now() + timedelta(days=14))
    return {"act": act, "community": community, "act_name": "close a cycle"}


def _community() -> Community:
    return Community(
        name="CP Genre", slug="cp-genre", purpose="Croiser nos pratiques pour que chacun-e ait sa place."
    )


PREVIEWS = {"memberships/invitation": _invitation, "memberships/act_asked": _act_asked}
