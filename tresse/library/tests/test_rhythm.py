"""The public braid tells the rhythm of a community when its charter says so, and nothing else (ADR 0006)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.cast import Cast
from tresse.charters.models import Charter
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.library.lives import life_of, lives_of, sessions_in_the_braid
from tresse.meetings.models import Attendance, Meeting
from tresse.meetings.tests import factories as sessions


@pytest.fixture
def held(cast: Cast) -> None:
    """One session for each audience but the public, all held."""
    for number, audience in enumerate((Audience.SESSION, Audience.COMMUNITY, Audience.NETWORK), start=1):
        begins = clock.now() - timedelta(days=10 * number)
        meeting = Meeting.objects.create(
            community=cast.community,
            number=number,
            title="Entre nous",
            audience=audience,
            starts_at=begins,
            ends_at=begins + timedelta(hours=2),
            convened_by=cast.place("awa"),
        )
        Attendance.objects.create(meeting=meeting, person=cast.member)


@pytest.mark.parametrize(
    ("who", "public_rhythm", "crossings"),
    [
        ("visitor", True, 2),
        ("visitor", False, 0),
        ("outsider", True, 2),
        ("steward", False, 1),  # the one for the network
        ("claire", False, 2),
        ("member", False, 3),  # was in the one kept to those who were there
        ("member", True, 3),
    ],
)
def test_who_sees_which_crossings(cast: Cast, held: None, who: str, public_rhythm: bool, crossings: int) -> None:
    Charter.objects.filter(community=cast.community).update(rhythm_is_public=public_rhythm)
    assert len(life_of(cast.community, cast.person(who)).crossings) == crossings


def test_the_page_of_a_community_gives_the_day_and_nothing_else(as_, cast: Cast, held: None) -> None:
    page = as_("visitor").get(f"/c/{cast.community.slug}/").text
    assert ("Entre nous" in page, "/m/2/" in page) == (False, False)
    assert as_("visitor").get(f"/c/{cast.community.slug}/m/2/").status_code == 404


@pytest.mark.parametrize(
    ("who", "host", "joined", "days"),
    [  # whether the charter of each says that its rhythm is public; the days in the braid of each
        ("visitor", True, True, (1, 1)),
        ("visitor", True, False, (1, 0)),
        ("visitor", False, True, (0, 1)),
        ("visitor", False, False, (0, 0)),
        ("neighbour", False, False, (1, 1)),
        ("member", False, False, (1, 1)),
    ],
)
def test_a_joint_session_is_a_day_of_each_community_as_its_own_charter_says(cast, who, host, joined, days):
    with clock.at(clock.now() - timedelta(days=20)):
        sessions.joint(cast)
    for community, is_public in ((cast.community, host), (cast.next_door, joined)):
        Charter.objects.filter(community=community).update(rhythm_is_public=is_public)
    lives = lives_of([cast.community, cast.next_door], cast.person(who))
    assert tuple(len(lives[each.pk].crossings) for each in (cast.community, cast.next_door)) == days
    read = sessions_in_the_braid(Meeting.objects.held(), cast.next_door, cast.person(who) or AnonymousUser())
    assert len(read) == days[1]


def test_a_joint_session_kept_to_those_invited_is_nobody_else_s_day(cast):
    with clock.at(clock.now() - timedelta(days=20)):
        sessions.joint(cast, audience="session")
    assert [len(life_of(cast.next_door, who).crossings) for who in (None, cast.outsider, cast.neighbour)] == [
        0,
        0,
        1,
    ]


def test_a_session_one_only_asked_to_join_is_no_day_of_that_community(cast):
    with clock.at(clock.now() - timedelta(days=20)):
        sessions.asked(cast)
    assert life_of(cast.next_door, None).crossings == ()


def test_the_page_of_a_community_that_joined_counts_the_day_too(as_, cast):
    with clock.at(clock.now() - timedelta(days=20)):
        meeting = sessions.joint(cast)
    assert meeting.title in as_("neighbour").get("/c/cp-ecsi/").text
    assert meeting.title not in as_("visitor").get("/c/cp-ecsi/").text
