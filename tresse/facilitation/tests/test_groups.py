"""Small groups of a session: drawn, drawn again, put right by hand, remembered, and never naming whom they must not."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.facilitation import actions, own_data, queries
from tresse.facilitation.models import Draw, Role, Seat
from tresse.facilitation.tests import factories
from tresse.guests import actions as guests
from tresse.guests.models import Guest
from tresse.meetings import actions as meetings
from tresse.memberships import actions as memberships


@pytest.fixture
def meeting(cast):
    return factories.under_way(cast)


@pytest.fixture
def six(cast):
    return [cast.awa, cast.claire, cast.member, cast.newcomer, cast.former, cast.late]


def tables(draw) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    for seat in draw.seats.all():
        found.setdefault(seat.group, set()).add(str(seat.who))
    return {frozenset(names) for names in found.values()}


def together(draw) -> set[frozenset[str]]:
    return {frozenset(pair) for table in tables(draw) for pair in combinations(sorted(table), 2)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_draws_small_groups(cast, meeting, six, who):
    try:
        actions.draw_groups(meeting, people=six, size=2, by=cast.person(who))
    except PermissionDenied:
        assert who not in ("awa", "claire")
    assert Draw.objects.exists() == (who in ("awa", "claire"))


def test_whoever_facilitates_the_session_draws_them(cast, meeting, six):
    actions.take_role(meeting, Role.FACILITATES, by=cast.member)
    assert len(tables(actions.draw_groups(meeting, people=six, size=2, by=cast.member))) == 3


def test_round_after_round_people_meet_whom_they_have_not_met(cast, meeting, six):
    rounds = [together(actions.draw_groups(meeting, people=six, size=2, by=cast.awa)) for _ in range(3)]
    assert len(set().union(*rounds)) == 9  # nobody met anybody twice


def test_the_memory_goes_from_one_session_to_the_next(cast, six):
    first = factories.under_way(cast)
    before = together(actions.draw_groups(first, people=six, size=2, by=cast.awa))
    second = factories.under_way(cast)
    assert not before & together(actions.draw_groups(second, people=six, size=2, by=cast.awa))


def test_drawn_again_the_first_draw_does_not_count(cast, meeting, six):
    draw = actions.draw_groups(meeting, people=six, size=3, by=cast.awa, lot="un")
    again = actions.draw_again(draw, by=cast.awa, lot="deux")
    assert (Draw.objects.count(), Seat.objects.count()) == (1, 6)
    assert sum(queries.met_in(cast.community).values()) == 6
    assert again.lot == "deux"


def test_only_the_last_round_is_drawn_again(cast, meeting, six):
    first = actions.draw_groups(meeting, people=six, size=2, by=cast.awa)
    actions.draw_groups(meeting, people=six, size=2, by=cast.awa)
    with pytest.raises(ValidationError, match="Only the last round"):
        actions.draw_again(first, by=cast.awa)


def test_whoever_was_noted_as_absent_worked_with_nobody(cast, meeting, six):
    actions.draw_groups(meeting, people=[cast.awa, cast.member], size=2, by=cast.awa)
    meetings.note_attendance(meeting, came=[cast.awa], by=cast.awa)
    assert queries.met_in(cast.community) == {}


def test_people_are_put_elsewhere_by_hand_or_leave(cast, meeting, six):
    draw = actions.draw_groups(meeting, people=six, size=3, by=cast.awa)
    awa, claire = (draw.seats.get(person=person) for person in (cast.awa, cast.claire))
    other = 2 if awa.group == 1 else 1
    actions.rearrange(draw, groups={awa.pk: other, claire.pk: 0}, by=cast.awa)
    assert draw.seats.get(person=cast.awa).group == other
    assert (draw.seats.count(), Draw.objects.get().people) == (5, 5)


def test_a_group_that_does_not_exist_takes_nobody(cast, meeting, six):
    draw = actions.draw_groups(meeting, people=six, size=3, by=cast.awa)
    seat = draw.seats.first()
    actions.rearrange(draw, groups={seat.pk: 99, 10_000: 1}, by=cast.awa)
    assert draw.seats.get(pk=seat.pk).group == seat.group


def test_somebody_late_sits_in_a_smallest_group_once(cast, meeting, six):
    draw = actions.draw_groups(meeting, people=six[:5], size=2, by=cast.awa)  # 3 and 2
    smallest = min(tables(draw), key=len)
    actions.seat_latecomer(draw, cast.late, by=cast.awa)
    actions.seat_latecomer(draw, cast.late, by=cast.awa)
    assert smallest | {"Lena Tarde"} in tables(draw)
    assert draw.seats.count() == 6


def test_a_guest_sits_with_the_others(cast, meeting):
    guest = _guest(cast, meeting)
    draw = actions.draw_groups(meeting, people=[cast.awa, cast.member], guests=[guest], size=3, by=cast.awa)
    assert tables(draw) == {frozenset({"Awa Diop", "Mina Membre", "Fatou"})}


@pytest.mark.parametrize(("count", "size"), [(0, 2), (1, 2), (3, 1), (3, 0), (3, 4), (201, 3)])
def test_impossible_groups_are_refused(cast, count, size):
    quiet = factories.under_way(cast, chatham_house=True)
    with pytest.raises(ValidationError):
        actions.count_off(quiet, people=count, size=size, by=cast.awa)


def test_under_the_chatham_house_rule_people_count_off_and_nobody_is_named(cast, six):
    quiet = factories.under_way(cast, chatham_house=True)
    with pytest.raises(ValidationError, match="nobody is named"):
        actions.draw_groups(quiet, people=six, size=2, by=cast.awa)
    actions.count_off(quiet, people=7, size=3, by=cast.awa)
    (drawn,) = queries.draws_of(quiet, cast.awa)
    assert [group.numbers for group in drawn.groups] == [[1, 3, 5, 7], [2, 4, 6]]
    assert Seat.objects.count() == 0


def test_groups_drawn_before_the_rule_was_set_are_forgotten_at_once(cast, six):
    meeting = factories.under_way(cast)
    actions.draw_groups(meeting, people=six, size=2, by=cast.awa)
    meetings.change_meeting(meeting, by=cast.awa, chatham_house=True)
    meeting.refresh_from_db()
    assert [group.seats for group in queries.draws_of(meeting, cast.awa)[0].groups] == [[], [], []]
    assert Seat.objects.count() == 0


def test_one_reads_with_whom_one_has_worked_and_nothing_is_counted(cast, meeting):
    for _round in range(2):
        actions.draw_groups(meeting, people=[cast.awa, cast.member], size=2, by=cast.awa)
    mine = queries.acquaintance(cast.place("member"))
    assert mine.worked_with == ["Awa Diop"]
    assert mine.not_yet == ["Claire Roux", "Farid Ancien", "Lena Tarde", "Tom Nouveau"]


def test_a_draw_begins_with_those_who_said_they_come_then_with_those_noted(cast, meeting):
    meetings.answer_invitation(meeting, answer="coming", by=cast.member)
    meetings.answer_invitation(meeting, answer="not_coming", by=cast.former)
    assert queries.is_here(meeting) == {cast.member.pk}
    meetings.note_attendance(meeting, came=[cast.awa, cast.claire], by=cast.awa)
    assert queries.is_here(meeting) == {cast.awa.pk, cast.claire.pk}


def test_small_groups_are_drawn_until_the_session_is_over(cast, meeting, six):
    with clock.at(meeting.ends_at + timedelta(hours=13)), pytest.raises(PermissionDenied):
        actions.draw_groups(meeting, people=six, size=2, by=cast.awa)


def test_reading_draws_takes_the_same_queries_for_one_or_three(cast, meeting, six, django_assert_num_queries):
    for _round in range(3):
        actions.draw_groups(meeting, people=six, size=2, by=cast.awa)
        with django_assert_num_queries(3):
            queries.draws_of(meeting, cast.member)


def test_one_takes_along_where_one_sat_and_no_other_name(cast, meeting, six):
    actions.draw_groups(meeting, people=six, size=6, by=cast.awa)
    assert own_data.groups(cast.place("member")).rows == [{"session": meeting.title, "round": 1, "group": 1}]


@pytest.mark.parametrize(("stays_as", "proposed"), [("named", True), ("unsigned", False)])
def test_whoever_left_unsigned_is_named_nowhere_among_the_groups(as_, cast, meeting, six, stays_as, proposed):
    meetings.answer_invitation(meeting, by=cast.member, answer="coming")
    actions.draw_groups(meeting, people=[cast.awa, cast.claire], size=2, by=cast.awa)
    memberships.leave(cast.community, by=cast.member, stays_as=stays_as)
    text = as_("awa").get(f"/c/cp-genre/m/{meeting.number}/groups/").content.decode()
    assert (cast.member.name in text, cast.claire.name in text) == (proposed, True)


def _guest(cast, meeting) -> Guest:
    return guests.invite_guest(
        cast.community, kind="session", thing=meeting, by=cast.awa, name="Fatou", email="fatou@example.org"
    )
