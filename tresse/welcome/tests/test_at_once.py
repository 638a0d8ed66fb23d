"""Two people at the same instant, on the database one really runs."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.core import journal
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.memberships import acts
from tresse.memberships.models import Membership
from tresse.welcome import actions
from tresse.welcome.models import JoinRequest
from tresse.welcome.tests import factories
from tresse.welcome.tests.factories import ALTERNATIVE, REASON


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return build_cast()


def refusals(outcomes: list[Any]) -> int:
    assert not [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, PermissionDenied)], outcomes
    return sum(isinstance(outcome, PermissionDenied) for outcome in outcomes)


def test_the_same_request_sent_twice_at_once_is_one(world: Cast) -> None:
    outcomes = at_once(*[lambda: factories.request(world)] * 2)
    assert (refusals(outcomes), JoinRequest.objects.count()) == (0, 1)
    assert OutgoingMail.objects.count() == 2


def test_two_who_welcome_answer_at_once_and_one_does(world: Cast) -> None:
    request = factories.request(world)
    outcomes = at_once(*[lambda by=by: actions.welcome(request, by=by) for by in (world.awa, world.claire)])
    assert (refusals(outcomes), Membership.objects.filter(person=world.outsider).count()) == (1, 1)
    assert OutgoingMail.objects.filter(to=world.outsider.email).count() == 1


def test_a_welcome_and_a_confirmed_refusal_do_not_both_happen(world: Cast) -> None:
    request = factories.request(world)
    act = actions.ask_to_refuse(request, by=world.awa, reason=REASON, alternative=ALTERNATIVE)
    outcomes = at_once(
        lambda: acts.confirm(act, by=world.claire), lambda: actions.welcome(request, by=world.claire)
    )
    request.refresh_from_db()
    assert refusals(outcomes) == 1
    assert (request.answer == "welcomed") == Membership.objects.filter(person=world.outsider).exists()


def test_taken_back_while_welcomed_is_one_or_the_other(world: Cast) -> None:
    request = factories.request(world)
    outcomes = at_once(
        lambda: actions.take_back(request, by=world.outsider), lambda: actions.welcome(request, by=world.awa)
    )
    request.refresh_from_db()
    assert refusals(outcomes) == 1
    assert (request.withdrawn_at is None) == (request.answer == "welcomed")
    entries = list(JournalEntry.objects.filter(stream=world.community.stream).order_by("number"))
    assert list(journal.broken_entries(entries)) == []


def test_two_workers_put_an_unanswered_request_before_all_once(world: Cast) -> None:
    request = factories.request(world)
    JoinRequest.objects.filter(pk=request.pk).update(waits_since=request.asked_at - JoinRequest.ANSWERED_WITHIN)
    at_once(actions.bring_overdue_before_all, actions.bring_overdue_before_all)
    assert JournalEntry.objects.filter(kind="request.unanswered").count() == 1
