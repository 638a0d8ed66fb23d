"""Running a session: who drives, what each press does, what bad luck does not do."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.at_once import at_once
from tests.cast import EVERYBODY, build_cast
from tresse.core import clock
from tresse.facilitation import actions, plan
from tresse.facilitation.models import Role, Turn
from tresse.facilitation.tests import factories
from tresse.meetings import actions as meetings
from tresse.meetings.models import AgendaItem

STEPS = [
    "The question of the round",
    "One round",
    "1. Statement",
    "2. Clarification",
    "3. Contract",
    "4. Consultation",
    "5. Synthesis and plan",
    "6. Learning",
    "La suite",
]


@pytest.fixture
def meeting(cast):
    return factories.under_way(cast)


def here(meeting) -> str | None:
    stand = plan.stand_of(meeting)
    return stand.here.name if stand.here else None


def run_to(meeting, by, turns):
    for seen in range(turns):
        actions.go_on(meeting, seen=seen, by=by)


def test_the_plan_is_every_step_of_every_moment_within_its_minutes(meeting):
    places = plan.plan_of(meeting)
    assert [place.name for place in places] == STEPS
    assert [place.minutes for place in places] == [2, 8, 10, 20, 10, 40, 20, 20, 15]
    assert places[-1].begins_at == meeting.starts_at + timedelta(minutes=130)


def test_steps_follow_the_minutes_the_agenda_leaves(cast):
    short = factories.under_way(cast, agenda=[meetings.Planned("Codev", 60, "codevelopment")])
    assert [place.minutes for place in plan.plan_of(short)] == [5, 10, 5, 20, 10, 10]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_runs_a_session(cast, meeting, who):
    try:
        actions.go_on(meeting, seen=0, by=cast.person(who))
    except PermissionDenied:
        assert who not in ("awa", "claire")
    assert Turn.objects.exists() == (who in ("awa", "claire"))


def test_whoever_took_the_role_of_facilitation_runs_the_session(cast, meeting):
    actions.take_role(meeting, Role.FACILITATES, by=cast.member)
    actions.take_role(meeting, Role.WRITES, by=cast.former)
    actions.go_on(meeting, seen=0, by=cast.member)
    with pytest.raises(PermissionDenied, match="role of facilitation"):
        actions.go_on(meeting, seen=1, by=cast.former)
    assert Turn.objects.get().by == cast.place("member")


def test_somebody_who_was_only_asked_to_facilitate_does_not_run_it_yet(cast, meeting):
    parts = actions.propose_roles(meeting, by=cast.member)
    asked = next(part for part in parts if part.role == Role.FACILITATES)
    if asked.membership.person in (cast.awa, cast.claire):
        asked.membership = cast.place("member")
        asked.save()
    with pytest.raises(PermissionDenied):
        actions.go_on(meeting, seen=0, by=asked.membership.person)


@pytest.mark.parametrize(("hours", "opens"), [(-3, False), (-1, True), (1, True), (13, True), (15, False)])
def test_a_session_is_run_around_its_hours(cast, meeting, hours, opens):
    with clock.at(meeting.starts_at + timedelta(hours=hours)):
        try:
            actions.go_on(meeting, seen=0, by=cast.awa)
        except PermissionDenied:
            assert not opens
    assert Turn.objects.exists() == opens


def test_one_goes_on_to_the_end_and_comes_back(cast, meeting):
    run_to(meeting, cast.awa, 9)
    assert here(meeting) == "La suite"
    assert actions.go_on(meeting, seen=9, by=cast.awa).is_over
    assert actions.go_on(meeting, seen=10, by=cast.awa).is_over  # nothing comes after
    actions.go_back(meeting, seen=10, by=cast.claire)
    assert here(meeting) == "La suite"


def test_before_the_first_step_there_is_none(cast, meeting):
    actions.go_back(meeting, seen=0, by=cast.awa)
    actions.go_on(meeting, seen=0, by=cast.awa)
    actions.go_back(meeting, seen=1, by=cast.awa)
    assert (here(meeting), Turn.objects.count()) == (STEPS[0], 1)


def test_next_pressed_twice_is_one_step(cast, meeting):
    run_to(meeting, cast.awa, 2)
    actions.go_on(meeting, seen=1, by=cast.claire)  # she had seen the first step
    assert here(meeting) == STEPS[1]


def test_time_is_added_once_for_what_was_seen(cast, meeting):
    run_to(meeting, cast.awa, 1)
    actions.give_time(meeting, seen="1.0", minutes=5, by=cast.awa)
    actions.give_time(meeting, seen="1.0", minutes=5, by=cast.claire)
    actions.give_time(meeting, seen="1.5", minutes=2, by=cast.claire)
    turn = Turn.objects.get()
    assert (turn.added, turn.ends_at - turn.began_at) == (7, timedelta(minutes=9))


@pytest.mark.parametrize("minutes", [0, -5, 3, 10_000])
def test_only_two_or_five_minutes_are_added(cast, meeting, minutes):
    run_to(meeting, cast.awa, 1)
    with pytest.raises(ValidationError, match="two minutes or five"):
        actions.give_time(meeting, seen="1.0", minutes=minutes, by=cast.awa)


def test_it_is_ended_before_its_last_step_once(cast, meeting):
    run_to(meeting, cast.awa, 2)
    assert actions.finish(meeting, seen=2, by=cast.awa).is_over
    actions.finish(meeting, seen=2, by=cast.claire)
    assert Turn.objects.count() == 3


def test_an_empty_agenda_is_not_run(cast):
    bare = factories.under_way(cast, agenda=())
    with pytest.raises(ValidationError, match="add a moment"):
        actions.go_on(bare, seen=0, by=cast.awa)


def test_a_moment_taken_off_the_agenda_meanwhile_leaves_its_place_to_the_next(cast, meeting):
    run_to(meeting, cast.awa, 4)
    meetings.remove_agenda_item(AgendaItem.objects.get(meeting=meeting, position=2), by=cast.member)
    assert here(meeting) == "La suite"


def test_a_moment_moved_meanwhile_takes_the_run_along(cast, meeting):
    run_to(meeting, cast.awa, 3)
    meetings.move_agenda_item(AgendaItem.objects.get(meeting=meeting, position=2), to=1, by=cast.member)
    assert here(meeting) == "1. Statement"


def test_a_chatham_house_session_keeps_nobody_s_name(cast):
    quiet = factories.under_way(cast, chatham_house=True)
    actions.go_on(quiet, seen=0, by=cast.awa)
    assert Turn.objects.get().by is None


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_pressing_next_at_once_make_one_step(transactional_db):
    cast = build_cast()
    meeting = factories.under_way(cast)
    outcomes = at_once(
        *[lambda by=by: actions.go_on(meeting, seen=0, by=by) for by in (cast.awa, cast.claire, cast.awa)]
    )
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert (Turn.objects.count(), here(meeting)) == (1, STEPS[0])
