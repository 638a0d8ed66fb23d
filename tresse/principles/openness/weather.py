"""Continuity as a steward reads it: a word for the whole network, never for one community, never a number (S6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tresse.principles.openness import continuity
from tresse.principles.openness.signs import CORE, FEW, LARGEST_ORGANISATION, NEWCOMERS, NON_MEMBERS, TOGETHER
from tresse.principles.signs import NOTHING, Corridor

NEAR = 10  # so many points outside the corridor the sky changes; further, it rains
COMMUNITIES = 2  # of one community alone, the word would be about it


class Sky(TextChoices):
    FAIR = "fair", _("fair")
    CHANGING = "changing", _("changing")
    RAIN = "rain", _("rain")
    UNKNOWN = "unknown", _("not known")


@dataclass(frozen=True)
class Weather:
    """One sign for the whole network: a word, and what may explain it."""

    name: str | Promise
    sky: Sky
    cause: str | Promise


@dataclass(frozen=True)
class Reading:
    name: str | Promise
    measure: Callable[[Iterable[int]], continuity.Shares]
    corridor: tuple[int, int]
    fair: str | Promise
    below: str | Promise
    above: str | Promise = ""


READINGS = (
    Reading(
        _("Newcomers"),
        continuity.newcomers_staying,
        NEWCOMERS,
        _("Most of those who come in are still there at their third session."),
        _("Many who come in are gone by their third session: welcome asks for hands."),
    ),
    Reading(
        _("From one cycle to the next"),
        continuity.core_carried_over,
        CORE,
        _("Enough of those who carried a cycle carry on, and others join them."),
        _("Many of those who carried a cycle stop there: the load may be held by too few."),
        _("Nearly the same people carry one cycle after another: somebody could take a turn."),
    ),
    Reading(
        _("People from outside the network"),
        continuity.non_members,
        NON_MEMBERS,
        _("Members and non-members of the network work side by side."),
        _("Few people come from outside the network: open sessions could be told further."),
        _("Few people come from the member organisations: they may not know these doors are open."),
    ),
    Reading(
        _("Organisations"),
        continuity.largest_organisation,
        LARGEST_ORGANISATION,
        _("No organisation weighs more than the others."),
        "",
        _("In some communities one organisation brings most of the people."),
    ),
    Reading(
        _("Working together"),
        continuity.worked_together,
        TOGETHER,
        _("In each community, many people have worked with many others."),
        _("Many people of a same community have not worked together yet."),
        _("Everybody already knows everybody: it is a good moment for newcomers."),
    ),
)


def weather(communities: Iterable[int]) -> list[Weather]:
    """The continuity of the whole network, with its causes; too few people or too few communities say nothing (S6)."""
    communities = list(communities)
    return [_weather(reading, communities) for reading in READINGS]


def _weather(reading: Reading, communities: list[int]) -> Weather:
    shares = [share for share in reading.measure(communities).values() if share.whole]
    pooled = sum(shares, NOTHING)
    if pooled.whole < FEW or len(shares) < COMMUNITIES:
        return Weather(reading.name, Sky.UNKNOWN, _("Too few people or communities to say anything of it."))
    corridor = Corridor(pooled.percent, *reading.corridor)
    if corridor.is_inside:
        return Weather(reading.name, Sky.FAIR, reading.fair)
    cause = reading.below if corridor.percent < corridor.low else reading.above
    far = max(corridor.low - corridor.percent, corridor.percent - corridor.high)
    return Weather(reading.name, Sky.CHANGING if far <= NEAR else Sky.RAIN, cause)
