"""Two people at the same instant, on the database one really runs."""

import pytest

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.meetings.models import Meeting
from tresse.polls import actions
from tresse.polls.models import Poll, PollAnswer
from tresse.polls.tests.factories import answered, poll


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return build_cast()


def test_two_people_settling_at_once_call_one_session(world: Cast) -> None:
    opened = poll(world)
    outcomes = at_once(
        lambda: actions.settle(opened, number=1, by=world.awa),
        lambda: actions.settle(opened, number=2, by=world.claire),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Meeting", "PermissionDenied"], outcomes
    assert Meeting.objects.get() == Poll.objects.get().meeting


def test_an_answer_sent_three_times_is_one_answer(world: Cast) -> None:
    opened = poll(world)
    outcomes = at_once(*[lambda: answered(opened, world, member="y")] * 3)
    assert (PollAnswer.objects.count(), [o for o in outcomes if isinstance(o, Exception)]) == (1, [])


def test_two_people_opening_a_poll_get_two_numbers(world: Cast) -> None:
    outcomes = at_once(*[lambda by=by: poll(world, by=by) for by in (world.awa, world.claire)])
    assert sorted(Poll.objects.values_list("number", flat=True)) == [1, 2], outcomes
