"""Sixty and thirty days before the end of a mandate, then at its end, everyone is told, once (E2)."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.memberships import actions
from tresse.memberships.models import Mandate
from tresse.memberships.terms import tell_endings
from tresse.memberships.tests.factories import ending_in, given, mandate_of, nobody_co_facilitates, told


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (61, []),
        (60, ["mandate.ending_soon"]),
        (31, ["mandate.ending_soon"]),
        (30, ["mandate.ending_soon"]),
        (0, ["mandate.ending_soon"]),
        (-1, ["mandate.over", "call.opened_by_itself"]),
        (-7, ["mandate.over", "call.opened_by_itself"]),
        (-8, []),
    ],
)
def test_what_is_told_so_many_days_before_the_end(cast: Cast, days: int, said: list[str]) -> None:
    ending_in(cast, days)
    tell_endings()
    tell_endings()
    assert told(cast) == said


def test_each_step_is_told_once_over_the_weeks(cast: Cast) -> None:
    ending_in(cast, 70)
    now = clock.now()
    for days in range(0, 80, 2):
        with clock.at(now + timedelta(days=days)):
            tell_endings()
    assert told(cast) == ["mandate.ending_soon", "mandate.ending_soon", "mandate.over", "call.opened_by_itself"]


def test_the_end_names_the_holder_and_the_day(cast: Cast) -> None:
    mandate = ending_in(cast, 45)
    tell_endings()
    entry = JournalEntry.objects.get(kind="mandate.ending_soon")
    assert (entry.by, entry.facts) == (
        None,
        {
            "holder_person": cast.awa.pk,
            "function_word": "co-facilitation",
            "until_on": mandate.ends_on.isoformat(),
        },
    )


def test_a_renewed_mandate_ends_for_nobody(cast: Cast) -> None:
    ending_in(cast, 20)
    given(cast, "awa")
    tell_endings()
    assert told(cast) == ["mandate.renewed"]


def test_nothing_is_told_of_a_mandate_laid_down_or_of_somebody_who_left(cast: Cast) -> None:
    ending_in(cast, 20)
    ending_in(cast, 20, "claire")
    cast.community.memberships.filter(person=cast.claire).update(left_at=clock.now())
    actions.end_mandate(mandate_of(cast), by=cast.awa, handover="")
    tell_endings()
    assert told(cast) == ["mandate.ended", "call.opened_by_itself"]


def test_no_mandate_is_held_past_its_term_whatever_the_clock_missed(cast: Cast) -> None:
    nobody_co_facilitates(cast)
    assert list(Mandate.objects.live().filter(membership__community=cast.community)) == []
