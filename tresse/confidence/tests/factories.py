"""Words somebody is asked for. Any item will do: here, the cycle of CP Genre."""

from typing import Any

from tests.cast import Cast
from tresse.confidence import actions
from tresse.confidence.models import Audience, Authorisation

WORDS = "On nous avait demandé un plan. Nous avons commencé par un thé."


def asked(cast: Cast, **how: Any) -> Authorisation:
    """Awa asks Fatou, who has no account."""
    question = {
        "text": WORDS,
        "audience": Audience.PUBLIC,
        "community": cast.community,
        "by": cast.awa,
        "about": "Carnet de découverte",
    }
    who = {} if "person" in how else {"name": "Fatou Sarr", "email": "fatou@example.org"}
    return actions.ask_authorisation(cast.cycle, **{**question, **who, **how})


def granted(cast: Cast, **how: Any) -> Authorisation:
    authorisation = asked(cast)
    answer = {"granted": True, "attribution": "named", **how}
    return actions.answer_authorisation(authorisation, token=authorisation.token, **answer)
