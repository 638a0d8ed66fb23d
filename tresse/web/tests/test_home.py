"""« À vous »: what waits for somebody is there, and nothing of what they may not see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.waiting import WAITING
from config.weighty_acts import WEIGHTY_ACTS
from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.core import clock
from tresse.core.waiting import most_urgent_first, waiting_for
from tresse.meetings import actions as meetings
from tresse.memberships import acts
from tresse.memberships.actions import invite
from tresse.memberships.models import Membership
from tresse.memberships.tests.test_acts import ask_for_a_mandate
from tresse.networks.models import Network
from tresse.welcome.tests import factories

AT_MOST = 12 + 2 * len(WAITING)  # a dozen queries for the page, and two for each way of having something to do
CLOSING = {"ending": "without_document", "reason": "Plus personne ne pouvait."}


def sentences(person: Person) -> list[str]:
    """What waits for somebody, but for the part everybody is asked to say in a cycle: it waits for all of the cast."""
    said = [one.said for one in most_urgent_first(waiting_for(Person.objects.filter(pk=person.pk)))]
    return [sentence for sentence in said if "goes into a new cycle" not in sentence]


def convene(cast: Cast, title: str = "Le terrain") -> None:
    begins = clock.now() + timedelta(days=5)
    meetings.convene(
        cast.community,
        by=cast.awa,
        title=title,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        time_zone="Europe/Paris",
        place="Lille",
    )


def test_a_session_waits_for_an_answer_from_those_inside_only(cast: Cast) -> None:
    convene(cast)
    waits = {who: sentences(cast.person(who)) for who in ("member", "outsider", "unsigned", "steward", "neighbour")}
    assert waits == {
        "member": ["CP Genre meets: Le terrain."],
        "unsigned": ["Your place in CP Genre is kept: signing its charter opens the door."],
        "outsider": [],
        "steward": [],
        "neighbour": [],
    }


def test_an_invitation_waits_for_whoever_has_that_address(cast: Cast) -> None:
    invite(cast.community, by=cast.member, email=cast.outsider.email)
    assert sentences(cast.outsider) == ["Mina Membre invites you to CP Genre."]
    assert sentences(cast.neighbour) == []


def test_an_act_waits_for_those_who_may_confirm_it(cast: Cast) -> None:
    ask_for_a_mandate(cast)
    asked = f"Awa Diop asks in CP Genre: {WEIGHTY_ACTS['mandate.giving'].name}. It takes a second person."
    assert {
        who: asked in sentences(cast.person(who)) for who in ("awa", "claire", "member", "newcomer", "neighbour")
    } == {
        "awa": False,
        "claire": True,
        "member": True,
        "newcomer": False,
        "neighbour": False,
    }


def test_dated_things_come_first_the_nearest_on_top(cast: Cast) -> None:
    ask_for_a_mandate(cast)
    convene(cast)
    assert [sentence[:16] for sentence in sentences(cast.member)] == ["CP Genre meets: ", "Awa Diop asks in"]


def test_the_home_asks_as_many_questions_for_three_sessions_as_for_one(as_, cast: Cast) -> None:
    browser = as_("member")
    counts = []
    for titles in (["Un"], ["Deux", "Trois"]):
        for title in titles:
            convene(cast, title)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/").status_code == 200
        counts.append(len(asked))
    assert (counts[0] == counts[1], counts[0] <= AT_MOST) == (True, True), counts


def test_two_acts_to_confirm_take_no_more_queries_than_one(as_, cast: Cast) -> None:
    def queries(who: str) -> int:
        browser = as_(who)
        browser.get("/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/")
        return len(asked)

    ask_for_a_mandate(cast)
    before = queries("member"), queries("steward")
    acts.ask("cycle.closing", cast.cycle, cast.community, by=cast.awa, terms=CLOSING)
    assert (queries("member"), queries("steward")) == before
    assert max(before) <= AT_MOST


@pytest.mark.parametrize(("who", "shown"), [("steward", True), ("member", False)])
def test_a_steward_finds_there_what_they_accompany(as_, cast: Cast, who: str, shown: bool) -> None:
    assert ("Accompany the network" in as_(who).get("/").text) is shown


@pytest.mark.parametrize(("who", "shown"), [("steward", True), ("member", False)])
def test_the_first_steps_are_shown_to_the_steward_of_a_new_network(as_, cast: Cast, who: str, shown: bool) -> None:
    Network.objects.update(purpose="")
    assert ("The network's first steps" in as_(who).get("/").text) is shown


def test_without_a_network_the_home_says_how_to_begin_one(as_, cast: Cast) -> None:
    Network.objects.all().delete()
    assert "tresse init" in as_("visitor").get("/").text


def test_the_most_urgent_is_at_the_top_and_what_can_wait_is_folded(as_, cast: Cast) -> None:
    for number in range(9):
        convene(cast, f"Séance {number}")
    page = as_("member").get("/")
    assert (len(page.context["waiting"]), len(page.context["later"])) == (7, len(sentences(cast.member)) + 1 - 7)
    assert page.text.index("Séance 0") < page.text.index('class="due__later"') < page.text.index("Séance 8")


def test_whoever_has_asked_to_come_in_finds_their_request_again(as_, cast: Cast) -> None:
    sent = factories.request(cast)
    waits = f'href="{sent.get_absolute_url()}">Read it again, or write'
    assert {who: waits in as_(who).get("/").text for who in ("outsider", "awa")} == {"outsider": True, "awa": False}


def test_with_nothing_waiting_the_home_says_so_and_where_letters_are_chosen(as_, cast: Cast) -> None:
    Membership.objects.all().update(signed_at=clock.now() - timedelta(days=90))
    page = as_("member").get("/").text
    assert ("Nothing waits for you" in page, 'href="/me/mail/"' in page) == (True, True)
