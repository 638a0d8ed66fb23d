"""The atlas: every community one may see, and how to find one."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tresse.communities.models import Stage
from tresse.core import clock
from tresse.memberships.models import Membership
from tresse.networks.models import Programme, Theme
from tresse.showcase.tests import factories


def names(browser, query: str = "") -> list[str]:
    tapestry = browser.get("/atlas/" + query).context["tapestry"]
    return [row.community.name for row in tapestry.rows] if tapestry else []


@pytest.fixture
def peopled(cast):
    """CP Genre (exploration) and CP ECSI (experimentation), and a third one with a programme and a theme."""
    programme = Programme.objects.create(name="Ateliers", slug="ateliers")
    third = factories.community("CP AOC", "cp-aoc", objective="operationalisation", programme=programme)
    third.themes.add(Theme.objects.create(name="Genre", slug="genre"))
    third.stage = Stage.RESTING
    third.save()
    return cast


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["CP ECSI", "CP Genre", "CP AOC"]),
        ("?objective=exploration", ["CP Genre"]),
        ("?objective=experimentation", ["CP ECSI"]),
        ("?programme=ateliers", ["CP AOC"]),
        ("?theme=genre", ["CP AOC"]),
        ("?organisation=nord", ["CP Genre"]),
        ("?organisation=ailleurs", ["CP ECSI", "CP Genre"]),
        ("?stage=resting", ["CP AOC"]),
        ("?stage=resting&objective=exploration", []),
        ("?stage=idea", ["CP ECSI", "CP Genre", "CP AOC"]),
        ("?objective=nowhere&theme=%00", ["CP ECSI", "CP Genre", "CP AOC"]),
        ("?page=999", ["CP ECSI", "CP Genre", "CP AOC"]),
        ("?page=x", ["CP ECSI", "CP Genre", "CP AOC"]),
    ],
)
def test_what_each_address_finds(as_, peopled, query, found):
    assert names(as_("visitor"), query) == found


def test_a_choice_the_network_does_not_have_is_left_out_and_said(as_, peopled):
    read = as_("visitor").get("/atlas/?objective=nowhere").content.decode()
    assert read.count("it is left out") == 1


def test_nothing_found_says_what_to_do(as_, peopled):
    read = as_("visitor").get("/atlas/?stage=resting&objective=exploration").content.decode()
    assert "No community answers to all of this." in read
    assert "0 communities" in read


def test_an_empty_network_says_how_the_first_braid_begins(client, db):
    assert "La première tresse commence" in client.get("/atlas/").content.decode()


def test_communities_without_people_are_not_offered_by_organisation(as_, cast):
    offered = as_("visitor").get("/atlas/").context["search"].fields["organisation"].choices
    assert [slug for slug, _ in offered] == ["", "ailleurs", "nord", "sud"]


def test_two_hundred_communities_are_shown_a_page_at_a_time(as_, cast):
    for n in range(40):
        factories.community(f"Communauté {n:02}", f"c-{n:02}")
    first, second = names(as_("visitor")), names(as_("visitor"), "?page=2")
    assert (len(first), len(second)) == (18, 18)
    assert set(first) & set(second) == set()
    assert "page=2&amp;stage=living" in as_("visitor").get("/atlas/?page=1&stage=living").content.decode()


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_as_many_queries_with_thirty_communities_as_with_two(as_, cast, who):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get("/atlas/")
        return len(asked)

    browser = as_(who)
    browser.get("/atlas/")
    with_two = queries()
    for n in range(28):
        factories.community(f"Communauté {n:02}", f"c-{n:02}")
    assert (queries(), with_two <= 12) == (with_two, True)


def test_the_braids_lie_on_one_axis(as_, cast):
    factories.community("Vieille", "vieille")
    response = as_("visitor").get("/atlas/")
    assert response.content.decode().count('class="braid" viewBox="0 0 1000') == 3


def test_a_full_page_of_long_lives_stays_light(as_, cast):
    for n in range(20):
        made = factories.community(f"Communauté {n:02}", f"c-{n:02}", began_on=clock.today() - timedelta(days=1400))
        inside = Membership.objects.create(community=made, person=cast.awa, signed_at=clock.now())
        for number in range(1, 46):
            factories.session(inside, days_ago=31 * number - n, number=number)
    read = as_("visitor").get("/atlas/").content
    assert read.count(b'class="braid" viewBox="0 0 1000') == 18
    assert len(gzip.compress(read)) < 15_000
