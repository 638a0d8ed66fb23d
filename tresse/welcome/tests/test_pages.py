"""What one reads and does at the door, by hand."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tresse.charters.models import Charter
from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.meetings.tests.factories import session
from tresse.memberships.actions import welcome_pairs
from tresse.memberships.models import Membership, WelcomePair
from tresse.welcome import actions
from tresse.welcome.models import JoinRequest
from tresse.welcome.queries import trials
from tresse.welcome.tests import factories
from tresse.welcome.tests.factories import ALTERNATIVE, HOPE, REASON, SITUATION, close_the_door

WORDS = {"situation": SITUATION, "hope": HOPE, "organisation": "", "other_organisation": ""}
FORM = "/c/cp-genre/ask-in/request/"


def test_the_public_page_tells_what_with_whom_and_what_it_asks(as_: Any, cast: Cast) -> None:
    page = as_("visitor").get("/c/cp-genre/ask-in/").text
    for told in ("Comment faire place", "Nord solidaire", "Sud en commun", "sign the charter", "The door is open"):
        assert told in page, told
    assert "Mina Membre" not in page
    assert "Awa Diop" in page


def test_reading_it_sets_no_cookie(as_: Any, cast: Cast) -> None:
    assert dict(as_("visitor").get("/c/cp-genre/ask-in/").cookies) == {}


def test_the_public_page_says_no_day_the_charter_keeps_inside(as_: Any, cast: Cast) -> None:
    close_the_door(cast)
    cast.cycle.strand.cycles.update(phase_key="protocol")
    session(cast, cycle=cast.cycle, starts_at=clock.now() + timedelta(days=1))
    Charter.objects.filter(community=cast.community).update(rhythm_is_public=False)
    page = as_("visitor").get("/c/cp-genre/ask-in/").text
    assert ("The door is closed at present" in page, "after the next session" in page) == (True, True)


def test_at_rest_one_reads_that_it_takes_nobody_in(as_: Any, cast: Cast) -> None:
    type(cast.community).objects.filter(pk=cast.community.pk).update(stage="resting")
    visitor = as_("visitor")
    assert "takes nobody in for now" in visitor.get("/c/cp-genre/ask-in/").text
    assert visitor.get(FORM).status_code == 403


def test_what_a_visitor_wrote_survives_making_an_account(as_: Any, cast: Cast) -> None:
    browser = as_("visitor")
    assert browser.post(FORM, {**WORDS, "other_organisation": "Ligue"}).headers["Location"] == FORM
    assert JoinRequest.objects.count() == 0
    kept = browser.get(FORM).text
    assert (SITUATION in kept, f"?next={FORM}" in kept) == (True, True)
    browser.post(f"{reverse('account_signup')}?next={FORM}", {"name": "Nour Haddad", "email": "nour@example.org"})
    code = next(word for word in OutgoingMail.objects.get(to="nour@example.org").text.split() if _is_code(word))
    answer = browser.post(reverse("account_email_verification_sent"), {"code": code})
    assert answer.headers["Location"] == FORM
    back = browser.get(FORM).text
    assert (SITUATION in back, HOPE in back, "Ligue" in back, "Send my request" in back) == (True,) * 4
    browser.post(FORM, {**WORDS, "other_organisation": "Ligue"})
    request = JoinRequest.objects.get()
    assert (str(request.person), request.comes_from) == ("Nour Haddad", "Ligue")
    assert browser.get(FORM).headers["Location"] == request.get_absolute_url()


def _is_code(word: str) -> bool:
    return len(word) == 9 and word[4] == "-" and word.replace("-", "").isdigit()


def test_where_accounts_are_by_invitation_a_visitor_is_told_before_typing(
    as_: Any, cast: Cast, settings: Any
) -> None:
    settings.TRESSE_SIGNUP = "invitation"
    assert "an account is opened on invitation" in as_("visitor").get(FORM).text


def test_a_form_that_cannot_be_taken_keeps_what_was_typed(as_: Any, cast: Cast) -> None:
    for who in ("visitor", "outsider"):
        answer = as_(who).post(FORM, {**WORDS, "hope": ""})
        assert (answer.status_code, SITUATION in answer.text) == (422, True)
    answer = as_("outsider").post(FORM, {**WORDS, "situation": "x" * 5000})
    assert (answer.status_code, JoinRequest.objects.count()) == (422, 0)


def test_hostile_words_are_shown_as_words(as_: Any, cast: Cast) -> None:
    request = factories.request(cast, situation="<script>alert(1)</script>", organisation_name="<b>Nous</b>")
    page = as_("awa").get(request.get_absolute_url()).text
    assert ("<script>alert" in page, "<b>Nous</b>" in page) == (False, False)


def test_those_who_welcome_answer_by_hand(as_: Any, cast: Cast) -> None:
    request = factories.request(cast)
    awa, address = as_("awa"), request.get_absolute_url()
    assert awa.post(f"{address}message/", {"text": " "}).status_code == 422
    assert awa.post(f"{address}message/", {"text": "Quand ?"}).headers["Location"] == address
    assert awa.post(f"{address}later/", {"until": "2020-01-01"}).status_code == 422
    day = (clock.today() + timedelta(days=30)).isoformat()
    assert awa.post(f"{address}later/", {"until": day, "word": ""}).headers["Location"] == address
    refused = awa.post(f"{address}refusal/", {"reason": REASON, "alternative": " "})
    assert (refused.status_code, REASON in refused.text) == (422, True)
    asked = awa.post(f"{address}refusal/", {"reason": REASON, "alternative": ALTERNATIVE})
    act_page = as_("claire").get(asked.headers["Location"]).text
    assert (REASON in act_page, ALTERNATIVE in act_page, address in act_page) == (True, True, True)
    assert as_("member").get(address).status_code == 200
    assert awa.post(f"{address}welcome/").headers["Location"] == address
    mine = as_("outsider").get(address).text
    assert "Your place is kept" in mine


def test_the_door_closed_the_button_says_why(as_: Any, cast: Cast) -> None:
    request = factories.request(cast)
    close_the_door(cast)
    page = as_("awa").get(request.get_absolute_url()).text
    assert "which needs a stable group" in page
    assert as_("awa").post(f"{request.get_absolute_url()}welcome/").status_code == 403


def test_who_welcomes_whom_is_read_by_all_and_the_words_by_the_three(as_: Any, cast: Cast) -> None:
    pair = welcome_pairs.propose(cast.place("newcomer"))
    WelcomePair.objects.filter(pk=pair.pk).update(
        first=cast.place("awa"), second=cast.place("claire"), firsts_word="Un mot pour trois"
    )
    reads = {who: "Un mot pour trois" in as_(who).get("/c/cp-genre/welcome/").text for who in INSIDE}
    assert reads == {"awa": True, "claire": True, "newcomer": True, "member": False, "former": False}
    assert "Tom Nouveau" in as_("member").get("/c/cp-genre/welcome/").text
    assert [trial.words for trial in trials(cast.community, cast.place("member"))] == [[]]


INSIDE = ("awa", "claire", "newcomer", "member", "former")


def test_a_word_is_said_and_a_place_passed_on_by_hand(as_: Any, cast: Cast) -> None:
    pair = welcome_pairs.propose(cast.place("newcomer"))
    WelcomePair.objects.filter(pk=pair.pk).update(first=cast.place("awa"), second=cast.place("claire"))
    form = as_("claire").get(f"/c/cp-genre/welcome/{pair.pk}/passing-on/").text
    assert ("Farid Ancien" in form, "Mina Membre" in form) == (True, True)
    as_("claire").post(f"/c/cp-genre/welcome/{pair.pk}/passing-on/", {"to": cast.place("member").pk})
    Membership.objects.filter(pk=pair.newcomer_id).update(signed_at=clock.now() - timedelta(days=30))
    for days in (20, 10):
        with clock.at(clock.now() - timedelta(days=days + 5)):
            session(cast, starts_at=clock.now() + timedelta(days=5))
    address = f"/c/cp-genre/welcome/{pair.pk}/word/"
    assert as_("newcomer").post(address, {"word": " "}).status_code == 422
    assert as_("newcomer").post(address, {"word": "Merci"}).status_code == 302
    pair.refresh_from_db()
    assert (str(pair.second), pair.newcomers_word, pair.ended_at is None) == ("Mina Membre", "Merci", False)


@pytest.mark.parametrize("address", ["/c/cp-genre/welcome/", "/c/cp-genre/ask-in/"])
def test_as_many_queries_for_one_as_for_three(as_: Any, cast: Cast, address: str) -> None:
    def queries() -> int:
        browser = as_("awa")
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    welcome_pairs.propose(cast.place("newcomer"))
    factories.request(cast)
    with_one = queries()
    for person in (cast.steward, cast.neighbour):
        factories.request(cast, by=person)
    for who in ("former", "member"):
        Membership.objects.filter(person=cast.person(who)).update(on_trial=True)
        welcome_pairs.propose(cast.place(who))
    assert queries() == with_one


def test_a_request_is_read_in_as_many_queries_with_one_message_as_with_three(as_: Any, cast: Cast) -> None:
    request = factories.request(cast)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(request.get_absolute_url())
        return len(captured)

    browser = as_("awa")
    actions.write_message(request, by=cast.awa, text="Un")
    with_one = queries()
    for text in ("Deux", "Trois"):
        actions.write_message(request, by=cast.outsider, text=text)
    assert queries() == with_one


def test_whoever_left_is_named_as_they_chose(as_: Any, cast: Cast) -> None:
    request = factories.request(cast)
    actions.write_message(request, by=cast.awa, text="Quand ?")
    Membership.objects.filter(person=cast.awa).update(
        left_at=clock.now(), stays_as="role", stays_named="une animatrice"
    )
    page = as_("claire").get(request.get_absolute_url()).text
    assert ("Awa Diop" in page, "une animatrice" in page) == (False, True)
