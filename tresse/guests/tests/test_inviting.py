"""Inviting somebody to one thing, and taking the link back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tresse.core import clock, journal
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.documents.models import Document
from tresse.guests import actions, rules
from tresse.guests.models import Guest
from tresse.guests.tests import factories
from tresse.meetings import actions as sessions
from tresse.meetings.tests import factories as meetings
from tresse.memberships.models import Membership


def told(kind: str) -> list[str]:
    entries = JournalEntry.objects.filter(kind=kind)
    names = {1: "one"}
    return [line.sentence for line in journal.told(entries, names, "somebody", "the command line")]


WHO = {"awa": True, "claire": True, "member": True, "newcomer": True, "former": True, "late": False, "neighbour": False,
       "outsider": False, "steward": False, "unsigned": False}  # fmt: skip


@pytest.mark.parametrize(("who", "may"), WHO.items())
def test_whoever_takes_part_asks_a_question(cast, who, may):
    assert bool(rules.inviting(cast.person(who), cast.community)) == may


@pytest.mark.parametrize(("who", "may"), WHO.items())
def test_whoever_takes_part_invites_to_a_session(cast, who, may):
    meeting = meetings.session(cast)
    assert bool(rules.inviting(cast.person(who), cast.community, "session", meeting)) == may


@pytest.mark.parametrize(("who", "may"), WHO.items())
def test_whoever_takes_part_invites_to_reread(cast, who, may):
    document = factories.document_given(cast)
    assert bool(rules.inviting(cast.person(who), cast.community, "document", document)) == may


def test_a_guest_receives_a_link_of_their_own(cast):
    guest = factories.guest(cast)
    mail = OutgoingMail.objects.get()
    assert (mail.to, guest.get_absolute_url() in mail.text, guest.question in mail.text, guest.word in mail.text) == (
        "fatou@example.org", True, True, True,
    )  # fmt: skip


def test_the_journal_says_neither_a_guest_s_name_nor_their_address(cast):
    guest = factories.to_session(cast)
    actions.withdraw_guest(guest, by=cast.awa)
    facts = [entry.facts for entry in JournalEntry.objects.filter(kind__startswith="guest.")]
    assert facts == [{"thing_word": "a session"}] * 2


@pytest.mark.parametrize(
    ("make", "lasts"),
    [
        (factories.guest, timedelta(days=30)),
        (factories.to_document, timedelta(days=60)),
        (factories.to_session, timedelta(days=7, hours=2) + timedelta(days=7)),
    ],
)
def test_a_link_ends_by_itself(cast, make, lasts):
    now = clock.now()
    with clock.at(now):
        guest = make(cast)
        assert guest.expires_at == now + lasts
    with clock.at(guest.expires_at):
        assert not Guest.objects.select_related("community").get().is_live
        assert list(Guest.objects.live()) == []


def test_the_link_to_a_session_follows_it_to_another_day(cast):
    guest = factories.to_session(cast)
    meeting = guest.thing
    later = meeting.starts_at + timedelta(days=30)
    sessions.move_meeting(meeting, by=cast.awa, starts_at=later, ends_at=later + timedelta(hours=2))
    guest.refresh_from_db()
    assert guest.expires_at == later + timedelta(days=7, hours=2)


def test_asking_the_same_person_the_same_thing_again_gives_the_link_they_have(cast):
    first = factories.guest(cast)
    again = factories.guest(cast, by=cast.awa, email=" FATOU@example.org ")
    assert (again.pk, OutgoingMail.objects.count()) == (first.pk, 1)


def test_a_link_that_ended_opens_again_and_keeps_what_was_left(cast):
    first = factories.guest(cast)
    actions.answer_question(first, answer="En leur laissant les clés.")
    with clock.at(clock.now() + timedelta(days=31)):
        again = factories.guest(cast)
        assert (again.pk, again.token, again.answer, again.is_live) == (
            first.pk, first.token, "En leur laissant les clés.", True,
        )  # fmt: skip
    assert OutgoingMail.objects.count() == 2


def test_a_link_taken_back_is_replaced_by_another_one(cast):
    first = factories.guest(cast)
    actions.withdraw_guest(first, by=cast.member)
    assert factories.guest(cast).token != first.token


def test_one_person_invites_twenty_guests_a_day(cast):
    for number in range(20):
        factories.guest(cast, email=f"g{number}@example.org")
    with pytest.raises(PermissionDenied, match="twenty guests since yesterday"):
        factories.guest(cast, email="one-more@example.org")
    factories.guest(cast, by=cast.awa, email="one-more@example.org")
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        factories.guest(cast, email="two-more@example.org")


def test_a_member_needs_no_link(cast):
    with pytest.raises(PermissionDenied, match="already in the community"):
        factories.guest(cast, email="TOM@example.org")


def test_nobody_is_invited_to_a_session_that_is_over(cast):
    with pytest.raises(PermissionDenied, match="This session is over"):
        factories.to_session(cast, meetings.held(cast))


def test_nobody_is_invited_to_a_cancelled_session(cast):
    meeting = sessions.cancel_meeting(meetings.session(cast), because="Trop peu de monde.", by=cast.awa)
    with pytest.raises(PermissionDenied, match="cancelled"):
        factories.to_session(cast, meeting)


def test_nobody_is_invited_to_reread_what_is_not_given_to_reread(cast):
    document = factories.document_given(cast)
    Document.objects.update(rereading_opened_at=None)
    with pytest.raises(PermissionDenied, match="not given to reread"):
        factories.to_document(cast, Document.objects.get(pk=document.pk))


def test_a_closed_community_invites_nobody_and_its_links_are_over(cast):
    guest = factories.guest(cast)
    cast.community.stage, cast.community.closed_on = "closed", clock.today()
    cast.community.save()
    assert not Guest.objects.select_related("community").get(pk=guest.pk).is_live
    assert list(Guest.objects.live()) == []
    with pytest.raises(PermissionDenied, match="closed"):
        factories.guest(cast, email="other@example.org")


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("member", True),
        ("awa", True),
        ("claire", True),
        ("newcomer", False),
        ("former", False),
        ("neighbour", False),
    ],
)
def test_a_link_is_taken_back_by_whoever_sent_it_or_holds_a_mandate(cast, who, may):
    guest = factories.guest(cast)
    assert bool(rules.withdrawing(cast.person(who), guest)) == may


def test_whoever_invited_and_left_takes_nothing_back(cast):
    guest = factories.guest(cast)
    Membership.objects.filter(person=cast.member).update(left_at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.withdraw_guest(guest, by=cast.member)


def test_a_link_is_taken_back_once(cast):
    guest = actions.withdraw_guest(factories.guest(cast), by=cast.awa)
    with pytest.raises(PermissionDenied, match="already taken back"):
        actions.withdraw_guest(guest, by=cast.member)


def test_the_database_knows_one_live_link_per_address_and_thing(cast):
    first = factories.to_session(cast)
    second = factories.guest(cast)
    for there in (first, second):
        there.pk, there.token = None, f"another-{there.kind}"
        with pytest.raises(IntegrityError), transaction.atomic():
            there.save(force_insert=True)


@pytest.mark.parametrize("to_nothing", [{}, {"question": "Une ?", "thing_id": 1}])
def test_the_database_knows_that_a_guest_is_invited_to_one_thing(cast, to_nothing):
    inviter = cast.place("member")
    with pytest.raises(IntegrityError), transaction.atomic():
        Guest.objects.create(community=cast.community, invited_by=inviter, expires_at=clock.now(), **to_nothing)
