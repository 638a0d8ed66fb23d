"""A mandate is dated, rests on a consent, and is laid down by whoever holds it (E1, E2)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.core import clock
from tresse.memberships import actions, rules
from tresse.memberships.models import Mandate
from tresse.memberships.queries import facilitators, holds_mandate


def test_a_mandate_ends_the_day_before_its_anniversary(cast: Cast) -> None:
    mandate = actions.give_mandate(
        cast.place("member"), "welcome", strand=None, months=12, given_by="nous", starts_on=date(2026, 1, 31)
    )
    assert mandate.ends_on == date(2027, 1, 30)


@pytest.mark.parametrize("months", [0, 25, -1])
def test_a_mandate_lasts_between_one_and_twenty_four_months(cast: Cast, months: int) -> None:
    with pytest.raises(PermissionDenied, match="between one and twenty-four months"):
        actions.give_mandate(cast.place("member"), "welcome", strand=None, months=months, given_by="nous")


def test_a_mandate_past_its_end_gives_nothing_more(cast: Cast) -> None:
    place = cast.place("awa")
    with clock.at(clock.now() + timedelta(days=400)):
        assert (holds_mandate(place), facilitators(cast.strand)) == (False, [])


def test_whoever_leaves_no_longer_holds(cast: Cast) -> None:
    place = cast.place("awa")
    place.left_at = clock.now()
    place.save()
    assert facilitators(cast.strand) == [cast.place("claire")]


@pytest.mark.parametrize(
    ("who", "may"), [("awa", True), ("claire", True), ("former", False), ("member", False), ("newcomer", False),
                     ("unsigned", False), ("neighbour", False), ("outsider", False), ("steward", False), (None, False)]
)  # fmt: skip
def test_who_steers(cast: Cast, who: str | None, may: bool) -> None:
    assert bool(rules.steering(cast.person(who), cast.community)) is may


def test_one_lays_down_one_s_own_mandate_with_a_note(cast: Cast) -> None:
    mandate = Mandate.objects.get(membership=cast.place("awa"))
    with pytest.raises(PermissionDenied, match="laid down by whoever holds it"):
        actions.end_mandate(mandate, by=cast.claire, handover="")
    ended = actions.end_mandate(mandate, by=cast.awa, handover="Tout est dans le carnet.")
    assert (ended.ended_on, ended.handover) == (clock.today(), "Tout est dans le carnet.")
    assert not holds_mandate(cast.place("awa"))
