"""A session that can be run now, for tests."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tresse.core import clock
from tresse.facilitation import actions
from tresse.facilitation.models import NetworkMethod
from tresse.meetings.actions import Planned
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories as sessions

AGENDA = (Planned("Météo", 10, "check_in"), Planned("Une situation", 120, "codevelopment"), Planned("La suite", 15))


def under_way(cast: Cast, *, agenda: Any = AGENDA, **terms: Any) -> Meeting:
    """A session that began a minute ago."""
    with clock.at(clock.now() - timedelta(days=7)):
        starts_at = clock.now() + timedelta(days=7) - timedelta(minutes=1)
        return sessions.session(cast, starts_at=starts_at, agenda=agenda, **terms)


def own_method(cast: Cast, **terms: Any) -> NetworkMethod:
    """A method the network wrote."""
    steps = [
        actions.StepTerms("Marcher à deux", 20, "Allez dehors.", "Que voyez-vous ?", 2),
        actions.StepTerms("Revenir", 10),
    ]
    told: dict[str, Any] = {
        "by": cast.steward,
        "name": "Marche apprenante",
        "gesture": "On marche et on parle.",
        "fewest": 4,
        "most": 30,
        "steps": steps,
    }
    return actions.write_method(**{**told, **terms})
