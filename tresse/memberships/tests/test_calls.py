"""Hands are called for: in one click, or by themselves when fewer than two co-facilitate (E3)."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.communities.models import Community, Stage, Strand
from tresse.core import clock
from tresse.memberships import actions
from tresse.memberships.models import Call, Function, Hand, Membership
from tresse.memberships.terms import call_where_hands_are_missing
from tresse.memberships.tests.factories import ending_in, given, mandate_of, nobody_co_facilitates, told

FACILITATION = Function.CO_FACILITATION


@pytest.fixture
def call(cast: Cast) -> Call:
    return actions.call_for_hands(cast.community, FACILITATION, by=cast.awa, ending=mandate_of(cast))


@pytest.mark.parametrize(
    ("who", "may"), [("awa", True), ("claire", True), ("former", False), ("member", False), ("newcomer", False),
                     ("unsigned", False), ("neighbour", False), ("outsider", False), ("steward", False), (None, False)]
)  # fmt: skip
def test_who_calls_for_hands_while_there_are_enough(cast: Cast, who: str | None, may: bool) -> None:
    if may:
        assert actions.call_for_hands(cast.community, FACILITATION, by=cast.person(who)).is_open
    else:
        with pytest.raises(PermissionDenied):
            actions.call_for_hands(cast.community, FACILITATION, by=cast.person(who))


@pytest.mark.parametrize("who", ["member", "newcomer", "former", "claire"])
def test_anybody_inside_calls_when_too_few_co_facilitate(cast: Cast, who: str) -> None:
    ending_in(cast, -1)
    assert actions.call_for_hands(cast.community, FACILITATION, by=cast.person(who)).is_open


def test_whoever_holds_a_mandate_calls_for_it_without_steering(cast: Cast) -> None:
    memory = given(cast, "member", Function.MEMORY_KEEPING)
    call = actions.call_for_hands(cast.community, Function.MEMORY_KEEPING, by=cast.member, ending=memory)
    assert (call.ending, call.opened_by) == (memory, cast.place("member"))
    with pytest.raises(PermissionDenied, match="You can propose yourself"):
        actions.call_for_hands(cast.community, Function.WELCOME, by=cast.member)


def test_calling_twice_gives_the_call_that_waits(cast: Cast, call: Call) -> None:
    assert actions.call_for_hands(cast.community, FACILITATION, by=cast.claire) == call
    assert told(cast) == ["call.opened"]


def test_a_hand_is_raised_with_a_word_and_lowered_again(cast: Cast, call: Call) -> None:
    actions.raise_hand(call, by=cast.member, word=" Avec plaisir. ")
    assert [(hand.membership.person, hand.word) for hand in call.hands.up()] == [(cast.member, "Avec plaisir.")]
    actions.lower_hand(call, by=cast.member)
    assert (list(call.hands.up()), Hand.objects.get().word) == ([], "")


def test_not_this_time_is_told_to_nobody(cast: Cast, call: Call) -> None:
    actions.lower_hand(call, by=cast.member)
    assert told(cast) == ["call.opened"]


def test_raising_twice_is_one_hand(cast: Cast, call: Call) -> None:
    actions.raise_hand(call, by=cast.member)
    actions.raise_hand(call, by=cast.member, word="Toujours.")
    assert [hand.word for hand in call.hands.all()] == ["Toujours."]


@pytest.mark.parametrize("who", ["unsigned", "neighbour", "outsider", "steward", None])
def test_who_is_not_inside_raises_no_hand(cast: Cast, call: Call, who: str | None) -> None:
    with pytest.raises(PermissionDenied):
        actions.raise_hand(call, by=cast.person(who))


def test_a_raised_hand_gives_nothing_and_the_mandate_closes_the_call(cast: Cast, call: Call) -> None:
    actions.raise_hand(call, by=cast.member)
    assert not cast.place("member").mandates.exists()
    mandate = given(cast, "member")
    call.refresh_from_db()
    assert (call.is_open, mandate.follows) == (False, mandate_of(cast))
    with pytest.raises(PermissionDenied, match="This call is closed"):
        actions.raise_hand(call, by=cast.newcomer)


def test_a_mandate_of_another_function_leaves_the_call_open(cast: Cast, call: Call) -> None:
    given(cast, "member", Function.WELCOME)
    call.refresh_from_db()
    assert call.is_open


def test_a_call_for_a_whole_community_is_not_answered_by_one_strand(cast: Cast) -> None:
    welcome = actions.call_for_hands(cast.community, Function.WELCOME, by=cast.awa)
    given(cast, "member", Function.WELCOME, strand=cast.strand)
    welcome.refresh_from_db()
    assert welcome.is_open


@pytest.mark.parametrize(
    ("who", "may"), [("awa", True), ("claire", True), ("member", False), ("newcomer", False), ("steward", False)]
)
def test_who_closes_a_call(cast: Cast, call: Call, who: str, may: bool) -> None:
    if may:
        assert not actions.close_call(call, by=cast.person(who)).is_open
    else:
        with pytest.raises(PermissionDenied):
            actions.close_call(call, by=cast.person(who))


def test_when_one_stops_the_call_opens_by_itself_once(cast: Cast) -> None:
    actions.end_mandate(mandate_of(cast), by=cast.awa, handover="")
    call_where_hands_are_missing()
    call_where_hands_are_missing()
    call = Call.objects.get(community=cast.community)
    assert (call.is_for_missing_hands, call.opened_by, told(cast)) == (
        True,
        None,
        ["mandate.ended", "call.opened_by_itself"],
    )


def test_when_a_term_ends_the_clock_calls(cast: Cast) -> None:
    ending_in(cast, -1)
    call_where_hands_are_missing()
    assert told(cast) == ["call.opened_by_itself"]


def test_two_of_one_organisation_are_not_enough(cast: Cast) -> None:
    Membership.objects.filter(pk=cast.place("claire").pk).update(organisation=cast.south)
    call_where_hands_are_missing()
    assert Call.objects.filter(community=cast.community).count() == 1


@pytest.mark.parametrize("stage", [Stage.IDEA, Stage.RESTING, Stage.CLOSED])
def test_a_community_that_is_not_at_work_calls_for_nobody(cast: Cast, stage: str) -> None:
    closed = {"closed_on": clock.today()} if stage == Stage.CLOSED else {}
    Community.objects.update(stage=stage, **closed)
    nobody_co_facilitates(cast)
    call_where_hands_are_missing()
    assert not Call.objects.exists()


def test_a_call_for_missing_hands_stays_until_two_hold(cast: Cast) -> None:
    nobody_co_facilitates(cast)
    call_where_hands_are_missing()
    call = Call.objects.get(community=cast.community)
    with pytest.raises(PermissionDenied, match="this call stays open"):
        actions.close_call(call, by=cast.member)
    given(cast, "member")
    call.refresh_from_db()
    assert call.is_open
    given(cast, "claire")
    call.refresh_from_db()
    assert not call.is_open


def test_only_the_strand_that_lacks_hands_calls(cast: Cast) -> None:
    other = Strand.objects.create(community=cast.community, title="Essais", objective_key="experimentation")
    ending_in(cast, -1)
    for who in ("member", "former"):
        given(cast, who, strand=other)
    call_where_hands_are_missing()
    assert [call.strand for call in Call.objects.filter(community=cast.community)] == [cast.strand]


def test_nothing_is_written_when_nothing_lacks(cast: Cast, django_assert_max_num_queries: Any) -> None:
    given_next_door = cast.place("neighbour", cast.next_door)
    actions.call_for_missing_hands(given_next_door.community)
    with django_assert_max_num_queries(6):
        call_where_hands_are_missing()
    assert (told(cast), Call.objects.count()) == ([], 1)
