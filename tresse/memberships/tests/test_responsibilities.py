"""The page of responsibilities says who holds what, and leads to what one may do about it (E1, E2, E3)."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.communities.models import Strand
from tresse.core import clock
from tresse.decisions.models import Decision
from tresse.memberships import actions, acts
from tresse.memberships.models import ActByTwo, Call, Function, Hand, Mandate
from tresse.memberships.terms import call_where_hands_are_missing
from tresse.memberships.tests.factories import ending_in, given, mandate_of, nobody_co_facilitates
from tresse.memberships.tests.test_acts import ask_for_a_mandate

PAGE = "/c/cp-genre/mandates/"


def test_each_function_says_who_holds_it_until_when_and_by_which_decision(as_: Any, cast: Cast) -> None:
    acts.confirm(ask_for_a_mandate(cast), by=cast.claire)
    page = as_("newcomer").get(PAGE).text
    assert [said in page for said in ("Awa Diop", "Claire Roux", "given by the founders", "/decisions/1/")] == [
        True
    ] * 4
    assert page.count("Nobody holds it at present.") == 4  # of six functions, two are held


def test_a_former_holder_s_note_is_read_by_every_member(as_: Any, cast: Cast) -> None:
    actions.write_handover(mandate_of(cast, "former"), by=cast.former, handover="Les <b>clés</b> sont chez Awa.")
    page = as_("late").get(PAGE).text
    assert ("1 mandate held before" in page, "Les &lt;b&gt;clés&lt;/b&gt; sont chez Awa." in page) == (True, True)


def test_whoever_holds_it_may_lay_it_down_and_nobody_else_is_offered_to(as_: Any, cast: Cast) -> None:
    links = {who: as_(who).get(PAGE).text.count("Lay it down") for who in ("awa", "claire", "member", "late")}
    assert links == {"awa": 1, "claire": 1, "member": 0, "late": 0}


def test_the_report_of_a_consent_enters_the_register_and_gives_the_mandate(as_: Any, cast: Cast) -> None:
    terms = {
        "membership": cast.place("member").pk,
        "function": "welcome",
        "months": "6",
        "consent": "séance 4, personne n'objecte",
    }
    as_("newcomer").post("/c/cp-genre/mandates/new/", terms)
    act = ActByTwo.objects.get()
    as_("claire").post(f"/c/cp-genre/acts/{act.pk}/confirmation/")
    decision = Decision.objects.get()
    mandate = Mandate.objects.get(function="welcome")
    assert (mandate.decision_number, mandate.membership) == (decision.number, cast.place("member"))
    assert "Séance 4, personne n'objecte" in decision.outcome


@pytest.mark.parametrize("months", ["2", "25", "", "x", "9" * 40])
def test_a_report_with_impossible_months_is_shown_again_with_what_was_typed(
    as_: Any, cast: Cast, months: str
) -> None:
    terms = {"membership": cast.place("member").pk, "function": "welcome", "months": months, "consent": "séance 4"}
    page = as_("awa").post("/c/cp-genre/mandates/new/", terms)
    assert (page.status_code, "séance 4" in page.text, ActByTwo.objects.count()) == (422, True, 0)


def test_a_raised_hand_leads_in_one_link_to_the_proposal_already_filled(as_: Any, cast: Cast) -> None:
    call = actions.call_for_hands(cast.community, Function.CO_FACILITATION, by=cast.awa)
    as_("member").post(f"/c/cp-genre/calls/{call.pk}/hand/", {"word": "Avec plaisir"})
    page = as_("awa").get(PAGE)
    link = next(one.proposal for responsibility in page.context["responsibilities"] for one in responsibility.hands)
    assert "Avec plaisir" in page.text
    filled = as_("awa").get(link).text
    place = cast.place("member").pk
    assert [
        f'<option value="{place}" selected>' in filled,
        '<option value="co_facilitation" selected>' in filled,
        "Co-facilitation: mandate of Mina Membre" in filled,
    ] == [True] * 3


def test_a_word_that_is_too_long_is_shown_again(as_: Any, cast: Cast) -> None:
    call = actions.call_for_hands(cast.community, Function.WELCOME, by=cast.awa)
    page = as_("member").post(f"/c/cp-genre/calls/{call.pk}/hand/", {"word": "x" * 301})
    assert (page.status_code, "x" * 301 in page.text, Hand.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    "sent",
    [{}, {"function": "king"}, {"function": "welcome", "strand": "999"}, {"function": "welcome", "ending": "0"}],
    ids=str,
)
def test_a_call_no_button_sends_is_not_taken(as_: Any, cast: Cast, sent: dict[str, str]) -> None:
    assert as_("awa").post("/c/cp-genre/calls/", sent).status_code == 400
    assert not Call.objects.exists()


def test_a_strand_of_the_community_next_door_is_not_called_for(as_: Any, cast: Cast) -> None:
    strand = Strand.objects.get(community=cast.next_door)
    sent = {"function": "welcome", "strand": strand.pk}
    assert as_("awa").post("/c/cp-genre/calls/", sent).status_code == 400


def test_when_nobody_holds_it_two_clicks_of_two_people_hold_its_place(as_: Any, cast: Cast) -> None:
    nobody_co_facilitates(cast)
    call_where_hands_are_missing()
    assert "Hold its place, with somebody" in as_("member").get(PAGE).text
    asked = as_("member").post("/c/cp-genre/mandates/interim/")
    assert "Mina Membre offers to hold its place" in as_("former").get(PAGE).text
    as_("former").post(asked.url + "confirmation/")
    page = as_("former").get(PAGE).text
    assert ("Hold its place, with somebody" in page, page.count("interim,")) == (False, 2)


def test_whoever_reads_late_is_told_why_they_do_not_propose(as_: Any, cast: Cast) -> None:
    page = as_("late").get(PAGE).text
    assert 'aria-disabled="true"' in page


def test_the_note_waits_on_the_page_until_it_is_read(as_: Any, cast: Cast) -> None:
    taken = given(cast, "member")
    actions.write_handover(taken.follows, by=cast.former, handover="Les clés sont chez Awa.")
    browser = as_("member")
    assert "A note from Farid Ancien for you" in browser.get(PAGE).text
    browser.post(f"/c/cp-genre/mandates/{taken.pk}/reading/")
    assert "A note from Farid Ancien for you" not in browser.get(PAGE).text


def test_laying_down_without_a_note_says_there_are_thirty_days_to_write_it(as_: Any, cast: Cast) -> None:
    address = f"/c/cp-genre/mandates/{mandate_of(cast).pk}/end/"
    page = as_("awa").post(address, {"handover": ""}, follow=True)
    assert "You have thirty days to leave a note" in page.text
    assert mandate_of(cast).ended_on == clock.today()


def test_the_page_is_read_in_as_many_queries_for_many_mandates_as_for_few(as_: Any, cast: Cast) -> None:
    browser = as_("member")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(PAGE).status_code == 200
        return len(captured)

    call = actions.call_for_hands(cast.community, Function.WELCOME, by=cast.awa)
    actions.raise_hand(call, by=cast.former)
    ending_in(cast, 30)
    queries()
    few = queries()
    for who in ("member", "newcomer", "former"):
        given(cast, who, Function.CO_EXPERIMENTATION, strand=cast.strand)
        actions.raise_hand(call, by=cast.person(who))
    actions.call_for_hands(cast.community, Function.TRUST_PERSON, by=cast.awa)
    assert queries() == few <= 30


@pytest.mark.parametrize(("stays_as", "named"), [("named", True), ("unsigned", False)])
def test_a_former_holder_who_left_is_named_as_they_chose(as_: Any, cast: Cast, stays_as: str, named: bool) -> None:
    actions.leave(cast.community, by=cast.former, stays_as=stays_as)
    page = as_("member").get(PAGE).text
    assert ("Farid Ancien" in page, "1 mandate held before" in page) == (named, True)
    if not named:
        assert "somebody who left · Nord solidaire" not in page


def test_an_act_asked_by_somebody_who_left_names_them_as_they_chose(as_: Any, cast: Cast) -> None:
    act = acts.decline(ask_for_a_mandate(cast, by="former"), by=cast.claire, word="Pas encore.")
    actions.leave(cast.community, by=cast.former, stays_as="unsigned")
    pages = [as_("member").get(f"/c/cp-genre/acts/{end}").text for end in ("", f"{act.pk}/")]
    assert [("Farid Ancien" in page, "Asked for by somebody who left" in page) for page in pages] == [
        (False, True)
    ] * 2
