"""From a first text to the consent round: who proposes, asks, reacts, betters, and what the clock does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.decisions import actions
from tresse.decisions.models import Proposal
from tresse.decisions.tests import factories
from tresse.meetings.tests import factories as meetings

FULL = {"awa", "claire", "member", "former"}
INSIDE = FULL | {"newcomer"}


def later(**time: float):
    return clock.at(clock.now() + timedelta(**time))


def told() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))


def may(act) -> bool:
    try:
        act()
    except PermissionDenied:
        return False
    return True


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_full_members_propose_and_a_newcomer_after_the_trial(cast, who):
    assert may(lambda: factories.proposal(cast, by=cast.person(who))) == (who in FULL)
    assert Proposal.objects.exists() == (who in FULL)


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_everybody_inside_asks_and_reacts(cast, who):
    proposal, person = actions.move_on(factories.proposal(cast), by=cast.member), cast.person(who)
    assert may(lambda: actions.ask(proposal, text="Et en juillet ?", by=person)) == (who in INSIDE)
    assert may(lambda: actions.react(proposal, text="J'y tiens.", by=person)) == (who in INSIDE)


def test_somebody_pausing_is_still_heard(cast):
    cast.community.memberships.filter(person=cast.former).update(paused_at=clock.now())
    question = actions.ask(factories.proposal(cast), text="Et en juillet ?", by=cast.former)
    assert question.membership.person == cast.former


def gestures(proposal, person):
    return [
        may(lambda: actions.ask(proposal, text="Quand ?", by=person)),
        may(lambda: actions.react(proposal, text="Bien.", by=person)),
        may(lambda: actions.suggest(proposal, text="Le lundi.", by=person)),
        may(lambda: actions.consent(proposal, version=1, by=person)),
    ]


def test_each_step_has_its_gestures(cast):
    proposal = factories.proposal(cast)
    steps = {proposal.step: gestures(proposal, cast.former)}
    while not proposal.is_in_round:
        proposal = actions.move_on(proposal, by=cast.member)
        steps[proposal.step] = gestures(proposal, cast.former)
    assert steps == {
        "clarifications": [True, False, False, False],
        "reactions": [True, True, False, False],
        "amendments": [True, True, True, False],
        "consent": [True, True, True, True],
    }


def test_a_question_is_answered_by_whoever_proposes(cast):
    question = actions.ask(factories.proposal(cast), text="Et en juillet ?", by=cast.awa)
    assert not may(lambda: actions.answer(question, text="Non.", by=cast.awa))
    assert actions.answer(question, text="On se repose.", by=cast.member).answer == "On se repose."


def test_what_is_sent_twice_is_kept_once(cast):
    proposal = actions.move_on(factories.proposal(cast), by=cast.member)
    assert factories.proposal(cast) == proposal
    for _twice in range(2):
        actions.ask(proposal, text="Et en juillet ?", by=cast.awa)
        actions.react(proposal, text="J'y tiens.", by=cast.awa)
    assert (proposal.clarifications.count(), proposal.reactions.count()) == (1, 1)


def test_the_text_is_written_anew_in_versions(cast):
    proposal = factories.proposal(cast)
    amended = actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member, because="Pour Awa.")
    words = list(amended.wordings.values_list("number", "text", "because"))
    assert words == [(1, factories.TEXT, ""), (2, "Un lundi sur deux.", "Pour Awa.")]
    assert (amended.version, amended.text) == (2, "Un lundi sur deux.")


def test_two_who_write_the_same_version_anew_do_not_undo_each_other(cast):
    proposal = factories.proposal(cast)
    actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member)
    with pytest.raises(ValidationError, match="meanwhile"):
        actions.amend(proposal, text="Un jeudi sur deux.", version=1, by=cast.member)


def test_the_same_text_is_no_new_version(cast):
    with pytest.raises(ValidationError, match="as it stands"):
        actions.amend(factories.proposal(cast), text=factories.TEXT + "  \r\n", version=1, by=cast.member)


def test_a_version_says_which_amendments_it_took_in(cast):
    proposal = factories.proposal(cast)
    for _step in range(2):
        proposal = actions.move_on(proposal, by=cast.member)
    taken = actions.suggest(proposal, text="Le lundi.", by=cast.former)
    left = actions.suggest(proposal, text="Jamais.", by=cast.awa)
    actions.amend(proposal, text="Le lundi.", version=1, by=cast.member, taking_in=[taken.pk])
    assert {a.pk: a.taken_into for a in proposal.amendments.all()} == {taken.pk: 2, left.pk: None}


REFUSED = {
    "no title": ({"title": " "}, "title"),
    "no words": ({"text": "\n"}, "text"),
    "among those of a session": ({"audience": "session"}, "audience"),
    "looked at again today": ({"review_on": clock.today}, "review_on"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_proposed_is_refused_with_a_sentence(cast, case):
    terms, field = REFUSED[case]
    with pytest.raises(ValidationError) as refusal:
        factories.proposal(cast, **{name: value() if callable(value) else value for name, value in terms.items()})
    assert (list(refusal.value.message_dict), Proposal.objects.count()) == ([field], 0)


def test_those_of_one_organisation_do_not_decide_for_the_community(cast):
    cast.community.memberships.filter(person__in=[cast.awa, cast.claire]).update(organisation=cast.north)
    with pytest.raises(ValidationError, match="two organisations"):
        factories.proposal(cast, deciders="holders")


def test_a_session_under_the_chatham_house_rule_names_nobody_in_a_round(cast):
    with pytest.raises(ValidationError, match="Chatham"):
        factories.proposal(cast, meeting=meetings.session(cast, chatham_house=True))


@pytest.mark.parametrize("before", ["community", "network", "public"])
@pytest.mark.parametrize("after", ["session", "community", "network", "public"])
def test_a_proposal_is_shown_to_fewer_people_and_never_to_more(cast, before, after):
    proposal = factories.proposal(cast, audience=before)
    order = ["community", "network", "public"]
    fewer = after in order and order.index(after) <= order.index(before)
    try:
        actions.narrow_proposal(proposal, audience=after, by=cast.member)
    except ValidationError:
        assert not fewer
    assert Proposal.objects.get().audience == (after if fewer else before)


# --- who facilitates


def test_who_proposes_facilitates_until_a_holder_takes_it_up(cast):
    proposal = factories.proposal(cast)
    assert (may(lambda: actions.take_up(proposal, by=cast.former)), proposal.facilitator.person) == (
        False,
        cast.member,
    )
    taken = actions.take_up(proposal, by=cast.claire)
    assert taken.facilitator.person == cast.claire
    assert not may(lambda: actions.move_on(taken, by=cast.member))
    assert not may(lambda: actions.take_up(taken, by=cast.awa))


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_a_proposal_left_for_fourteen_days_is_taken_up_by_any_full_member(cast, who):
    proposal = factories.proposal(cast, by=cast.member, meeting=meetings.session(cast))
    with later(days=14):
        assert may(lambda: actions.take_up(proposal, by=cast.person(who))) == (who in FULL - {"member"})


def test_a_proposal_whose_author_left_is_taken_up_at_once(cast):
    proposal = factories.proposal(cast)
    cast.community.memberships.filter(person=cast.member).update(left_at=clock.now())
    assert actions.take_up(proposal, by=cast.former).facilitator.person == cast.former


# --- the clock


def test_each_step_lasts_the_days_of_the_charter_and_moves_on_by_itself(cast):
    cast.community.charters.update(round_days=3)
    proposal, seen = factories.proposal(cast), []
    for days in (2.9, 3.1, 6.2, 9.3):
        with later(days=days):
            actions.move_due()
            actions.move_due()
            proposal.refresh_from_db()
            seen.append(proposal.step)
    assert seen == ["clarifications", "reactions", "amendments", "consent"]
    assert told().count("proposal.moved_by_clock") == 3


def test_a_proposal_of_a_session_waits_for_whoever_facilitates(cast):
    proposal = factories.proposal(cast, meeting=meetings.session(cast))
    with later(days=100):
        actions.move_due()
    proposal.refresh_from_db()
    assert (proposal.step, proposal.step_ends_at) == ("clarifications", None)


def test_what_was_for_a_session_may_go_on_over_days(cast):
    proposal = factories.proposal(cast, meeting=meetings.session(cast))
    over_days = actions.continue_over_days(proposal, by=cast.member)
    assert over_days.meeting is None
    assert over_days.step_ends_at is not None


def test_the_clock_writes_nothing_when_nothing_is_due(cast, django_assert_num_queries):
    factories.proposal(cast)
    with django_assert_num_queries(1):
        actions.move_due()


def test_a_closed_community_ends_what_it_had_not_decided(cast):
    proposal = factories.proposal(cast)
    cast.community.stage, cast.community.closed_on = "closed", clock.today()
    cast.community.save()
    with later(days=8):
        actions.move_due()
    proposal.refresh_from_db()
    assert proposal.ending == "undecided"
