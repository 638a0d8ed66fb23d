"""Two people at the same instant, on the database one really runs."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.core import clock, journal
from tresse.core.models import JournalEntry
from tresse.memberships import actions, acts, terms
from tresse.memberships.models import ActByTwo, Call, Hand, Mandate
from tresse.memberships.tests.factories import ending_in, mandate_of, nobody_co_facilitates, told
from tresse.memberships.tests.test_acts import ask_for_a_mandate
from tresse.memberships.tests.test_interim import ask_for_interim


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return build_cast()


def test_two_confirmations_do_it_once(world: Cast) -> None:
    act = ask_for_a_mandate(world)
    outcomes = at_once(
        *[lambda by=by: acts.confirm(act, by=by) for by in (world.claire, world.member, world.former)]
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, PermissionDenied)]
    assert (len(refused), Mandate.objects.filter(function="memory_keeping").count()) == (2, 1), outcomes


def test_a_confirmation_and_a_refusal_do_not_both_happen(world: Cast) -> None:
    act = ask_for_a_mandate(world)
    at_once(lambda: acts.confirm(act, by=world.claire), lambda: acts.decline(act, by=world.member, word="Non."))
    act.refresh_from_db()
    assert (act.confirmed_at is None) != (act.declined_at is None)
    assert Mandate.objects.filter(function="memory_keeping").exists() == (act.confirmed_at is not None)


def test_the_same_person_signing_twice_signs_once(world: Cast) -> None:
    charter = charter_in_force(world.community)
    outcomes = at_once(*[lambda: sign_charter(charter, by=world.unsigned)] * 2)
    assert sum(isinstance(outcome, PermissionDenied) for outcome in outcomes) == 1, outcomes
    assert charter.signatures.filter(membership__person=world.unsigned).count() == 1


def test_many_acts_at_once_leave_one_unbroken_journal(world: Cast) -> None:
    act = ask_for_a_mandate(world)
    charter = charter_in_force(world.community)
    at_once(lambda: acts.confirm(act, by=world.claire), lambda: sign_charter(charter, by=world.unsigned))
    entries = list(JournalEntry.objects.filter(stream=world.community.stream).order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert list(journal.broken_entries(entries)) == []


def test_two_confirm_an_interim_and_one_is_second(world: Cast) -> None:
    nobody_co_facilitates(world)
    act = ask_for_interim(world)
    outcomes = at_once(*[lambda by=by: acts.confirm(act, by=by) for by in (world.former, world.awa, world.claire)])
    refused = [outcome for outcome in outcomes if isinstance(outcome, PermissionDenied)]
    assert (len(refused), Mandate.objects.filter(is_interim=True).count()) == (2, 2), outcomes


def test_two_ask_for_an_interim_and_it_is_one_request(world: Cast) -> None:
    nobody_co_facilitates(world)
    at_once(lambda: ask_for_interim(world, by="member"), lambda: ask_for_interim(world, by="former"))
    assert ActByTwo.objects.filter(kind="mandate.interim").count() == 1


def test_a_mandate_laid_down_while_an_act_that_rests_on_it_is_confirmed(world: Cast) -> None:
    """Either it was confirmed first and done, or laid down first and refused: never done without the mandate."""
    terms = {"ending": "without_document", "reason": "Personne ne pouvait essayer."}
    act = acts.ask("cycle.closing", world.cycle, world.community, by=world.awa, terms=terms)
    outcomes = at_once(
        lambda: acts.confirm(act, by=world.claire),
        lambda: actions.end_mandate(mandate_of(world), by=world.awa, handover=""),
    )
    world.cycle.refresh_from_db()
    kinds = told(world)
    refused = isinstance(outcomes[0], PermissionDenied)
    assert (world.cycle.ended_at is None) == refused, outcomes
    assert ("act.confirmed" in kinds) is not refused
    assert refused or kinds.index("act.confirmed") < kinds.index("mandate.ended")


def test_a_term_that_ends_at_midnight_no_longer_confirms_a_minute_later(world: Cast) -> None:
    terms = {"ending": "without_document", "reason": "Personne ne pouvait essayer."}
    ending_in(world, 0)
    act = acts.ask("cycle.closing", world.cycle, world.community, by=world.awa, terms=terms)
    midnight = clock.now().replace(hour=23, minute=0, second=0, microsecond=0)
    with clock.at(midnight), pytest.raises(PermissionDenied, match="laid down their mandate since"):
        acts.confirm(act, by=world.claire)


def test_two_workers_tell_an_end_a_lapse_and_a_missing_hand_once(world: Cast) -> None:
    ending_in(world, -1)
    act = ask_for_a_mandate(world, by="claire")
    ActByTwo.objects.filter(pk=act.pk).update(lapses_at=clock.now())
    at_once(*[terms.tell_endings] * 2, *[terms.call_where_hands_are_missing] * 2, *[acts.tell_lapses] * 2)
    assert sorted(told(world)) == ["act.asked", "act.lapsed", "call.opened_by_itself", "mandate.over"]
    assert Call.objects.filter(community=world.community).count() == 1


def test_calling_twice_at_once_is_one_call_and_raising_twice_one_hand(world: Cast) -> None:
    calls = at_once(
        *[
            lambda by=by: actions.call_for_hands(world.community, "welcome", by=by)
            for by in (world.awa, world.claire)
        ]
    )
    assert calls[0] == calls[1]
    at_once(*[lambda: actions.raise_hand(calls[0], by=world.member)] * 2)
    assert Hand.objects.count() == 1


def test_the_same_mandate_given_twice_at_once_is_held_once(world: Cast) -> None:
    def give() -> Mandate:
        return actions.give_mandate(world.place("member"), "welcome", strand=None, months=12, given_by="nous")

    outcomes = at_once(give, give)
    assert (sum(isinstance(o, PermissionDenied) for o in outcomes), world.place("member").mandates.count()) == (
        1,
        1,
    )
