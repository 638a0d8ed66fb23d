"""The home as a visitor finds it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.communities.models import Stage
from tresse.networks.models import Theme
from tresse.showcase.tests import factories


def filled(cast: Cast, count: int, since: int = 0) -> None:
    """So many of everything the home shows."""
    for n in range(since, since + count):
        place = cast.place("awa")
        factories.session(place, days_ago=-5 - n, number=n + 1, title=f"Ouverte {n}", is_open=True)
        factories.publication(cast, cast.cycle, title=f"Carnet {n}")
        made = factories.community(f"Communauté {n}", f"c-{n}")
        made.themes.add(Theme.objects.create(name=f"Thème {n}", slug=f"theme-{n}"))


def test_a_visitor_finds_braids_open_sessions_publications_and_ways_in(as_, cast):
    cast.network.tagline, cast.network.purpose = "Apprendre entre pairs", "Croiser les **regards**."
    cast.network.save()
    filled(cast, 1)
    read = as_("visitor").get("/").content.decode()
    shown = [
        "Apprendre entre pairs", "<strong>regards</strong>", 'id="braid-cp-genre-t"', "Ouverte 0", "Carnet 0",
        "/atlas/?objective=exploration", "/atlas/?theme=theme-0", "/atlas/?organisation=nord", 'href="/found/"',
    ]  # fmt: skip
    assert [text for text in shown if text not in read] == []


def test_what_is_kept_inside_is_not_on_the_home(as_, cast):
    factories.session(cast.place("awa"), days_ago=-5, number=1, title="Entre nous", audience="community")
    cast.next_door.stage = Stage.IDEA
    cast.next_door.save()
    read = as_("visitor").get("/").content.decode()
    assert [text in read for text in ("Entre nous", "CP ECSI", "CP Genre")] == [False, False, True]


def test_a_network_without_community_says_how_the_first_begins(as_, cast):
    for community in (cast.community, cast.next_door):
        community.stage = Stage.IDEA
        community.save()
    read = as_("visitor").get("/").content.decode()
    assert "The first braid begins" in read
    assert "Nothing is published yet." in read


def test_as_many_queries_with_four_of_everything_as_with_one(as_, cast):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get("/").status_code == 200
        return len(asked)

    visitor = as_("visitor")
    filled(cast, 1)
    visitor.get("/")
    with_one = queries()
    filled(cast, 3, since=1)
    assert (queries(), with_one <= 12) == (with_one, True)
