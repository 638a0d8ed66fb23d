"""What waits at the door, asked of everybody at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.core import clock
from tresse.core.waiting import Reader
from tresse.meetings.tests.factories import session
from tresse.memberships.models import Mandate, Membership, WelcomePair
from tresse.welcome import actions, own_data, waiting
from tresse.welcome.models import JoinRequest
from tresse.welcome.tests import factories
from tresse.welcome.tests.factories import ALTERNATIVE, REASON


def waits(reader: Reader) -> set[str]:
    """The first names of those for whom something waits."""
    people = {person.pk: person.name.split()[0] for person in Person.objects.all()}
    return {people[one.person_id] for one in reader(Person.objects.all())}


def test_a_request_waits_for_those_who_welcome_then_for_every_full_member(cast: Cast) -> None:
    request = factories.request(cast)
    assert waits(waiting.requests) == {"Awa", "Claire"}
    (one,) = waiting.requests(Person.objects.filter(pk=cast.awa.pk))
    assert (one.said, one.by, one.community_id) == (
        "Omar Dehors asks to come in to CP Genre.",
        request.answered_by_day,
        cast.community.pk,
    )
    JoinRequest.objects.update(before_all_at=clock.now())
    assert waits(waiting.requests) >= {"Awa", "Claire", "Mina", "Farid"}
    assert not waits(waiting.requests) & {"Tom", "Ugo", "Nadia", "Omar", "Sol"}


def test_without_any_mandate_it_waits_for_all_full_members(cast: Cast) -> None:
    Mandate.objects.all().delete()
    factories.request(cast)
    assert waits(waiting.requests) >= {"Awa", "Claire", "Mina", "Farid"}


@pytest.mark.parametrize("answered", ["welcome", "put off", "taken back"])
def test_an_answered_request_waits_no_more(cast: Cast, answered: str) -> None:
    request = factories.request(cast)
    if answered == "welcome":
        actions.welcome(request, by=cast.awa)
    elif answered == "put off":
        actions.put_off(request, by=cast.awa, until=clock.today() + timedelta(days=9))
    else:
        actions.take_back(request, by=cast.outsider)
    assert waits(waiting.requests) == set()


@pytest.fixture
def pair(cast: Cast) -> WelcomePair:
    """Ugo has been at two sessions since he signed, thirty days ago; Awa and Claire welcome him."""
    with clock.at(clock.now() - timedelta(days=30)):
        sign_charter(charter_in_force(cast.community), by=cast.unsigned)
        for days in (10, 20):
            session(cast, starts_at=clock.now() + timedelta(days=days))
    WelcomePair.objects.update(first=cast.place("awa"), second=cast.place("claire"))
    return WelcomePair.objects.get(newcomer=cast.place("unsigned"))


def test_after_two_sessions_a_word_waits_for_each_of_the_three_until_it_is_said(
    cast: Cast, pair: WelcomePair
) -> None:
    assert waits(waiting.words) == {"Ugo", "Awa", "Claire"}
    actions.say_word(pair, by=cast.claire, word="Merci")
    assert waits(waiting.words) == {"Ugo", "Awa"}
    actions.say_word(pair, by=cast.unsigned, word="Merci")
    assert waits(waiting.words) == {"Awa"}
    with clock.at(clock.now() + timedelta(days=15)):
        assert waits(waiting.words) == set()


def test_no_word_waits_before_two_sessions(cast: Cast) -> None:
    sign_charter(charter_in_force(cast.community), by=cast.unsigned)
    assert waits(waiting.words) == set()


@pytest.mark.parametrize("reader", [waiting.requests, waiting.words])
def test_as_many_queries_for_one_as_for_everybody(cast: Cast, pair: WelcomePair, reader: Reader) -> None:
    def queries(people: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            list(reader(people))
        return len(captured)

    for person in (cast.outsider, cast.neighbour, cast.steward):
        factories.request(cast, by=person)
    JoinRequest.objects.filter(person=cast.steward).update(before_all_at=clock.now())
    one, everybody = queries(Person.objects.filter(pk=cast.awa.pk)), queries(Person.objects.all())
    assert (everybody, everybody <= 3) == (one, True)


def test_one_takes_along_ones_request_ones_messages_and_ones_words(cast: Cast, pair: WelcomePair) -> None:
    request = factories.request(cast)
    actions.write_message(request, by=cast.outsider, text="Jeudi me va.")
    actions.write_message(request, by=cast.awa, text="À jeudi.")
    actions.welcome(request, by=cast.awa)
    actions.say_word(pair, by=cast.awa, word="Contente")
    newcomer, awa = Membership.objects.get(person=cast.outsider), cast.place("awa")
    asked = own_data.requests(newcomer).rows
    assert [row["a situation I meet"] for row in asked] == [factories.SITUATION]
    assert [row["my words"] for row in own_data.messages(newcomer).rows] == ["Jeudi me va."]
    assert [row["my words"] for row in own_data.messages(awa).rows] == ["À jeudi."]
    assert [(row["newcomer"], row["my words"]) for row in own_data.words(awa).rows] == [("Ugo Attend", "Contente")]
    assert own_data.words(newcomer).rows == []


def test_a_refusal_asked_for_waits_as_a_request_until_it_is_confirmed(cast: Cast) -> None:
    actions.ask_to_refuse(factories.request(cast), by=cast.awa, reason=REASON, alternative=ALTERNATIVE)
    assert waits(waiting.requests) == {"Awa", "Claire"}
