"""Every newcomer has a welcome pair, of two organisations, by fair load (O4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.memberships.actions import join, leaving, welcome_pairs
from tresse.memberships.models import Function, Mandate, Membership, WelcomePair


def arrival(cast: Cast, name: str = "Nour Arrive") -> Membership:
    """Somebody new, who has just signed."""
    address = f"{name.split()[0].lower()}@example.org"
    person = Person.objects.create_user(address, name, language="en")
    membership = join(cast.community, person=person, organisation=cast.elsewhere)
    sign_charter(charter_in_force(cast.community), by=person)
    membership.refresh_from_db()
    return membership


def names(pair: WelcomePair) -> set[str]:
    return {str(welcomer.person) for welcomer in pair.welcomers}


def welcomer(cast: Cast, who: str) -> None:
    Mandate.objects.create(
        membership=cast.place(who),
        function=Function.WELCOME,
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=365),
        given_by="the community",
    )


def test_signing_in_a_community_that_has_begun_opens_a_trial_with_a_pair(cast: Cast) -> None:
    newcomer = arrival(cast)
    assert (newcomer.is_inside, newcomer.on_trial) == (True, True)
    pair = newcomer.welcome_pair
    assert pair.first.side != pair.second.side
    assert names(pair) <= {"Awa Diop", "Claire Roux", "Mina Membre", "Farid Ancien"}
    mails = {mail.to for mail in OutgoingMail.objects.filter(cause__startswith="welcome-pair")}
    assert mails == {welcomer.person.email for welcomer in pair.welcomers}


def test_those_who_found_a_community_are_not_on_trial(cast: Cast) -> None:
    Community.objects.filter(pk=cast.community.pk).update(stage="idea")
    founder = arrival(cast)
    assert (founder.on_trial, WelcomePair.objects.count()) == (False, 0)


def test_welcoming_goes_round(cast: Cast) -> None:
    welcomed = [arrival(cast, f"Personne{number} Neuve") for number in range(4)]
    times = [str(one.person) for newcomer in welcomed for one in newcomer.welcome_pair.welcomers]
    assert set(times) == {"Awa Diop", "Claire Roux", "Mina Membre", "Farid Ancien"}
    assert max(times.count(name) for name in times) <= 3


def test_whoever_did_it_least_lately_comes_first_among_those_who_do_as_much(cast: Cast) -> None:
    for days_ago, pair in ((30, ("awa", "claire")), (10, ("member", "former"))):
        newcomer = arrival(cast, f"Il{days_ago} Neuf")
        first, second = (cast.place(who) for who in pair)
        WelcomePair.objects.filter(newcomer=newcomer).update(
            first=first, second=second, proposed_at=clock.now() - timedelta(days=days_ago), ended_at=clock.now()
        )
    assert names(arrival(cast).welcome_pair) == {"Awa Diop", "Claire Roux"}


def test_holders_of_the_mandate_come_first(cast: Cast) -> None:
    welcomer(cast, "former")
    welcomer(cast, "member")
    for number in range(3):
        assert names(arrival(cast, f"Il{number} Neuf").welcome_pair) == {"Farid Ancien", "Mina Membre"}


def test_nobody_on_trial_pausing_or_unsigned_welcomes(cast: Cast) -> None:
    Membership.objects.filter(person__in=[cast.member.pk, cast.former.pk]).update(paused_at=clock.now())
    assert names(arrival(cast).welcome_pair) == {"Awa Diop", "Claire Roux"}


def test_where_one_side_only_is_there_the_pair_has_one(cast: Cast) -> None:
    Membership.objects.exclude(person__in=[cast.claire.pk, cast.former.pk]).update(left_at=clock.now())
    pair = arrival(cast).welcome_pair
    assert (len(pair.welcomers), pair.second) == (1, None)


def test_a_pair_is_completed_when_somebody_of_elsewhere_is_there_again(cast: Cast) -> None:
    Membership.objects.exclude(person=cast.claire).update(paused_at=clock.now())
    newcomer = arrival(cast)
    Membership.objects.filter(person=cast.awa).update(paused_at=None)
    assert names(welcome_pairs.propose(newcomer)) == {"Claire Roux", "Awa Diop"}
    assert WelcomePair.objects.count() == 1


def pair_of_awa_and_claire(cast: Cast) -> WelcomePair:
    newcomer = arrival(cast)
    WelcomePair.objects.filter(newcomer=newcomer).update(
        first=cast.place("awa"), second=cast.place("claire"), firsts_word="Bienvenue"
    )
    return WelcomePair.objects.get(newcomer=newcomer)


def test_a_place_is_passed_on_in_one_gesture_and_the_word_with_it(cast: Cast) -> None:
    pair = welcome_pairs.pass_on(pair_of_awa_and_claire(cast), by=cast.awa, to=cast.place("member"))
    pair.refresh_from_db()
    assert (names(pair), pair.firsts_word) == ({"Mina Membre", "Claire Roux"}, "")
    assert OutgoingMail.objects.filter(cause__startswith="welcome-pair", to=cast.member.email).exists()


@pytest.mark.parametrize("to", ["former", "claire", "awa", "newcomer", "unsigned"])
def test_whom_one_cannot_pass_it_on_to(cast: Cast, to: str) -> None:
    """Farid is of Claire's organisation; Tom is on trial; Ugo has not signed."""
    with pytest.raises(PermissionDenied, match="Choose a member past their trial"):
        welcome_pairs.pass_on(pair_of_awa_and_claire(cast), by=cast.awa, to=cast.place(to))


@pytest.mark.parametrize("who", ["member", "newcomer", "neighbour", "outsider", "steward"])
def test_only_whoever_welcomes_passes_it_on(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="by whoever holds it"):
        welcome_pairs.pass_on(pair_of_awa_and_claire(cast), by=cast.person(who), to=cast.place("member"))


def test_nothing_is_passed_on_once_the_trial_is_over(cast: Cast) -> None:
    pair = pair_of_awa_and_claire(cast)
    WelcomePair.objects.update(ended_at=clock.now())
    with pytest.raises(PermissionDenied, match="This trial is over"):
        welcome_pairs.pass_on(pair, by=cast.awa, to=cast.place("member"))


@pytest.mark.parametrize("how", [{"left_at": clock.now()}, {"paused_at": clock.now()}])
def test_whoever_leaves_or_pauses_is_replaced(cast: Cast, how: dict[str, Any]) -> None:
    pair = pair_of_awa_and_claire(cast)
    Membership.objects.filter(person=cast.claire).update(**how)
    welcome_pairs.replace(cast.place("claire"))
    pair.refresh_from_db()
    assert pair.first == cast.place("awa")
    assert pair.second in {cast.place("member"), cast.place("former")}


def test_with_nobody_else_the_place_stays_empty(cast: Cast) -> None:
    pair = pair_of_awa_and_claire(cast)
    Membership.objects.exclude(person__in=[cast.awa.pk, pair.newcomer.person_id]).update(left_at=clock.now())
    welcome_pairs.replace(cast.place("claire"))
    pair.refresh_from_db()
    assert names(pair) == {"Awa Diop"}


def test_whoever_comes_from_where_the_other_one_does_now_is_replaced(cast: Cast) -> None:
    pair = pair_of_awa_and_claire(cast)
    leaving.move(cast.community, by=cast.claire, organisation=cast.elsewhere)
    pair.refresh_from_db()
    assert names(pair) == {"Awa Diop", "Claire Roux"}
    leaving.move(cast.community, by=cast.claire, organisation=cast.south)
    pair.refresh_from_db()
    assert pair.first == cast.place("awa")
    assert pair.second in {cast.place("member"), cast.place("former")}
