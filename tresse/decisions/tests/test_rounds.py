"""The consent round: consents, objections, what is missing, and how a proposal ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from config.decision_effects import EFFECTS
from tests.cast import EVERYBODY
from tresse.communities.models import Cycle
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.decisions import actions, effects
from tresse.decisions.models import Decision, Objection, Proposal
from tresse.decisions.rounds import deciders_of, round_of
from tresse.decisions.tests import factories
from tresse.decisions.tests.test_proposals import FULL, later, may, told
from tresse.meetings.tests import factories as meetings
from tresse.memberships.actions import move


def objection(proposal, by, **said):
    usual = {"text": "Le mardi je garde mes enfants.", "kind": "limit", "lifted_if": "Un autre jour."}
    return actions.object_to(proposal, by=by, **{**usual, **said})


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_all_full_members_decide(cast, who):
    proposal = factories.in_round(cast)
    assert may(lambda: actions.consent(proposal, version=1, by=cast.person(who))) == (who in FULL)
    assert may(lambda: objection(proposal, cast.person(who))) == (who in FULL)


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_or_those_who_hold_a_mandate_do_when_the_proposal_says_so(cast, who):
    proposal = factories.in_round(cast, deciders="holders")
    assert may(lambda: actions.consent(proposal, version=1, by=cast.person(who))) == (who in ("awa", "claire"))


@pytest.mark.parametrize(
    "away",
    [{"paused_at": clock.now}, {"left_at": clock.now}, {"sign_again_by": clock.now}, {"on_trial": lambda: True}],
)
def test_whoever_is_away_is_not_counted(cast, away):
    mina = cast.community.memberships.filter(person=cast.member)
    mina.update(**{field: value() for field, value in away.items()})
    assert set(deciders_of(cast.community, "all")) == {cast.place(who) for who in FULL - {"member"}}


def test_it_is_adopted_when_everybody_has_spoken_and_enters_the_register_once(cast):
    review = clock.today() + timedelta(days=90)
    proposal = factories.consented(factories.in_round(cast, review_on=review, audience="network", cycle=cast.cycle))
    decision = actions.adopt(proposal, by=cast.member, outcome="Dans la joie.")
    proposal.refresh_from_db()
    assert (decision.title, decision.outcome, decision.context) == (proposal.title, proposal.text, proposal.context)
    assert (decision.review_on, decision.audience, decision.cycle) == (review, "network", cast.cycle)
    assert (proposal.ending, proposal.outcome, proposal.decision, decision.proposal) == (
        "adopted", "Dans la joie.", decision, proposal)  # fmt: skip
    with pytest.raises(PermissionDenied, match="has ended"):
        actions.adopt(proposal, by=cast.member)
    assert Decision.objects.count() == told().count("proposal.adopted") == 1


def test_whoever_proposes_decides_no_more_than_others(cast):
    proposal = factories.in_round(cast)
    assert not may(lambda: actions.adopt(proposal, by=cast.member))


def test_nobody_s_time_is_cut_short(cast):
    proposal = factories.consented(factories.in_round(cast), [cast.awa, cast.claire, cast.member])
    with pytest.raises(PermissionDenied, match="still have time"):
        actions.adopt(proposal, by=cast.member)
    with later(days=7.1):
        actions.move_due()
    proposal.refresh_from_db()
    assert proposal.ending == "adopted"


# Awa is of Sud, Claire and Farid of Nord, Mina of elsewhere: four decide.
MISSING = {
    "nobody": ((), 50, "2 more people"),
    "one of four": (("awa",), 50, "1 more person"),
    "two of one organisation": (("claire", "former"), 50, "all of one organisation"),
    "two of two organisations": (("awa", "claire"), 50, ""),
    "two, when three quarters must": (("awa", "claire"), 75, "1 more person"),
    "three, when three quarters must": (("awa", "claire", "former"), 75, ""),
    "three, when all must": (("awa", "claire", "former"), 100, "1 more person"),
    "one, when a quarter must": (("awa",), 25, "1 more person"),
}


@pytest.mark.parametrize("case", MISSING)
def test_silence_is_not_consent(cast, case):
    spoken, percent, missing = MISSING[case]
    cast.community.charters.update(spoken_percent=percent)
    proposal = factories.in_round(cast)
    for who in spoken:
        actions.consent(proposal, version=1, by=cast.person(who))
    sentences = " ".join(round_of(proposal).missing)
    assert missing in sentences
    with later(days=7.1):
        actions.move_due()
    proposal.refresh_from_db()
    assert (proposal.ending == "adopted", bool(proposal.prolonged_at)) == (not missing, bool(missing))


def test_without_enough_voices_it_is_prolonged_once_then_ends_with_the_reason(cast):
    proposal = factories.in_round(cast)
    actions.consent(proposal, version=1, by=cast.awa)
    ends = []
    for days in (7.1, 8, 14.3):
        with later(days=days):
            actions.move_due()
            proposal.refresh_from_db()
            ends.append(proposal.ending)
    assert ends == ["", "", "undecided"]
    with translation.override(proposal.community.language):
        assert proposal.outcome == " ".join(round_of(proposal).missing)
    assert (told().count("proposal.prolonged"), told()[-1]) == (1, "proposal.not_decided")


def test_an_objection_stops_it_and_is_said_with_its_author(cast):
    proposal = factories.consented(factories.in_round(cast))
    objection(proposal, cast.former)
    assert not may(lambda: actions.adopt(proposal, by=cast.member))
    for days in (7.1, 14.3):
        with later(days=days):
            actions.move_due()
    proposal.refresh_from_db()
    assert (proposal.ending, "1 objection" in proposal.outcome) == ("objection", True)
    entry = JournalEntry.objects.get(kind="proposal.objected")
    assert entry.facts["author_person"] == cast.former.pk


def test_an_objection_said_twice_is_one_said_better(cast):
    proposal = factories.in_round(cast)
    first, second = objection(proposal, cast.former), objection(proposal, cast.former, text="Autrement dit.")
    assert (first, Objection.objects.get().text, told().count("proposal.objected")) == (second, "Autrement dit.", 1)


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_its_author_alone_lifts_an_objection(cast, who):
    raised = objection(factories.in_round(cast), cast.former)
    assert may(lambda: actions.settle_objection(raised, state="lifted", by=cast.person(who))) == (who == "former")


@pytest.mark.parametrize(("state", "spoken"), [("lifted", True), ("integrated", True), ("withdrawn", False)])
def test_whoever_lifts_an_objection_has_spoken_and_whoever_withdraws_it_has_not_yet(cast, state, spoken):
    proposal = factories.in_round(cast)
    actions.settle_objection(objection(proposal, cast.former), state=state, by=cast.former)
    assert (cast.place("former") in round_of(proposal).spoken) == spoken


def test_an_objection_is_not_settled_by_any_word(cast):
    with pytest.raises(ValidationError, match="lifted, integrated"):
        actions.settle_objection(objection(factories.in_round(cast), cast.awa), state="standing", by=cast.awa)


def test_consenting_over_ones_own_objection_asks_to_lift_it(cast):
    proposal = factories.in_round(cast)
    objection(proposal, cast.awa)
    with pytest.raises(PermissionDenied, match="lifted"):
        actions.consent(proposal, version=1, by=cast.awa)


def test_objecting_takes_ones_consent_back(cast):
    proposal = factories.consented(factories.in_round(cast))
    actions.settle_objection(objection(proposal, cast.awa), state="withdrawn", by=cast.awa)
    assert round_of(proposal).silent == [cast.place("awa")]


def test_an_amended_text_asks_again(cast):
    proposal = factories.consented(factories.in_round(cast))
    with later(days=5):
        amended = actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member)
        assert round_of(amended).spoken == []
        assert amended.step_ends_at == clock.now() + timedelta(days=7)
        with pytest.raises(ValidationError, match="anew meanwhile"):
            actions.consent(amended, version=1, by=cast.awa)


def test_an_objection_stands_from_version_to_version(cast):
    proposal = factories.in_round(cast)
    raised = objection(proposal, cast.former)
    amended = actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member)
    assert round_of(amended).standing == [raised]
    actions.settle_objection(raised, state="integrated", by=cast.former)
    assert round_of(amended).spoken == [cast.place("former")]
    again = actions.amend(amended, text="Un lundi sur trois.", version=2, by=cast.member)
    assert round_of(again).spoken == []


def test_the_objection_of_somebody_who_left_is_kept_and_holds_nothing_up(cast):
    proposal = factories.in_round(cast)
    objection(proposal, cast.former)
    cast.community.memberships.filter(person=cast.former).update(left_at=clock.now())
    assert (round_of(proposal).standing, Objection.objects.count()) == ([], 1)


def test_a_proposal_is_taken_back_by_its_author_alone(cast):
    proposal = factories.in_round(cast)
    assert not may(lambda: actions.withdraw(proposal, by=cast.awa))
    withdrawn = actions.withdraw(proposal, by=cast.member, outcome="J'y réfléchis encore.")
    assert (withdrawn.ending, withdrawn.outcome) == ("withdrawn", "J'y réfléchis encore.")
    assert not may(lambda: actions.consent(proposal, version=1, by=cast.awa))


# --- in a session


@pytest.fixture
def session(cast):
    return meetings.session(cast)


def noted(proposal, by):
    for decider in deciders_of(proposal.community, "all"):
        actions.consent(proposal, version=1, by=by, of=decider)
    return proposal


def test_in_a_session_who_facilitates_notes_and_somebody_of_another_organisation_confirms(cast, session):
    proposal = factories.in_round(cast, by=cast.claire, meeting=session)
    assert not may(lambda: noted(proposal, cast.claire))  # it has not begun
    with clock.at(session.starts_at + timedelta(minutes=5)):
        assert not may(lambda: noted(proposal, cast.awa))
        noted(proposal, cast.claire)
        assert not may(lambda: actions.adopt(proposal, by=cast.claire))
        assert not may(lambda: actions.adopt(proposal, by=cast.former))  # of the same organisation
        assert actions.adopt(proposal, by=cast.awa).outcome == proposal.text


def test_in_a_session_it_is_adopted_once_enough_have_spoken(cast, session):
    proposal = factories.consented(factories.in_round(cast, meeting=session), [cast.awa, cast.claire])
    assert not may(lambda: actions.adopt(proposal, by=cast.member))
    with clock.at(session.starts_at + timedelta(minutes=5)):
        assert may(lambda: actions.adopt(proposal, by=cast.member))


def test_what_one_person_noted_is_not_adopted_by_the_clock_alone(cast, session):
    proposal = factories.in_round(cast, by=cast.claire, meeting=session)
    with clock.at(session.starts_at + timedelta(minutes=5)):
        proposal = actions.continue_over_days(noted(proposal, cast.claire), by=cast.claire)
        ends = proposal.step_ends_at
    with clock.at(ends + timedelta(minutes=1)):
        actions.move_due()
        proposal.refresh_from_db()
        assert (proposal.ending, proposal.prolonged_at is None) == ("", False)
        actions.consent(proposal, version=1, by=cast.awa)
        assert may(lambda: actions.adopt(proposal, by=cast.awa))  # of another organisation than who noted


def test_nor_by_who_noted_that_an_objection_is_withdrawn(cast, session):
    proposal = factories.in_round(cast, by=cast.claire, meeting=session)
    stood = objection(proposal, cast.awa)
    deciders = {decider.person for decider in deciders_of(cast.community, "all")}
    factories.consented(proposal, deciders - {cast.awa})
    with clock.at(session.starts_at + timedelta(minutes=5)):
        actions.settle_objection(stood, state="withdrawn", by=cast.claire)
        assert not may(lambda: actions.adopt(proposal, by=cast.claire))
        assert may(lambda: actions.adopt(proposal, by=cast.awa))


def test_nobody_changes_organisation_to_adopt_what_a_colleague_noted(cast, session):
    proposal = factories.in_round(cast, by=cast.claire, meeting=session)
    with clock.at(session.starts_at + timedelta(minutes=5)):
        noted(proposal, cast.claire)
        move(cast.community, by=cast.former, organisation=None)
        assert not may(lambda: actions.adopt(proposal, by=cast.former))
        assert may(lambda: actions.adopt(proposal, by=cast.awa))


def test_over_days_each_speaks_for_themselves(cast):
    assert not may(lambda: noted(factories.in_round(cast), cast.member))


# --- what an adoption changes by itself


@pytest.fixture
def prepared(cast):
    """A second cycle, written down and ready to open."""
    Cycle.objects.filter(pk=cast.cycle.pk).update(
        ended_at=clock.now(), ending="without_document", ending_reason="x"
    )
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=90)}
    return Cycle.objects.create(
        strand=cast.strand, number=2, question="Et après ?", intended_document="Un carnet", **days
    )


def test_an_effect_takes_place_when_it_is_adopted_and_once(cast, prepared):
    decision = factories.adopted(
        cast.community, by=cast.member, effect="cycle.opening", terms={"cycle": prepared.pk}
    )
    prepared.refresh_from_db()
    assert prepared.is_open
    assert JournalEntry.objects.get(kind="cycle.opened_by_consent").facts["number"] == decision.number


def test_what_may_not_happen_is_not_proposed(cast):
    with pytest.raises(PermissionDenied, match="already open"):
        factories.proposal(cast, effect="cycle.opening", terms={"cycle": cast.cycle.pk})
    with pytest.raises(PermissionDenied, match="not known"):
        factories.proposal(cast, effect="money.spending")


def test_an_effect_refused_at_that_moment_refuses_the_adoption_with_its_sentence(cast, prepared):
    proposal = factories.in_round(cast, effect="cycle.opening", terms={"cycle": prepared.pk})
    factories.consented(proposal)
    Cycle.objects.filter(pk=prepared.pk).update(question="", intended_document="")
    with pytest.raises(PermissionDenied):
        actions.adopt(proposal, by=cast.member)
    for days in (7.1, 14.3):
        with later(days=days):
            actions.move_due()
    proposal.refresh_from_db()
    assert (proposal.ending, proposal.decision, Decision.objects.count()) == ("undecided", None, 0)
    assert proposal.outcome


def test_a_proposal_that_cannot_be_concluded_does_not_hold_up_those_after_it(cast, prepared, caplog):
    broken = factories.in_round(cast, effect="cycle.opening", terms={"cycle": prepared.pk})
    factories.consented(broken)
    Proposal.objects.filter(pk=broken.pk).update(terms={"cycle": "not a number"})
    with later(minutes=5):
        sound = factories.consented(factories.in_round(cast, title="Se voir le mardi"))
    with later(days=14.3):
        actions.move_due()
    assert [proposal.ending for proposal in Proposal.objects.order_by("pk")] == ["", "adopted"]
    assert f"Proposal {broken.pk} could not be moved on" in caplog.text
    assert sound.pk > broken.pk


def test_what_concerns_everybody_is_not_decided_by_those_who_hold_a_mandate_alone(cast):
    for effect in EFFECTS:
        by_some = effects.deciding(effect, "holders")
        assert (bool(by_some), bool(effects.deciding(effect, "all"))) == (not EFFECTS[effect].by_all, True)
    assert {effect for effect in EFFECTS if not EFFECTS[effect].by_all} == {"cycle.opening"}
    with pytest.raises(PermissionDenied, match="concerns everybody"):
        factories.proposal(cast, effect="charter.parameters", deciders="holders")
