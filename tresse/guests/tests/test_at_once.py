"""Several people at the same instant, each on a connection of their own, on both databases."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import build_cast
from tresse.documents import actions as documents
from tresse.documents.models import Rereading
from tresse.guests import actions
from tresse.guests.models import Guest
from tresse.guests.tests import factories
from tresse.meetings import actions as sessions
from tresse.meetings.models import Attendance

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast():
    return build_cast()


def test_two_members_invite_the_same_person_at_once_and_one_link_leaves(cast):
    outcomes = at_once(*[lambda by=by: factories.guest(cast, by=by) for by in (cast.awa, cast.claire)])
    assert {guest.pk for guest in outcomes} == {Guest.objects.get().pk}


def test_a_guest_rereads_twice_at_once_and_it_counts_once(cast):
    guest = factories.to_document(cast)

    def rereading():
        return documents.declare_guest_reread(guest.thing, guest=guest)

    outcomes = at_once(rereading, rereading)
    assert sorted(type(outcome) for outcome in outcomes if not isinstance(outcome, Rereading)) == [PermissionDenied]
    assert Rereading.objects.count() == 1


def test_a_guest_answers_twice_at_once_and_stands_once(cast):
    guest = factories.to_session(cast)
    at_once(*[lambda said=said: sessions.answer_as_guest(guest.thing, answer=said, guest=guest)
              for said in ("coming", "remotely")])  # fmt: skip
    assert Attendance.objects.filter(guest=guest).count() == 1


def test_a_link_taken_back_while_it_is_used_is_over_one_way_or_the_other(cast):
    guest = factories.guest(cast)
    at_once(
        lambda: actions.withdraw_guest(guest, by=cast.awa), lambda: actions.answer_question(guest, answer="Oui.")
    )
    guest.refresh_from_db()
    assert guest.withdrawn_at is not None
