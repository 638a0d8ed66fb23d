"""Requests for tests, made by the same actions as everybody's."""

from typing import Any

from tests.cast import Cast
from tresse.communities.models import Cycle, Strand
from tresse.welcome import actions
from tresse.welcome.models import JoinRequest

SITUATION = "Dans nos réunions, les femmes parlent après tout le monde."
HOPE = "Essayer autre chose, et le raconter."
REASON = "Le groupe ne change plus avant la fin des essais."
ALTERNATIVE = "La séance ouverte du mois prochain."


def request(cast: Cast, *, by: Any = None, **words: Any) -> JoinRequest:
    """Omar asks to come in to CP Genre, unless said otherwise."""
    return actions.ask_in(cast.community, by=by or cast.outsider, **{"situation": SITUATION, "hope": HOPE, **words})


def close_the_door(cast: Cast) -> None:
    """The trials of an experimentation have begun."""
    Strand.objects.filter(pk=cast.strand.pk).update(objective_key="experimentation")
    Cycle.objects.filter(pk=cast.cycle.pk).update(phase_key="trials")
