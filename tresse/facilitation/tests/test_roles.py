"""Roles: proposed by fair load, across organisations, taken and passed on in one gesture, forgotten when they must be."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import EVERYBODY, build_cast
from tresse.accounts.models import Person
from tresse.core import clock
from tresse.facilitation import actions, own_data, queries, waiting
from tresse.facilitation.models import Part, Role
from tresse.facilitation.tests import factories
from tresse.meetings import actions as meetings
from tresse.meetings.tests import factories as sessions
from tresse.memberships import actions as memberships

INSIDE = {"awa", "claire", "member", "newcomer", "former"}


@pytest.fixture
def meeting(cast):
    return sessions.session(cast)


def holders(meeting) -> dict[str, str]:
    return {role: str(part.membership) for role, part in queries.parts_by_role(meeting).items()}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_takes_a_role(cast, meeting, who):
    try:
        actions.take_role(meeting, Role.WRITES, by=cast.person(who))
    except PermissionDenied:
        assert who not in INSIDE
    assert Part.objects.held().exists() == (who in INSIDE)


def test_four_people_are_asked_from_as_many_organisations_as_can_be(cast, meeting):
    parts = actions.propose_roles(meeting, by=cast.member)
    assert [part.role for part in parts] == Role.values
    people = [part.membership for part in parts]
    assert len({place.pk for place in people}) == 4
    assert len({place.side for place in people}) == 4  # north, south, elsewhere, and somebody alone
    assert actions.propose_roles(meeting, by=cast.awa) == []


def test_whoever_carried_least_is_asked_first_and_those_who_come_before_all(cast, meeting):
    sessions.held(cast)
    order = [str(place) for place in queries.who_could(meeting, Role.WRITES)]
    assert order[-1] == "Awa Diop"  # she called the last session
    meetings.answer_invitation(meeting, answer="coming", by=cast.awa)
    assert str(queries.who_could(meeting, Role.WRITES)[0]) == "Awa Diop"


@pytest.mark.parametrize("answer", ["not_coming", "later"])
def test_nobody_who_will_not_be_there_is_asked(cast, meeting, answer):
    meetings.answer_invitation(meeting, answer=answer, by=cast.member)
    assert cast.place("member") not in queries.who_could(meeting, Role.WRITES)


def test_a_newcomer_on_trial_is_not_asked_to_facilitate(cast, meeting):
    newcomer = cast.place("newcomer")
    assert newcomer not in queries.who_could(meeting, Role.FACILITATES)
    assert newcomer in queries.who_could(meeting, Role.TAKES_CARE)


def test_session_after_session_it_is_not_the_same_two(cast):
    pairs = []
    for week in range(4):
        meeting = sessions.session(cast, starts_at=clock.now() + timedelta(days=7 + week))
        for part in actions.propose_roles(meeting, by=cast.member):
            actions.take_role(meeting, part.role, by=part.membership.person)
        told = holders(meeting)
        pairs.append({told[Role.FACILITATES], told[Role.WRITES]})
    assert all(before != after for before, after in pairwise(pairs))


def test_a_role_passed_on_goes_to_the_next_and_never_back(cast, meeting):
    actions.propose_roles(meeting, by=cast.member)
    asked = []
    while part := queries.parts_by_role(meeting).get(Role.WRITES):
        asked.append(part.membership_id)
        actions.pass_on_role(part, by=part.membership.person)
    assert len(asked) == len(set(asked)) >= 2


def test_one_takes_a_role_proposed_to_another_but_not_one_that_is_held(cast, meeting):
    actions.propose_roles(meeting, by=cast.member)
    proposed = queries.parts_by_role(meeting)[Role.WRITES]
    taker = cast.awa if proposed.membership.person != cast.awa else cast.claire
    actions.take_role(meeting, Role.WRITES, by=taker)
    assert holders(meeting)[Role.WRITES] == str(taker)
    with pytest.raises(PermissionDenied, match="has taken this role"):
        actions.take_role(meeting, Role.WRITES, by=cast.former)
    with pytest.raises(PermissionDenied, match="somebody else"):
        actions.pass_on_role(proposed, by=proposed.membership.person)


def test_taking_the_role_one_was_asked_for_is_accepting_it(cast, meeting):
    actions.propose_roles(meeting, by=cast.member)
    part = queries.parts_by_role(meeting)[Role.TAKES_CARE]
    assert actions.take_role(meeting, Role.TAKES_CARE, by=part.membership.person).pk == part.pk
    assert Part.objects.held().count() == 1


def test_whoever_leaves_or_pauses_leaves_the_role_free(cast, meeting):
    actions.take_role(meeting, Role.WRITES, by=cast.member)
    memberships.pause(cast.community, by=cast.member)
    assert holders(meeting) == {}
    actions.take_role(meeting, Role.WRITES, by=cast.former)
    assert holders(meeting) == {Role.WRITES: "Farid Ancien"}


def test_a_role_of_a_session_that_is_over_or_cancelled_is_nobody_s_to_take(cast, meeting):
    past = sessions.held(cast)
    meetings.cancel_meeting(meeting, because="La salle est inondée.", by=cast.awa)
    for gone in (past, meeting):
        with pytest.raises(PermissionDenied):
            actions.take_role(gone, Role.WRITES, by=cast.member)


def test_it_waits_for_whoever_is_asked_until_they_answer(cast, meeting):
    (first, *_others) = actions.propose_roles(meeting, by=cast.member)
    everybody = Person.objects.all()
    told = [(one.person_id, one.by) for one in waiting.roles(everybody)]
    assert len(told) == 4
    assert (first.membership.person_id, meeting.starts_at) in told
    actions.take_role(meeting, first.role, by=first.membership.person)
    assert len(list(waiting.roles(everybody))) == 3
    with clock.at(meeting.ends_at + timedelta(minutes=1)):
        assert list(waiting.roles(everybody)) == []


def test_what_waits_is_read_in_one_query(cast, meeting, django_assert_num_queries):
    actions.propose_roles(meeting, by=cast.member)
    with django_assert_num_queries(1):
        assert len(list(waiting.roles(Person.objects.all()))) == 4


def test_a_chatham_house_session_forgets_its_roles_once_it_is_over(cast):
    quiet, plain = factories.under_way(cast, chatham_house=True), factories.under_way(cast)
    for meeting in (quiet, plain):
        actions.take_role(meeting, Role.WRITES, by=cast.member)
    assert actions.forget_names_of_ended_sessions() == 0
    with clock.at(quiet.ends_at + timedelta(minutes=1)):
        assert queries.parts_by_role(quiet) == {}
        assert actions.forget_names_of_ended_sessions() == 1
        assert actions.forget_names_of_ended_sessions() == 0
    assert [part.meeting for part in Part.objects.all()] == [plain]


def test_one_takes_along_the_roles_one_held(cast, meeting):
    actions.take_role(meeting, Role.WRITES, by=cast.member)
    rows = own_data.roles(cast.place("member")).rows
    assert [(row["session"], row["role"]) for row in rows] == [(meeting.title, "note taking")]
    assert own_data.roles(cast.place("awa")).rows == []


@pytest.mark.django_db(transaction=True)
def test_a_role_taken_by_two_at_once_is_one_person_s(transactional_db):
    cast = build_cast()
    meeting = sessions.session(cast)
    outcomes = at_once(
        *[lambda by=by: actions.take_role(meeting, Role.WRITES, by=by) for by in (cast.member, cast.former)]
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Part", "PermissionDenied"]
    assert Part.objects.standing().count() == 1
