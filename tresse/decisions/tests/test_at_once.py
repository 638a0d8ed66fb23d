"""Several people act on one proposal at the very same moment."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.at_once import at_once
from tests.cast import build_cast
from tresse.core.models import JournalEntry
from tresse.decisions import actions
from tresse.decisions.models import Consent, Decision, Objection, Proposal
from tresse.decisions.tests import factories


@pytest.fixture
def cast(transactional_db):
    return build_cast()


def adoptions() -> int:
    return JournalEntry.objects.filter(kind__startswith="proposal.adopted").count()


def test_two_last_consents_are_both_kept(cast):
    proposal = factories.consented(factories.in_round(cast), [cast.awa, cast.claire])
    at_once(
        *[lambda by=by: actions.consent(proposal, version=1, by=by) for by in (cast.member, cast.former)],
    )
    assert Consent.objects.count() == 4
    assert actions.adopt(proposal, by=cast.member).number == 1


def test_a_proposal_adopted_twice_at_once_is_adopted_once(cast):
    proposal = factories.consented(factories.in_round(cast))
    outcomes = at_once(*[lambda: actions.adopt(proposal, by=cast.member)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Decision", "PermissionDenied"]
    assert Decision.objects.count() == adoptions() == 1


def test_an_objection_at_the_moment_of_the_adoption_is_never_lost(cast):
    """Either the adoption is refused, and the objection stands; or the objection is, and its author is told."""
    proposal = factories.consented(factories.in_round(cast))

    def objects():
        return actions.object_to(proposal, text="Le mardi je ne peux pas.", kind="limit", by=cast.former)

    adopted, objected = at_once(lambda: actions.adopt(proposal, by=cast.member), objects)
    kept = Objection.objects.standing().count()
    assert isinstance(adopted, PermissionDenied) == (kept == 1)
    assert isinstance(objected, PermissionDenied) == (Decision.objects.count() == 1)
    assert (kept, Decision.objects.count()) in {(1, 0), (0, 1)}


def test_a_consent_at_the_moment_the_text_changes_never_counts_for_words_that_were_not_read(cast):
    proposal = factories.in_round(cast)
    consented, _amended = at_once(
        lambda: actions.consent(proposal, version=1, by=cast.awa),
        lambda: actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member),
    )
    assert isinstance(consented, Consent | ValidationError)
    assert list(Consent.objects.exclude(version=1)) == []


def test_two_proposals_at_once_get_two_numbers(cast):
    outcomes = at_once(*[lambda by=by: factories.proposal(cast, by=by) for by in (cast.awa, cast.claire)])
    assert sorted(Proposal.objects.values_list("number", flat=True)) == [1, 2], outcomes


def test_two_clocks_move_a_step_on_once(cast):
    proposal = factories.proposal(cast)
    Proposal.objects.update(step_ends_at=proposal.proposed_at)
    at_once(actions.move_due, actions.move_due)
    proposal.refresh_from_db()
    assert proposal.step == "reactions"
