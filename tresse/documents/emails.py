"""What each mail of this folder looks like, for the page that previews them in development."""

from collections.abc import Callable
from typing import Any

from tresse.communities.models import Community
from tresse.documents.models import Document


def rereading() -> dict[str, Any]:
    community = Community(name="CP Genre", slug="cp-genre")
    return {"document": Document(pk=1, title="Carnet de découverte", community=community), "community": community,
            "by": "Awa Diop"}  # fmt: skip


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {"documents/rereading": rereading}
