"""What each mail of this folder looks like, for the page that previews them in development."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.auth import get_user_model

from tresse.confidence.models import NOBODY, Attribution, Audience, Authorisation
from tresse.core import clock

WORDS = "On nous avait demandé un plan. Nous avons commencé par un thé, et c'est là que tout s'est dit."


def _asked(**answer: Any) -> dict[str, Any]:
    asker = get_user_model()(name="Awa Diop")
    authorisation = Authorisation(
        name="Claire Roux",
        text=WORDS,
        about="Carnet de découverte",
        audience=Audience.PUBLIC,
        token="example",
        asked_by=asker,
        **answer,
    )
    return {"authorisation": authorisation, "community": SimpleNamespace(name="CP Genre")}


def request() -> dict[str, Any]:
    return _asked()


def granted() -> dict[str, Any]:
    return _asked(granted=True, attribution=Attribution.UNSIGNED, named_as=NOBODY, answered_at=clock.now())


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {"confidence/request": request, "confidence/answer": granted}
