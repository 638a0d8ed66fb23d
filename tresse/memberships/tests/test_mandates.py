"""A mandate is dated, rests on a consent, and is laid down by whoever holds it (E1, E2)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.core import clock
from tresse.memberships import actions, rules
from tresse.memberships.models import Mandate
from tresse.memberships.queries import facilitators, holds_mandate
from tresse.memberships.tests.factories import day, ending_in, given, mandate_of, nobody_co_facilitates, told


def test_a_mandate_ends_the_day_before_its_anniversary(cast: Cast) -> None:
    mandate = actions.give_mandate(
        cast.place("member"), "welcome", strand=None, months=12, given_by="nous", starts_on=date(2026, 1, 31)
    )
    assert mandate.ends_on == date(2027, 1, 30)


@pytest.mark.parametrize("months", [0, 2, 25, -1])
def test_a_mandate_lasts_between_three_and_twenty_four_months(cast: Cast, months: int) -> None:
    with pytest.raises(PermissionDenied, match="between three and twenty-four months"):
        given(cast, "member", "welcome", months=months)


def test_a_mandate_past_its_end_gives_nothing_more(cast: Cast) -> None:
    place = cast.place("awa")
    with clock.at(clock.now() + timedelta(days=400)):
        assert (holds_mandate(place), facilitators(cast.strand)) == (False, [])


def test_whoever_leaves_no_longer_holds(cast: Cast) -> None:
    place = cast.place("awa")
    place.left_at = clock.now()
    place.save()
    assert facilitators(cast.strand) == [cast.place("claire")]


def test_whoever_pauses_holds_nothing_meanwhile_and_receives_nothing(cast: Cast) -> None:
    place = cast.place("awa")
    place.paused_at = clock.now()
    place.save()
    assert facilitators(cast.strand) == [cast.place("claire")]
    with pytest.raises(PermissionDenied, match="who is not pausing"):
        given(cast, "awa", "welcome")


@pytest.mark.parametrize(
    ("who", "may"), [("awa", True), ("claire", True), ("former", False), ("member", False), ("newcomer", False), ("late", False),
                     ("unsigned", False), ("neighbour", False), ("outsider", False), ("steward", False), (None, False)]
)  # fmt: skip
def test_who_steers(cast: Cast, who: str | None, may: bool) -> None:
    assert bool(rules.steering(cast.person(who), cast.community)) is may


def test_one_lays_down_one_s_own_mandate_with_a_note(cast: Cast) -> None:
    mandate = mandate_of(cast)
    with pytest.raises(PermissionDenied, match="laid down by whoever holds it"):
        actions.end_mandate(mandate, by=cast.claire, handover="")
    ended = actions.end_mandate(mandate, by=cast.awa, handover="Tout est dans le carnet.")
    assert (ended.ended_on, ended.handover) == (clock.today(), "Tout est dans le carnet.")
    assert not holds_mandate(cast.place("awa"))
    with pytest.raises(PermissionDenied, match="already ended"):
        actions.end_mandate(mandate, by=cast.awa, handover="")


def test_a_mandate_past_its_term_is_not_laid_down(cast: Cast) -> None:
    with pytest.raises(PermissionDenied, match="already ended"):
        actions.end_mandate(ending_in(cast, -1), by=cast.awa, handover="")


def test_a_renewal_begins_the_day_after_the_term_and_follows_it(cast: Cast) -> None:
    present = ending_in(cast, 40)
    renewal = given(cast, "awa")
    assert (renewal.starts_on, renewal.follows, told(cast)) == (day(41), present, ["mandate.renewed"])
    assert Mandate.objects.live().filter(membership=cast.place("awa")).count() == 1


def test_a_mandate_is_renewed_once_ahead_and_only_in_its_last_three_months(cast: Cast) -> None:
    ending_in(cast, 91)
    with pytest.raises(PermissionDenied, match="in its last three months"):
        given(cast, "awa")
    ending_in(cast, 90)
    given(cast, "awa")
    with pytest.raises(PermissionDenied, match="already been renewed"):
        given(cast, "awa")


def test_the_same_function_in_a_strand_is_another_mandate(cast: Cast) -> None:
    assert given(cast, "awa", strand=cast.strand).starts_on == clock.today()


def test_laying_down_takes_the_renewal_along(cast: Cast) -> None:
    present = ending_in(cast, 40)
    given(cast, "awa")
    actions.end_mandate(present, by=cast.awa, handover="")
    assert list(Mandate.objects.filter(membership=cast.place("awa"))) == [present]


def test_a_renewal_is_given_up_before_it_begins_and_the_present_term_goes_on(cast: Cast) -> None:
    present = ending_in(cast, 40)
    actions.end_mandate(given(cast, "awa"), by=cast.awa, handover="")
    assert list(Mandate.objects.live().filter(membership=cast.place("awa"))) == [present]
    assert told(cast) == ["mandate.renewed", "mandate.given_up"]


def test_a_new_holder_follows_whoever_stopped_first_and_then_the_next(cast: Cast) -> None:
    nobody_co_facilitates(cast)
    former = mandate_of(cast, "former")
    first, second = given(cast, "member"), given(cast, "newcomer")
    assert (first.follows, second.follows) == (former, mandate_of(cast, "awa"))


def test_nothing_is_followed_when_nobody_held_it(cast: Cast) -> None:
    assert given(cast, "member", "memory_keeping").follows is None
