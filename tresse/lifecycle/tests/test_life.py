"""Founding, opening and closing: what takes two, and what is missing until then (E3, E4, P1, P2)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Cycle, Stage
from tresse.core import clock, journal
from tresse.core.models import JournalEntry
from tresse.lifecycle import founding, opening
from tresse.memberships import actions, acts
from tresse.memberships.models import Mandate
from tresse.principles import engagement


@pytest.fixture
def idea(cast: Cast) -> Community:
    return founding.found_community(
        by=cast.outsider,
        name="CP Eau",
        purpose="Partager l'eau.",
        practice="Gérer l'eau",
        strands=[founding.StrandPlan("Échange", "exploration")],
        organisation=cast.south,
        language="fr",
    )


def come_in(community: Community, cast: Cast, who: str, organisation) -> None:
    """Invited, accepts, signs."""
    person = cast.person(who)
    invitation = actions.invite(community, by=cast.outsider, email=person.email)
    actions.accept_invitation(invitation, by=person, organisation=organisation)
    sign_charter(charter_in_force(community), by=person)


def missing(community: Community) -> list[str]:
    return [str(condition.missing) for condition in engagement.founding_gate(community).missing]


def test_alone_one_is_told_what_is_missing(cast: Cast, idea: Community) -> None:
    sign_charter(charter_in_force(idea), by=cast.outsider)
    actions.take_founding_mandate(idea, by=cast.outsider, months=12)
    assert missing(idea) == [
        "You are alone so far: founding takes two people of two organisations. Invite somebody from elsewhere.",
        "One person co-facilitates: a second one, of another organisation, is needed.",
    ]
    with pytest.raises(PermissionDenied, match="You are alone so far"):
        founding.begin_community(idea, by=cast.outsider)


def test_two_of_the_same_organisation_are_not_two(cast: Cast, idea: Community) -> None:
    sign_charter(charter_in_force(idea), by=cast.outsider)
    come_in(idea, cast, "steward", cast.south)
    with pytest.raises(PermissionDenied, match="come from the same organisation"):
        founding.begin_community(idea, by=cast.outsider)


def test_two_of_two_organisations_begin_a_community(cast: Cast, idea: Community) -> None:
    sign_charter(charter_in_force(idea), by=cast.outsider)
    come_in(idea, cast, "neighbour", cast.north)
    for who in ("outsider", "neighbour"):
        actions.take_founding_mandate(idea, by=cast.person(who), months=12)
    assert founding.begin_community(idea, by=cast.neighbour).stage == Stage.FORMING
    with pytest.raises(PermissionDenied, match="already begun"):
        founding.begin_community(idea, by=cast.neighbour)


def test_an_idea_does_not_exist_for_anybody_else(cast: Cast, idea: Community) -> None:
    seen = {
        who: Community.objects.visible_to(cast.person(who)).filter(pk=idea.pk).exists()
        for who in (None, "outsider", "steward", "awa", "neighbour")
    }
    assert seen == {None: False, "outsider": True, "steward": False, "awa": False, "neighbour": False}


def end_the_present_cycle(cast: Cast) -> None:
    terms = {"ending": "without_document", "reason": "Plus personne ne pouvait."}
    acts.confirm(acts.ask("cycle.closing", cast.cycle, cast.community, by=cast.awa, terms=terms), by=cast.claire)


def prepare(cast: Cast, question: str = "Comment ?", document: str = "Carnet") -> Cycle:
    return opening.prepare_cycle(
        cast.strand,
        by=cast.awa,
        question=question,
        intended_document=document,
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=100),
    )


@pytest.mark.parametrize(
    ("question", "document", "reason"),
    [("", "Carnet", "Say what you want to understand"), ("Comment ?", "", "Name what will exist at the end")],
)
def test_a_cycle_without_question_or_document_does_not_open(cast, question, document, reason) -> None:
    end_the_present_cycle(cast)
    with pytest.raises(PermissionDenied, match=reason):
        opening.open_cycle(prepare(cast, question, document), by=cast.awa)


def test_a_cycle_does_not_open_when_holders_fall_below_two(cast: Cast) -> None:
    end_the_present_cycle(cast)
    cycle = prepare(cast)
    Mandate.objects.filter(membership__person=cast.claire).update(ended_on=clock.today())
    with pytest.raises(PermissionDenied, match="One person co-facilitates"):
        opening.open_cycle(cycle, by=cast.awa)


def test_a_cycle_opens_in_its_first_phase_and_moves_on_to_its_last(cast: Cast) -> None:
    end_the_present_cycle(cast)
    cycle = opening.open_cycle(prepare(cast), by=cast.awa)
    seen = [cycle.phase_key]
    for _ in range(3):
        seen.append(opening.move_on(cycle, by=cast.claire).phase_key)
    assert seen == ["question", "outside_views", "map", "what_next"]
    with pytest.raises(PermissionDenied, match="last phase"):
        opening.move_on(cycle, by=cast.awa)


def test_one_cycle_at_a_time_in_a_strand(cast: Cast) -> None:
    with pytest.raises(PermissionDenied, match="A cycle is open in this strand"):
        prepare(cast)


@pytest.mark.parametrize(
    "who", ["member", "newcomer", "former", "unsigned", "outsider", "neighbour", "steward", None]
)
def test_who_does_not_open_a_cycle(cast: Cast, who: str | None) -> None:
    end_the_present_cycle(cast)
    cycle = prepare(cast)
    with pytest.raises(PermissionDenied):
        opening.open_cycle(cycle, by=cast.person(who))


@pytest.mark.parametrize(
    ("ending", "reason", "refusal"),
    [
        ("accomplished", "", "accomplished when its document is published"),
        ("accomplished_internally", "Pour nous.", "means a document exists"),
        ("without_document", "  ", "Say why in a few sentences"),
        ("forgotten", "x", "A cycle ends accomplished"),
    ],
)
def test_how_a_cycle_does_not_end(cast: Cast, ending: str, reason: str, refusal: str) -> None:
    with pytest.raises(PermissionDenied, match=refusal):
        acts.ask(
            "cycle.closing", cast.cycle, cast.community, by=cast.awa, terms={"ending": ending, "reason": reason}
        )


def test_a_cycle_closed_without_a_document_says_why(cast: Cast) -> None:
    end_the_present_cycle(cast)
    cast.cycle.refresh_from_db()
    assert (cast.cycle.ending, cast.cycle.ending_reason) == ("without_document", "Plus personne ne pouvait.")
    assert cast.cycle.ended_at is not None


def test_an_idea_is_left_and_never_closed(cast: Cast) -> None:
    Community.objects.filter(pk=cast.community.pk).update(stage=Stage.IDEA)
    cast.cycle.delete()
    cast.community.refresh_from_db()
    with pytest.raises(PermissionDenied, match="still an idea"):
        acts.ask("community.closing", cast.community, cast.community, by=cast.awa, terms={"word": "Merci."})


def test_a_community_closes_when_no_cycle_is_open(cast: Cast) -> None:
    terms = {"word": "Merci à toutes et tous."}
    with pytest.raises(PermissionDenied, match="A cycle is still open"):
        acts.ask("community.closing", cast.community, cast.community, by=cast.awa, terms=terms)
    end_the_present_cycle(cast)
    acts.confirm(
        acts.ask("community.closing", cast.community, cast.community, by=cast.awa, terms=terms), by=cast.claire
    )
    cast.community.refresh_from_db()
    assert (cast.community.stage, cast.community.closing_word) == (Stage.CLOSED, "Merci à toutes et tous.")


def test_the_journal_of_a_life_holds_together(cast: Cast) -> None:
    end_the_present_cycle(cast)
    opening.open_cycle(prepare(cast), by=cast.awa)
    entries = list(JournalEntry.objects.filter(stream=cast.community.stream).order_by("number"))
    assert [entry.kind for entry in entries] == ["act.asked", "act.confirmed", "cycle.closed", "cycle.opened"]
    assert list(journal.broken_entries(entries)) == []
