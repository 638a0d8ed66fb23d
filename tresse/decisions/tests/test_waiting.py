"""What waits for whom in decisions, asked of everybody at once."""

from datetime import timedelta

import pytest

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.decisions import actions, waiting
from tresse.decisions.tests import factories
from tresse.decisions.tests.test_proposals import later
from tresse.meetings.tests import factories as meetings

READERS = (
    waiting.positions,
    waiting.own_objections,
    waiting.questions,
    waiting.amendments,
    waiting.objections,
    waiting.after_sessions,
    waiting.reviews,
)


def waits(reader) -> set[str]:
    """The first names of those for whom something waits."""
    people = {person.pk: person.name.split()[0] for person in Person.objects.all()}
    return {people[one.person_id] for one in reader(Person.objects.all())}


def test_deciders_who_have_not_spoken_are_waited_for(cast):
    proposal = factories.in_round(cast)
    actions.consent(proposal, version=1, by=cast.awa)
    actions.object_to(proposal, text="Non.", kind="harm", by=cast.claire)
    assert waits(waiting.positions) == {"Farid", "Mina"}
    (first, *_) = waiting.positions(Person.objects.filter(pk=cast.former.pk))
    assert (first.by, first.community_id) == (proposal.step_ends_at, cast.community.pk)


def test_only_holders_are_waited_for_when_they_decide(cast):
    factories.in_round(cast, deciders="holders")
    assert waits(waiting.positions) == {"Awa", "Claire"}


def test_nobody_is_waited_for_before_the_round_nor_in_a_session(cast):
    factories.proposal(cast)
    factories.in_round(cast, title="En séance", meeting=meetings.session(cast))
    assert waits(waiting.positions) == set()


def test_a_text_written_anew_waits_for_everybody_again_as_another_thing(cast):
    proposal = factories.consented(factories.in_round(cast))
    before = {one.key for one in waiting.positions(Person.objects.all())}
    actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member)
    after = {one.key for one in waiting.positions(Person.objects.all())}
    assert (before, len(after)) == (set(), 1)
    assert waits(waiting.positions) == {"Awa", "Claire", "Farid", "Mina"}


def test_an_objection_waits_for_whoever_proposes_then_for_its_author(cast):
    proposal = factories.in_round(cast)
    actions.object_to(proposal, text="Non.", kind="harm", by=cast.claire)
    assert (waits(waiting.objections), waits(waiting.own_objections)) == ({"Mina"}, set())
    actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member)
    assert (waits(waiting.objections), waits(waiting.own_objections)) == (set(), {"Claire"})


def test_questions_and_amendments_wait_for_whoever_proposes(cast):
    proposal = factories.proposal(cast)
    question = actions.ask(proposal, text="Et en juillet ?", by=cast.newcomer)
    assert waits(waiting.questions) == {"Mina"}
    actions.answer(question, text="On se repose.", by=cast.member)
    for _step in range(2):
        proposal = actions.move_on(proposal, by=cast.member)
    assert waits(waiting.amendments) == set()
    actions.suggest(proposal, text="Le lundi.", by=cast.newcomer)
    assert (waits(waiting.questions), waits(waiting.amendments)) == (set(), {"Mina"})


def test_what_a_session_left_undecided_waits_for_whoever_facilitates(cast):
    proposal = factories.in_round(cast, meeting=meetings.session(cast))
    assert waits(waiting.after_sessions) == set()
    with later(days=8):
        assert waits(waiting.after_sessions) == {"Mina"}
        actions.take_up(proposal, by=cast.claire)
        assert waits(waiting.after_sessions) == {"Claire"}


def test_a_decision_to_look_at_again_waits_for_those_who_keep_the_register(cast):
    decision = factories.decision(cast, review_on=clock.today() + timedelta(days=30))
    assert waits(waiting.reviews) == set()
    with later(days=31):
        assert waits(waiting.reviews) == {"Awa", "Claire"}
        actions.find_that_it_holds(decision, review_on=None, by=cast.awa)
        assert waits(waiting.reviews) == set()


@pytest.mark.parametrize("reader", READERS)
def test_an_ended_proposal_and_a_closed_community_wait_for_nobody(cast, reader):
    proposal = factories.in_round(cast)
    actions.ask(proposal, text="Et en juillet ?", by=cast.awa)
    actions.object_to(proposal, text="Non.", kind="harm", by=cast.claire)
    actions.withdraw(proposal, by=cast.member)
    assert waits(reader) == set()
