"""The example network is the one the founding text tells of, it lived by the rules, and every page of it opens."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tresse.accounts.models import Person
from tresse.commands import Refused
from tresse.commands import demo as command
from tresse.communities.models import Community, Cycle, Ending, Strand
from tresse.confidence.models import Attribution, Authorisation
from tresse.core import clock
from tresse.core.journal import broken_entries
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.demo import story
from tresse.documents.kinds import KINDS
from tresse.documents.models import Block, BlockDraft, Document
from tresse.documents.queries import trace_of
from tresse.facilitation.models import Part, Seat
from tresse.library.models import Publication
from tresse.meetings.models import Meeting
from tresse.memberships.models import ActByTwo, Mandate, Membership
from tresse.networks.models import Organisation
from tresse.networks.queries import current_network
from tresse.principles import production
from tresse.search.reindexing import differences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]

MOST_QUERIES = 16
MOST_OF_A_SESSION = 28  # the page of a session brings together what nine folders know of it
FOUNDING_TEXT = {
    ("CP Genre", "exploration"),
    ("CP Genre", "experimentation"),
    ("CP ECSI", "experimentation"),
    ("CP AOC", "operationalisation"),
    ("CP MADAC", "operationalisation"),
    ("CP Capitalisation", "operationalisation"),
}


def test_all_of_it_is_in_the_index_just_as_it_would_be_written_anew() -> None:
    """Two years of acts of every kind, each of which told the index what it changed."""
    assert list(differences()) == []


def test_it_says_it_is_an_example() -> None:
    network = current_network()
    assert network is not None
    assert network.is_example


def test_it_is_not_made_over_a_network() -> None:
    with pytest.raises(Refused, match="already holds a network"):
        command.load()


def test_every_community_of_the_founding_text_is_there_with_its_objectives() -> None:
    assert set(Strand.objects.values_list("community__name", "objective_key")) >= FOUNDING_TEXT
    of_the_programme = Strand.objects.filter(community__programme__name="Ateliers du changement social")
    assert list(of_the_programme.values_list("objective_key", flat=True)) == ["experimentation"] * 2


def test_every_journal_follows_from_its_beginning() -> None:
    entries = JournalEntry.objects.order_by("stream", "number")
    assert entries.filter(stream__startswith="community/").count() > 500
    assert list(broken_entries(entries)) == []


def test_it_shows_every_kind_of_block_every_ending_and_every_attribution() -> None:
    assert set(Block.objects.values_list("kind_key", flat=True)) == set(KINDS)
    assert set(Cycle.objects.ended().values_list("ending", flat=True)) == set(Ending.values)
    given = Authorisation.objects.filter(granted=True)
    assert set(given.values_list("attribution", flat=True)) == set(Attribution.values)
    assert {"idea", "forming", "living", "closed"} <= set(Community.objects.values_list("stage", flat=True))


def test_every_publication_holds_all_kinds_of_blocks_and_passed_its_gate() -> None:
    publications = Publication.objects.select_related("document", "act__asked_by", "act__confirmed_by")
    assert len(publications) >= 6
    for publication in publications:
        assert {block["kind"] for block in publication.content["blocks"]} == set(KINDS), publication
        assert production.gate(trace_of(publication.document)).is_open, publication
        assert publication.act.asked_by.side != publication.act.confirmed_by.side, publication


def test_every_failure_told_is_told_whole() -> None:
    for block in Block.objects.filter(kind_key="trial_error"):
        assert block.body.count("**Ce ") == 3, block


def test_work_goes_on() -> None:
    assert BlockDraft.objects.count() >= 3
    assert Authorisation.objects.waiting().count() >= 4
    assert ActByTwo.objects.waiting().exists()
    assert Document.objects.exclude(rereading_opened_at=None).filter(cycle__ended_at=None).count() == 2
    assert Meeting.objects.upcoming().filter(is_open=True).count() >= 3
    assert Meeting.objects.held().filter(minutes=None).count() == 0


def test_mandates_end_with_a_note_and_some_will_end_soon() -> None:
    assert Mandate.objects.exclude(ended_on=None).filter(handover="").count() == 0
    assert Mandate.objects.exclude(ended_on=None).count() >= 10
    assert Mandate.objects.live().filter(ends_on__lte=clock.today() + timedelta(days=60)).count() >= 4


def test_only_the_last_days_wrote_mails() -> None:
    assert 5 <= OutgoingMail.objects.count() <= 30


def test_somebody_of_everywhere_is_inside() -> None:
    inside = Organisation.objects.filter(memberships__in=Membership.objects.inside()).distinct()
    assert inside.filter(is_member=False).count() >= 3
    assert inside.values("country").distinct().count() >= 5
    assert Membership.objects.inside().filter(organisation=None).exists()


def test_everybody_presented_on_the_cast_page_exists() -> None:
    known = set(Person.objects.values_list("email", flat=True))
    assert {f"{part.who}@example.org" for part in story.setting().cast} <= known


@pytest.mark.parametrize("name", [plan.name for plan in story.communities() if plan.charter])
def test_the_pages_of_a_community_open_for_a_visitor(name: str) -> None:
    community = Community.objects.get(name=name)
    sessions = Meeting.objects.visible_to(None).filter(community=community)
    _open_all(Client(), [*_tabs(community, "", "m/", "production/"), *_addresses(sessions)[:2]])


@pytest.mark.parametrize("name", [plan.name for plan in story.communities() if plan.charter])
def test_the_pages_of_a_community_open_for_a_member(name: str) -> None:
    community = Community.objects.get(name=name)
    member = Membership.objects.inside().filter(community=community).latest("pk").person
    browser = Client()
    browser.force_login(member)
    tabs = _tabs(community, "", "m/", "production/", "decisions/", "members/", "charter/", "journal/")
    sessions = Meeting.objects.visible_to(member).filter(community=community)
    documents = Document.objects.visible_to(member).filter(community=community)
    _open_all(browser, [*tabs, *_addresses(documents)])
    _open_all(browser, _addresses(sessions)[:3], most=MOST_OF_A_SESSION)


def test_the_pages_of_the_network_open_for_a_visitor() -> None:
    publications = [publication.get_absolute_url() for publication in Publication.objects.all()]
    _open_all(Client(), ["/", "/atlas/", "/agenda/", "/library/", "/cast/", *publications])


def test_home_opens_for_everybody_of_the_cast() -> None:
    for part in story.setting().cast:
        browser = Client()
        browser.force_login(Person.objects.get(email=f"{part.who}@example.org"))
        assert browser.get("/").status_code == 200, part.who


def _tabs(community: Community, *tabs: str) -> list[str]:
    return [f"/c/{community.slug}/{tab}" for tab in tabs]


def _addresses(items) -> list[str]:  # type: ignore[no-untyped-def]
    return [item.get_absolute_url() for item in items]


def _open_all(browser: Client, addresses: list[str], *, most: int = MOST_QUERIES) -> None:
    """Each page opens, with few queries."""
    seen = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(address)
        seen[address] = (answer.status_code, len(queries) <= most or len(queries))
    assert seen == dict.fromkeys(addresses, (200, True))


def test_sessions_are_carried_by_several_and_work_in_small_groups() -> None:
    """By fair load, from several organisations; nobody's name where the Chatham House rule holds (S3)."""
    held = Part.objects.held()
    assert held.exists()
    assert Part.objects.to_answer().exists()
    assert Seat.objects.values("draw").distinct().count() >= 2
    assert not held.filter(meeting__chatham_house=True).exists()
