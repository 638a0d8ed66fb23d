"""The public braid tells the rhythm of a community when its charter says so, and nothing else (ADR 0006)."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tresse.charters.models import Charter
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.library.lives import life_of
from tresse.meetings.models import Attendance, Meeting


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
