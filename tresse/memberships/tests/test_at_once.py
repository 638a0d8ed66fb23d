"""Two people at the same instant, on the database one really runs."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.core import journal
from tresse.core.models import JournalEntry
from tresse.memberships import acts
from tresse.memberships.models import Mandate
from tresse.memberships.tests.test_acts import ask_for_a_mandate


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
    at_once(lambda: acts.confirm(act, by=world.claire), lambda: acts.decline(act, by=world.member))
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
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert list(journal.broken_entries(entries)) == []
