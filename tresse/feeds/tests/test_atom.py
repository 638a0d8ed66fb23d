"""Our Atom feeds, read by another reader than the one that writes them."""

from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from tresse.communities.models import Community, Cycle, Ending, Stage
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.decisions.tests import factories as decisions
from tresse.feeds.views import atom
from tresse.library.tests.factories import published
from tresse.meetings import actions as meetings
from tresse.meetings.actions import Planned
from tresse.meetings.tests import factories as sessions
from tresse.networks.models import Network

FEEDS = ["/feed.atom", "/library/feed.atom", "/atlas/exploration/feed.atom", "/c/cp-genre/feed.atom"]
NAMES = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def in_english(cast):
    """A feed speaks the language of the network, or of its community."""
    Network.objects.update(language="en")
    Community.objects.update(language="en")


def read(address: str) -> feedparser.FeedParserDict:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    found = feedparser.parse(answer.content)
    assert (found.bozo, found.version) == (False, "atom10")
    return found


def titles(address: str) -> set[str]:
    """But for what the publication of these tests needed to be lived first."""
    return {entry.title for entry in read(address).entries if not entry.title.startswith(("Qui parle", "A cycle"))}


@pytest.fixture
def alive(cast):
    """A publication, sessions and decisions of every audience, and a cycle under way in each of two communities."""
    book = published(cast)
    for audience in Audience:
        sessions.session(cast, title=f"Séance {audience}", audience=audience)
    for audience in ("community", "network", "public"):
        decisions.decision(cast, title=f"Décision {audience}", audience=audience)
    sessions.session(cast, inside_of=cast.next_door, by=cast.neighbour, title="À côté", audience="public")
    return book


def test_each_feed_holds_what_is_public_of_its_own_and_nothing_else(cast, alive):
    here = {"Séance public", "Décision public", alive.title}
    assert {address: titles(address) for address in FEEDS} == {
        "/feed.atom": {*here, "À côté"},
        "/library/feed.atom": {alive.title},
        "/atlas/exploration/feed.atom": here,
        "/c/cp-genre/feed.atom": here,
    }
    assert titles("/atlas/experimentation/feed.atom") == {"À côté"}
    assert titles("/atlas/operationalisation/feed.atom") == set()


def test_a_cycle_that_opens_and_one_that_ends_are_told(cast):
    (opened,) = read("/c/cp-genre/feed.atom").entries
    Cycle.objects.filter(pk=cast.cycle.pk).update(
        ended_at=clock.now(), ending=Ending.WITHOUT_DOCUMENT, ending_reason="Nous n'étions plus que deux."
    )
    ended, before = read("/c/cp-genre/feed.atom").entries
    assert [each.title for each in (opened, ended)] == [
        "A cycle opens: Comment faire place à chacun-e ?",
        "A cycle ends: Comment faire place à chacun-e ?",
    ]
    assert (before.id, "Nous n’étions plus que deux." in ended.content[0].value) == (opened.id, True)


def test_a_cycle_still_prepared_is_not_told(cast):
    Cycle.objects.filter(pk=cast.cycle.pk).update(opened_at=None)
    assert read("/c/cp-genre/feed.atom").entries == []


def test_it_is_the_same_for_whoever_has_signed_in(cast, alive, as_):
    for address in FEEDS:
        assert len({as_(who).get(address).content for who in ("visitor", "awa", "steward")}) == 1


def test_identifiers_stay_and_are_each_of_one_thing(cast, alive):
    before = {entry.id: entry.link for entry in read("/feed.atom").entries}
    meeting = sessions.session(cast, title="Une autre", audience="public")
    meetings.change_meeting(meeting, by=cast.awa, title="Un autre titre")
    after = {entry.id: entry.link for entry in read("/feed.atom").entries}
    new = f"tag:127.0.0.1,2026:session/{meeting.pk}"
    assert (len(before), after.keys() - before.keys()) == (len(read("/feed.atom").entries) - 1, {new})
    assert all(identifier.startswith("tag:127.0.0.1,2026:") for identifier in after)
    assert {feed: read(feed).feed.id for feed in FEEDS} == {
        "/feed.atom": "tag:127.0.0.1,2026:network",
        "/library/feed.atom": "tag:127.0.0.1,2026:library",
        "/atlas/exploration/feed.atom": "tag:127.0.0.1,2026:objective/exploration",
        "/c/cp-genre/feed.atom": f"tag:127.0.0.1,2026:community/{cast.community.pk}",
    }


def test_a_session_moved_or_cancelled_is_the_same_entry_said_anew(cast):
    meeting = sessions.session(cast, title="Séance", audience="public", agenda=[Planned("Trois témoignages", 75)])
    with clock.at(clock.now() + timedelta(days=1)):
        meetings.cancel_meeting(meeting, because="La salle est inondée.", by=cast.awa)
        (entry,) = (each for each in read("/c/cp-genre/feed.atom").entries if "/m/" in each.link)
        assert entry.title == "Cancelled: Séance"
        assert (entry.published, entry.updated) == ("2027-01-12T09:00:00+00:00", "2027-01-13T09:00:00+00:00")
    (content,) = entry.content
    assert (content.type, "La salle est inondée." in content.value) == ("text/html", True)
    assert "<li>75 min: Trois témoignages</li>" in content.value


def test_what_is_narrowed_or_withdrawn_is_gone_at_the_next_reading(cast, alive):
    (meeting,) = [m for m in cast.community.meetings.all() if m.title == "Séance public"]
    meetings.change_meeting(meeting, by=cast.awa, audience="network")
    type(alive).objects.filter(pk=alive.pk).update(withdrawn_at=clock.now(), withdrawn_because="Une erreur.")
    Community.objects.filter(pk=cast.next_door.pk).update(stage=Stage.IDEA)
    assert titles("/feed.atom") == {"Décision public"}
    assert Client().get("/c/cp-ecsi/feed.atom").status_code == 404


def test_no_link_of_a_video_and_no_name_of_who_leads(cast):
    sessions.session(cast, audience="public", agenda=[Planned("Récit", 20, "", cast.place("claire"))])
    for address in FEEDS:
        text = Client().get(address).content.decode()
        assert ("visio.example.org" in text, "Claire" in text) == (False, False)


def test_what_has_not_changed_is_answered_in_a_word_hours_later_too(cast, alive):
    for address in [*FEEDS, "/atlas/operationalisation/feed.atom"]:
        first = Client().get(address)
        with clock.at(clock.now() + timedelta(hours=5)):
            again = Client().get(address, headers={"If-None-Match": first["ETag"]})
        assert (address, again.status_code, again.content) == (address, 304, b"")


def test_signs_xml_cannot_hold_and_tags_people_write_do_no_harm(cast):
    title = "Une \x0bséance <b>&amp;\u202e « ]]> »"
    sessions.session(cast, title=title, audience="public", intention="<script>alert(1)</script>\n\n\x08Dire")
    (entry,) = (each for each in read("/c/cp-genre/feed.atom").entries if "/m/" in each.link)
    tree = ElementTree.fromstring(Client().get("/c/cp-genre/feed.atom").content)
    said = {each.findtext(f"{NAMES}title") for each in tree.findall(f"{NAMES}entry")}
    assert "Une séance <b>&amp; « ]]> »" in said
    assert "<script" not in tree.findall(f"{NAMES}entry")[0].findtext(f"{NAMES}content", "")
    assert entry.link.startswith("http://127.0.0.1:8000/c/cp-genre/m/")


def test_a_feed_is_whole_by_its_standard(cast, alive):
    """RFC 4287 §4.1: once each at the head, and of each entry."""
    for address in FEEDS:
        tree = ElementTree.fromstring(Client().get(address).content)
        for name in ("id", "title", "updated", "author"):
            assert len(tree.findall(NAMES + name)) == 1
            for entry in tree.findall(f"{NAMES}entry"):
                assert len(entry.findall(NAMES + name)) == 1
        links = {(link.get("rel"), link.get("href")) for link in tree.findall(f"{NAMES}link")}
        assert ("self", f"http://127.0.0.1:8000{address}") in links
        identifiers = [entry.findtext(f"{NAMES}id") for entry in tree.findall(f"{NAMES}entry")]
        assert len(set(identifiers)) == len(identifiers)
        for entry in tree.findall(f"{NAMES}entry"):
            assert {link.get("rel") for link in entry.findall(f"{NAMES}link")} == {"alternate"}


def test_older_ones_are_a_few_pages_further_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(atom, "ON_A_PAGE", 2)
    monkeypatch.setattr(atom, "PAGES", 2)
    for number in range(5):
        with clock.at(clock.now() + timedelta(hours=number)):
            sessions.session(cast, title=f"Séance {number}", audience="public")
    first = read("/c/cp-genre/feed.atom")
    (following,) = (link.href for link in first.feed.links if link.rel == "next")
    second = read(following.removeprefix("http://127.0.0.1:8000"))
    assert [entry.title for entry in first.entries + second.entries] == [f"Séance {n}" for n in (4, 3, 2, 1)]
    assert [link.href for link in second.feed.links if link.rel == "next"] == []


@pytest.mark.parametrize("page", ["0", "11", "-1", "x", "", "9" * 400, "²", "1e1"])
def test_a_page_that_is_none_is_not_found(cast, page):
    assert Client().get("/feed.atom", {"page": page}).status_code == 404


def test_an_objective_nobody_declared_has_no_feed(cast):
    assert Client().get("/atlas/gloire/feed.atom").status_code == 404


def test_before_the_network_is_there_nothing_is_to_be_read(cast):
    Network.objects.all().delete()
    assert {Client().get(address).status_code for address in FEEDS} == {404}


@pytest.mark.parametrize("address", FEEDS)
def test_as_many_queries_with_three_of_each_as_with_one(cast, alive, django_assert_max_num_queries, address):
    asked = []
    for number in range(3):
        sessions.session(cast, title=f"Encore {number}", audience="public", agenda=[Planned("Un tour", 20)])
        decisions.decision(cast, title=f"Aussi {number}", audience="public")
        with django_assert_max_num_queries(12) as counted:
            read(address)
        asked.append(len(counted))
    assert asked == [asked[0]] * 3


@pytest.mark.parametrize(
    ("page", "leads_to"),
    [
        ("/", {"/feed.atom"}),
        ("/atlas/", {"/feed.atom"}),
        ("/atlas/?objective=exploration", {"/feed.atom", "/atlas/exploration/feed.atom"}),
        ("/library/", {"/library/feed.atom"}),
        ("/agenda/", {"/agenda.ics", "/feed.atom"}),
        ("/c/cp-genre/", {"/c/cp-genre/feed.atom", "/c/cp-genre/agenda.ics"}),
    ],
)
def test_pages_say_which_feed_follows_them(cast, as_, page, leads_to):
    tree = feedparser.parse(as_("visitor").get(page).content)  # it knows the links of a page too
    found = {link.href for link in tree.feed.get("links", []) if link.rel == "alternate"}
    assert found == leads_to
