"""A community whose holders have all gone is never orphaned: two members hold the place for sixty days (E3)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.core import clock
from tresse.memberships import acts, mandate_rules, rules
from tresse.memberships.models import ActByTwo, Call, Mandate, Membership
from tresse.memberships.queries import facilitators
from tresse.memberships.terms import call_where_hands_are_missing
from tresse.memberships.tests.factories import day, given, mandate_of, nobody_co_facilitates, told


@pytest.fixture
def orphaned(cast: Cast) -> Cast:
    nobody_co_facilitates(cast)
    return cast


def ask_for_interim(cast: Cast, by: str = "member") -> ActByTwo:
    return acts.ask("mandate.interim", cast.community, cast.community, by=cast.person(by))


def test_two_of_two_organisations_hold_it_for_sixty_days_from_the_confirmation(orphaned: Cast) -> None:
    act = ask_for_interim(orphaned)
    with clock.at(clock.now() + timedelta(days=3)):
        acts.confirm(act, by=orphaned.former)
        assert told(orphaned) == ["act.asked", "act.confirmed", "mandate.interim", "call.opened_by_itself"]
        held = Mandate.objects.live().filter(membership__community=orphaned.community)
        assert {(m.membership.person, m.starts_on, m.ends_on, m.is_interim) for m in held} == {
            (orphaned.member, clock.today(), day(59), True),
            (orphaned.former, clock.today(), day(59), True),
        }
        assert set(facilitators(orphaned.strand)) == {orphaned.place("member"), orphaned.place("former")}


def test_while_somebody_co_facilitates_nobody_takes_an_interim(cast: Cast) -> None:
    with pytest.raises(PermissionDenied, match="an interim is for when nobody does"):
        ask_for_interim(cast)


def test_it_is_not_confirmed_once_somebody_co_facilitates_again(orphaned: Cast) -> None:
    act = ask_for_interim(orphaned)
    given(orphaned, "awa")
    with pytest.raises(PermissionDenied, match="an interim is for when nobody does"):
        acts.confirm(act, by=orphaned.former)


@pytest.mark.parametrize("who", ["newcomer", "unsigned", "neighbour", "outsider", "steward", None])
def test_who_does_not_take_an_interim(orphaned: Cast, who: str | None) -> None:
    assert not mandate_rules.taking_interim(orphaned.person(who), orphaned.community)
    with pytest.raises(PermissionDenied):
        acts.confirm(ask_for_interim(orphaned), by=orphaned.person(who))


def test_the_two_come_from_two_organisations(orphaned: Cast) -> None:
    Membership.objects.filter(pk=orphaned.place("member").pk).update(organisation=orphaned.north)
    with pytest.raises(PermissionDenied, match="is of your organisation"):
        acts.confirm(ask_for_interim(orphaned), by=orphaned.former)


def test_an_interim_is_not_taken_again_before_a_decision_but_others_may(orphaned: Cast) -> None:
    acts.confirm(ask_for_interim(orphaned), by=orphaned.former)
    with clock.at(clock.now() + timedelta(days=61)):
        for who in ("member", "former"):
            with pytest.raises(PermissionDenied, match="now it takes a decision"):
                ask_for_interim(orphaned, by=who)
        act = ask_for_interim(orphaned, by="awa")
        assert not mandate_rules.taking_interim(orphaned.former, orphaned.community)
        with pytest.raises(PermissionDenied, match="now it takes a decision"):
            acts.confirm(act, by=orphaned.former)
        acts.confirm(act, by=orphaned.claire)
        assert len(facilitators(orphaned.strand)) == 2


def test_after_a_decision_gave_the_mandate_an_interim_may_be_taken_anew(orphaned: Cast) -> None:
    acts.confirm(ask_for_interim(orphaned), by=orphaned.former)
    given(orphaned, "newcomer", months=3)
    with clock.at(clock.now() + timedelta(days=120)):
        assert ask_for_interim(orphaned).is_waiting


def test_an_interim_gives_way_to_the_decision(orphaned: Cast) -> None:
    acts.confirm(ask_for_interim(orphaned), by=orphaned.former)
    given(orphaned, "member")
    held = Mandate.objects.live().get(membership=orphaned.place("member"))
    assert (held.is_interim, held.starts_on) == (False, clock.today())


def test_an_interim_presses_for_a_decision_hands_stay_called_for(orphaned: Cast) -> None:
    call_where_hands_are_missing()
    acts.confirm(ask_for_interim(orphaned), by=orphaned.former)
    call_where_hands_are_missing()
    assert [call.is_open for call in Call.objects.filter(community=orphaned.community)] == [True]
    for who in ("member", "former"):
        given(orphaned, who)
    assert not Call.objects.open().filter(community=orphaned.community).exists()


def test_those_who_hold_the_interim_receive_the_last_note(orphaned: Cast) -> None:
    acts.confirm(ask_for_interim(orphaned), by=orphaned.former)
    interim = Mandate.objects.get(membership=orphaned.place("member"), is_interim=True)
    assert interim.follows == mandate_of(orphaned, "claire")


def test_whoever_held_one_already_is_not_offered_to_confirm(orphaned: Cast) -> None:
    acts.confirm(ask_for_interim(orphaned), by=orphaned.former)
    with clock.at(clock.now() + timedelta(days=61)):
        act = ask_for_interim(orphaned, by="awa")
        may = {who: bool(rules.confirming_act(orphaned.person(who), act)) for who in ("former", "claire")}
    assert may == {"former": False, "claire": True}
