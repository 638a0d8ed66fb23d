"""Who may begin a conversation, speak in it, take words back and sum it up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY, Cast
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.decisions.tests import factories as decisions
from tresse.discussions import actions, rules, things
from tresse.discussions.models import Thread
from tresse.discussions.queries import threads_about
from tresse.discussions.tests import factories
from tresse.documents.models import Document
from tresse.documents.tests import factories as documents
from tresse.meetings.models import Attendance, Meeting
from tresse.meetings.tests import factories as sessions
from tresse.memberships import actions as memberships

TAKING_PART = {"awa", "claire", "member", "newcomer", "former"}
INSIDE = TAKING_PART | {"late"}


def who_may(cast: Cast, rule, *terms) -> set[str]:
    return {who for who in EVERYBODY if who != "visitor" and rule(cast.person(who), *terms)}


def who_sees(cast: Cast, thread: Thread) -> set[str]:
    return {who for who in EVERYBODY if Thread.objects.visible_to(cast.person(who)).filter(pk=thread.pk).exists()}


def test_whoever_takes_part_begins_a_conversation(cast: Cast) -> None:
    assert who_may(cast, rules.starting, cast.community) == TAKING_PART


def test_whoever_takes_part_speaks_in_it(cast: Cast) -> None:
    assert who_may(cast, rules.writing, factories.thread(cast)) == TAKING_PART


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("community", INSIDE), ("network", INSIDE | {"neighbour", "steward"})],
)
def test_a_conversation_exists_for_its_audience(cast: Cast, audience: str, readers: set[str]) -> None:
    assert who_sees(cast, factories.thread(cast, audience=audience)) == readers


def test_a_conversation_is_never_shown_to_everyone(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        factories.thread(cast, audience=Audience.PUBLIC)


def test_whoever_reads_from_elsewhere_does_not_speak(cast: Cast) -> None:
    thread = factories.thread(cast, audience="network")
    for who in ("neighbour", "steward"):
        with pytest.raises(PermissionDenied):
            actions.write_message(thread, by=cast.person(who), text="Bonjour")


def test_on_a_session_kept_to_a_few_it_exists_for_them_alone(cast: Cast) -> None:
    meeting = sessions.session(cast, audience=Audience.SESSION)
    Attendance.objects.filter(meeting=meeting).exclude(person__in=[cast.awa, cast.member]).delete()
    thread = factories.thread(cast, thing=meeting)
    assert thread.audience == Audience.SESSION
    assert who_sees(cast, thread) == {"awa", "member"}
    assert who_may(cast, rules.writing, thread) == {"awa", "member"}


def test_kept_among_those_who_take_part_in_a_session_all_can_see(cast: Cast) -> None:
    meeting = sessions.session(cast)
    Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.create(meeting=meeting, person=cast.member)
    thread = factories.thread(cast, thing=meeting, audience=Audience.SESSION)
    assert who_sees(cast, thread) == {"member"}


def test_it_goes_out_of_sight_with_what_it_is_about(cast: Cast) -> None:
    meeting = sessions.session(cast)
    thread = factories.thread(cast, thing=meeting, audience="community")
    assert who_sees(cast, thread) == INSIDE
    Attendance.objects.filter(meeting=meeting).exclude(person=cast.claire).delete()
    Meeting.objects.filter(pk=meeting.pk).update(audience=Audience.SESSION)
    assert who_sees(cast, thread) == {"claire"}
    assert Thread.objects.get(pk=thread.pk).get_audience() == Audience.SESSION


def test_narrower_than_what_it_is_about_it_stays_so(cast: Cast) -> None:
    decision = decisions.decision(cast)
    type(decision).objects.filter(pk=decision.pk).update(audience=Audience.PUBLIC)
    decision.refresh_from_db()
    assert things.audiences_for(decision) == [Audience.COMMUNITY, Audience.NETWORK]
    assert who_sees(cast, factories.thread(cast, thing=decision, audience="community")) == INSIDE


def test_about_a_passage_it_stays_inside_whoever_reads_the_document(cast: Cast) -> None:
    document = documents.document(cast, audience=Audience.PUBLIC)
    block = documents.text(document, cast.awa)
    block.document = Document.objects.get(pk=document.pk)
    assert things.audiences_for(block) == [Audience.COMMUNITY]
    assert who_sees(cast, factories.thread(cast, thing=block)) == INSIDE


@pytest.mark.parametrize("who", ["member", "neighbour"])
def test_it_is_about_something_of_this_community_that_one_can_see(cast: Cast, who: str) -> None:
    kept = sessions.session(cast, audience=Audience.SESSION)
    Attendance.objects.filter(meeting=kept).exclude(person=cast.awa).delete()
    elsewhere = sessions.session(cast, inside_of=cast.next_door, by=cast.neighbour)
    assert not rules.starting(cast.person(who), cast.community, kept)
    assert not rules.starting(cast.member, cast.community, elsewhere)
    assert not rules.starting_beside(cast.member, cast.community, elsewhere)


def test_beside_something_nobody_reads_a_conversation_that_is_kept_to_a_few(cast: Cast) -> None:
    """The thing is public, the conversation about it is not; and the other way about."""
    meeting = sessions.session(cast, audience=Audience.PUBLIC)
    factories.thread(cast, thing=meeting)
    readers = {who for who in EVERYBODY if who != "visitor" and threads_about(cast.person(who), meeting)}
    assert readers == INSIDE
    Meeting.objects.update(audience=Audience.SESSION)
    Attendance.objects.exclude(person=cast.awa).delete()
    readers = {who for who in EVERYBODY if who != "visitor" and threads_about(cast.person(who), meeting)}
    assert readers == {"awa"}


@pytest.mark.parametrize("make", [sessions.session, sessions.held])
def test_a_session_under_the_chatham_house_rule_is_not_talked_about(cast: Cast, make) -> None:
    meeting = make(cast, chatham_house=True)
    assert not rules.starting(cast.awa, cast.community, meeting)


def test_under_the_chatham_house_rule_since_nobody_speaks_nor_follows_any_more(cast: Cast) -> None:
    meeting = sessions.session(cast)
    thread = factories.thread(cast, thing=meeting)
    Meeting.objects.filter(pk=meeting.pk).update(chatham_house=True)
    thread = Thread.objects.get(pk=thread.pk)
    assert not rules.writing(cast.awa, thread)
    assert not rules.following(cast.awa, thread)


def test_one_changes_and_withdraws_ones_own_message_only(cast: Cast) -> None:
    message = factories.thread(cast).messages.get()
    assert who_may(cast, rules.changing, message) == {"member"}
    assert who_may(cast, rules.withdrawing, message) == {"member"}


def test_the_title_is_changed_by_whoever_began(cast: Cast) -> None:
    thread = factories.thread(cast)
    assert who_may(cast, rules.retitling, thread) == {"member"}
    actions.change_thread(thread, by=cast.member, title="  Payer   ou non ? ", kind="account")
    thread.refresh_from_db()
    assert (thread.title, thread.kind_key) == ("Payer ou non ?", "account")


def test_showing_to_fewer_is_free_for_whoever_speaks(cast: Cast) -> None:
    thread = factories.thread(cast, audience="network")
    actions.write_message(thread, by=cast.awa, text="Chez nous, oui.")
    assert who_may(cast, rules.showing, thread, Audience.COMMUNITY) == {"awa", "member"}
    actions.change_audience(thread, by=cast.awa, audience="community")
    assert who_sees(cast, thread) == INSIDE


def test_showing_to_more_is_for_ones_own_words_alone(cast: Cast) -> None:
    thread = factories.thread(cast)
    assert rules.showing(cast.member, thread, Audience.NETWORK)
    said = actions.write_message(thread, by=cast.awa, text="Chez nous, oui.")
    assert not rules.showing(cast.member, thread, Audience.NETWORK)
    with pytest.raises(PermissionDenied):
        actions.change_audience(thread, by=cast.member, audience="network")
    actions.withdraw_message(said, by=cast.awa)
    actions.change_audience(thread, by=cast.member, audience="network")
    thread.refresh_from_db()
    assert thread.audience == "network"


def test_one_does_not_shut_oneself_out(cast: Cast) -> None:
    meeting = sessions.session(cast)
    Attendance.objects.filter(meeting=meeting, person=cast.member).delete()
    thread = factories.thread(cast, thing=meeting)
    actions.write_message(thread, by=cast.awa, text="J'y serai.")
    assert not rules.showing(cast.member, thread, Audience.SESSION)
    assert rules.showing(cast.awa, thread, Audience.SESSION)


def test_whoever_takes_part_promises_the_harvest_once(cast: Cast) -> None:
    thread = factories.thread(cast)
    assert who_may(cast, rules.promising, thread) == TAKING_PART
    actions.promise_harvest(thread, by=cast.awa, due_on=clock.today())
    assert who_may(cast, rules.promising, thread) == set()
    assert who_may(cast, rules.harvesting, thread) == {"awa"}


def test_a_promise_past_its_day_is_taken_over(cast: Cast) -> None:
    thread = factories.thread(cast)
    actions.promise_harvest(thread, by=cast.awa, due_on=clock.today())
    with clock.at(clock.now() + timedelta(days=2)):
        assert who_may(cast, rules.promising, thread) == TAKING_PART - {"awa"}
        actions.promise_harvest(thread, by=cast.claire, due_on=clock.today() + timedelta(days=7))
        assert who_may(cast, rules.harvesting, thread) == {"claire"}


def test_the_promise_of_somebody_who_left_holds_nobody_up(cast: Cast) -> None:
    thread = factories.thread(cast)
    actions.promise_harvest(thread, by=cast.member, due_on=clock.today())
    memberships.leave(cast.community, by=cast.member, stays_as="unsigned")
    assert who_may(cast, rules.promising, thread) == TAKING_PART - {"member"}
    actions.promise_harvest(thread, by=cast.awa, due_on=clock.today())


def test_a_promise_is_handed_back_by_whoever_made_it(cast: Cast) -> None:
    promise = actions.promise_harvest(factories.thread(cast), by=cast.awa, due_on=clock.today())
    assert who_may(cast, rules.handing_back, promise) == {"awa"}


def test_nobody_having_promised_whoever_summed_up_takes_it_up_again(cast: Cast) -> None:
    thread = factories.thread(cast)
    actions.promise_harvest(thread, by=cast.awa, due_on=clock.today())
    actions.harvest(thread, by=cast.awa, text="Trois façons de payer.", expected_number=0, closes=True)
    assert who_may(cast, rules.harvesting, thread) == {"awa"}
    actions.promise_harvest(thread, by=cast.claire, due_on=clock.today())
    assert who_may(cast, rules.harvesting, thread) == {"claire"}
