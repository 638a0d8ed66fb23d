"""What each mail of this folder looks like, for the preview page of development."""

from typing import Any

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.memberships.models import Invitation


def _invitation() -> dict[str, Any]:
    community = _community()
    invitation = Invitation(community=community, email="nour@example.org", token="exemple", word="Viens voir !")
    return {"invitation": invitation, "community": community, "by": Person(name="Awa Diop")}


def _community() -> Community:
    return Community(
        name="CP Genre", slug="cp-genre", purpose="Croiser nos pratiques pour que chacun-e ait sa place."
    )


PREVIEWS = {"memberships/invitation": _invitation}
