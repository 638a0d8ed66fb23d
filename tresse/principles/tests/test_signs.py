"""The signs of continuity: each share counted whole, each corridor with both of its sides."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.commitments.models import Commitment
from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.documents.models import Rereading
from tresse.meetings.models import Joining
from tresse.memberships.models import Mandate, Membership
from tresse.networks.models import Organisation
from tresse.principles.openness import continuity, signs, weather
from tresse.principles.signs import Share, Sign
from tresse.principles.tests import lived

INSIDE = ("awa", "claire", "member", "newcomer", "former")


def long_inside(cast: Cast) -> None:
    """Everybody came in before the first cycle."""
    Membership.objects.exclude(signed_at=None).update(signed_at=clock.now() - timedelta(days=400))


def share(measure, cast: Cast) -> Share | None:
    return measure([cast.community.pk]).get(cast.community.pk)


def came_in(cast: Cast, who: str, *, days_ago: int) -> None:
    moment = clock.now() - timedelta(days=days_ago)
    Membership.objects.filter(pk=cast.place(who).pk).update(signed_at=moment)


def sign(cast: Cast, name: str) -> Sign:
    return next(found for found in signs(cast.community) if found.name == name)


# Newcomers


def test_a_newcomer_is_still_there_who_comes_at_the_third_session_or_later(cast: Cast) -> None:
    long_inside(cast)
    for who in ("member", "newcomer", "former"):
        came_in(cast, who, days_ago=50)
    lived.session(cast, "member", "newcomer", "former", "awa", days_ago=40)
    lived.session(cast, "member", "newcomer", "awa", days_ago=30)
    assert share(continuity.newcomers_staying, cast) is None, "nobody could come to three sessions yet"
    lived.session(cast, "member", "awa", days_ago=20)
    lived.session(cast, "newcomer", "awa", days_ago=10)
    assert share(continuity.newcomers_staying, cast) == Share(2, 3)


def test_whoever_left_is_not_still_there(cast: Cast) -> None:
    long_inside(cast)
    came_in(cast, "member", days_ago=50)
    for days_ago in (40, 30, 20):
        lived.session(cast, "member", days_ago=days_ago)
    assert share(continuity.newcomers_staying, cast) == Share(1, 1)
    Membership.objects.filter(pk=cast.place("member").pk).update(left_at=clock.now())
    assert share(continuity.newcomers_staying, cast) == Share(0, 1)


def test_sessions_that_name_nobody_or_noted_nobody_make_nobody_absent(cast: Cast) -> None:
    long_inside(cast)
    came_in(cast, "member", days_ago=50)
    for fields in ({"chatham_house": True}, {"audience": Audience.SESSION}, {"cancelled_at": clock.now()}):
        lived.session(cast, "awa", days_ago=20, **fields)
    for _ in range(3):
        lived.session(cast, days_ago=10)
    assert share(continuity.newcomers_staying, cast) is None


def test_founders_are_no_newcomers(cast: Cast) -> None:
    long_inside(cast)
    for days_ago in (40, 30, 20):
        lived.session(cast, "awa", days_ago=days_ago)
    assert share(continuity.newcomers_staying, cast) is None


# The core, from one cycle to the next


def carried(cast: Cast) -> None:
    """Awa and Claire carried the cycle before; only Awa still holds her mandate, forty days into the next."""
    long_inside(cast)
    lived.ended(cast.cycle, days_ago=41)
    lived.following(cast.cycle, days_ago=40)
    Mandate.objects.filter(membership=cast.place("claire")).update(ended_on=clock.today() - timedelta(days=41))
    Mandate.objects.filter(membership=cast.place("former")).delete()


def test_how_much_of_the_core_is_carried_over(cast: Cast) -> None:
    carried(cast)
    assert share(continuity.core_carried_over, cast) == Share(1, 2)


def test_a_cycle_that_has_just_opened_says_nothing_yet(cast: Cast) -> None:
    long_inside(cast)
    lived.ended(cast.cycle, days_ago=10)
    lived.following(cast.cycle, days_ago=9)
    assert share(continuity.core_carried_over, cast) is None


def test_no_newcomer_in_two_cycles_is_said(cast: Cast) -> None:
    carried(cast)
    assert continuity.without_newcomers([cast.community.pk]) == {cast.community.pk}
    told = sign(cast, "From one cycle to the next")
    assert (told.said, told.gesture) == (
        "Nobody came in since the cycle before this one began.",
        "Open one session to everybody, and each invite one person from elsewhere.",
    )
    came_in(cast, "newcomer", days_ago=55)
    assert continuity.without_newcomers([cast.community.pk]) == set()
    assert sign(cast, "From one cycle to the next").is_calm


def test_one_cycle_alone_is_not_closed_upon_itself(cast: Cast) -> None:
    long_inside(cast)
    assert continuity.without_newcomers([cast.community.pk]) == set()


# Who is here


def test_who_comes_from_outside_the_network(cast: Cast) -> None:
    assert share(continuity.non_members, cast) == Share(2, 6), "Mina, of Ailleurs, and Tom, of nowhere"
    Membership.objects.filter(pk=cast.place("member").pk).update(paused_at=clock.now())
    assert share(continuity.non_members, cast) == Share(1, 5)


def test_the_largest_organisation(cast: Cast) -> None:
    assert share(continuity.largest_organisation, cast) == Share(3, 6)
    Membership.objects.filter(community=cast.community).update(organisation=None)
    assert share(continuity.largest_organisation, cast) == Share(1, 6), "a person without one counts as one"


def test_organisations_and_countries_are_told(cast: Cast) -> None:
    assert sign(cast, "Organisations and countries").said == (
        "6 people, of 3 organisations, in 3 countries. One organisation brings 50 % of them."
    )


def test_pairs_who_met_in_a_session_or_at_a_document(cast: Cast) -> None:
    assert share(continuity.worked_together, cast) == Share(0, 15)
    lived.session(cast, "awa", "member", "newcomer")
    lived.session(cast, "awa", "member")
    assert share(continuity.worked_together, cast) == Share(3, 15)
    document = lived.wrote(cast, "claire", "former")
    Rereading.objects.create(document=document, by=cast.place("awa"))
    assert share(continuity.worked_together, cast) == Share(6, 15)


def test_pairs_are_of_this_year_and_of_what_names_people(cast: Cast) -> None:
    lived.session(cast, "awa", "member", days_ago=400)
    lived.session(cast, "awa", "member", chatham_house=True)
    lived.session(cast, "awa", "member", audience=Audience.SESSION)
    assert share(continuity.worked_together, cast) == Share(0, 15)


@pytest.mark.parametrize(("accepted", "together"), [(True, 1), (None, 0)])
def test_a_joint_session_brings_together_those_of_each_community(
    cast: Cast, accepted: bool | None, together: int
) -> None:
    other = Membership.objects.create(community=cast.next_door, person=cast.outsider, signed_at=clock.now())
    meeting = lived.session(cast, "awa", "member", "neighbour", "outsider")
    at = clock.now() if accepted else None
    Joining.objects.create(
        meeting=meeting, community=other.community, invited_by=cast.place("awa"), accepted=accepted, answered_at=at
    )
    found = continuity.worked_together([cast.community.pk, cast.next_door.pk])
    assert (found[cast.community.pk], found[cast.next_door.pk]) == (Share(1, 15), Share(together, 1))


# In words


@pytest.mark.parametrize(
    ("outside", "calm", "gesture"),
    [(0, False, "Who meets the same situation"), (1, True, ""), (3, True, ""), (4, False, "Tell the network")],
)
def test_a_corridor_has_two_sides(cast: Cast, outside: int, calm: bool, gesture: str) -> None:
    Membership.objects.filter(community=cast.community).update(organisation=cast.north)
    places = Membership.objects.inside().filter(community=cast.community).values_list("pk", flat=True)
    Membership.objects.filter(pk__in=list(places)[:outside]).update(organisation=cast.elsewhere)
    told = sign(cast, "People from outside the network")
    assert (told.is_calm, told.corridor.is_inside, told.gesture.startswith(gesture)) == (calm, calm, True)


def test_of_a_handful_of_people_nothing_is_said(cast: Cast) -> None:
    Membership.objects.filter(community=cast.community).exclude(person__in=[cast.awa, cast.claire]).update(
        left_at=clock.now()
    )
    assert [(told.said, told.corridor) for told in signs(cast.community) if "Too few" in told.said] == [
        ("Too few people came in lately for this to say anything.", None),
        ("Too few people are here for this to say anything.", None),
        ("Too few people are here for this to say anything.", None),
    ]


def test_what_became_of_commitments_is_counted_from_five_up(cast: Cast) -> None:
    assert "What each one had said they would bring" not in {told.name for told in signs(cast.community)}
    lived.ended(cast.cycle)
    for number in range(7):
        person = Person.objects.create_user(f"p{number}@example.org", f"Personne {number}")
        place = Membership.objects.create(community=cast.community, person=person, signed_at=clock.now())
        became = "kept" if number < 4 else "set_down"
        Commitment.objects.create(membership=place, cycle=cast.cycle, answer="continue", became=became)
    told = sign(cast, "What each one had said they would bring")
    assert told.said == "Fewer than five people said the same of what became of it: it stays theirs."
    Commitment.objects.filter(became="set_down").first().delete()
    Commitment.objects.filter(became="set_down").update(became="kept")
    told = sign(cast, "What each one had said they would bring")
    assert told.said == "In the last cycle: kept (6). None of these words is better than another."


def test_a_sign_names_nobody(cast: Cast) -> None:
    carried(cast)
    lived.session(cast, *INSIDE)
    said = " ".join(str(value) for told in signs(cast.community) for value in vars(told).values())
    names = {cast.person(who).name for who in INSIDE} | {str(each) for each in Organisation.objects.all()}
    assert {name for name in names if name in said} == set()


def test_signs_cost_the_same_whatever_the_number_of_people(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            signs(cast.community)
        return len(captured)

    carried(cast)
    lived.session(cast, "awa", "member")
    few = queries()
    for number in range(5):
        person = Person.objects.create_user(f"p{number}@example.org", f"Personne {number}")
        Membership.objects.create(community=cast.community, person=person, signed_at=clock.now())
        lived.session(cast, "claire", "former")
    lived.wrote(cast, "claire", "former")
    assert queries() == few


# The weather a steward reads


def test_one_community_alone_makes_no_weather(cast: Cast) -> None:
    lived.session(cast, *INSIDE)
    assert {told.sky.value for told in weather([cast.community.pk])} == {"unknown"}


def test_few_people_make_no_weather(cast: Cast) -> None:
    Membership.objects.filter(community=cast.community).exclude(person__in=[cast.awa, cast.claire]).update(
        left_at=clock.now()
    )
    assert {told.sky.value for told in weather(Community.objects.values_list("pk", flat=True))} == {"unknown"}


@pytest.mark.parametrize(("outside", "sky"), [(0, "changing"), (3, "fair"), (6, "rain")])
def test_the_weather_is_a_word_with_its_cause(cast: Cast, outside: int, sky: str) -> None:
    Membership.objects.update(organisation=cast.north)
    places = Membership.objects.inside().values_list("pk", flat=True)
    Membership.objects.filter(pk__in=list(places)[:outside]).update(organisation=cast.elsewhere)
    told = weather(Community.objects.values_list("pk", flat=True))[2]
    assert (told.sky, any(figure in f"{told.name}{told.cause}" for figure in "0123456789")) == (sky, False)


def test_the_weather_of_two_communities_costs_as_much_as_of_one(cast: Cast) -> None:
    def queries(*communities: Community) -> int:
        with CaptureQueriesContext(connection) as captured:
            weather([community.pk for community in communities])
        return len(captured)

    assert queries(cast.community, cast.next_door) == queries(cast.community)
