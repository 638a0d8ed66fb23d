"""The network for measuring is one that could have been lived."""

from django.test import Client

from tests.cast import Cast
from tresse.communities.models import Community
from tresse.core.journal import broken_entries
from tresse.core.models import JournalEntry
from tresse.decisions.models import Decision
from tresse.demo.scale import load_scale
from tresse.documents.models import Block, Document
from tresse.documents.queries import trace_of
from tresse.library.models import Publication
from tresse.meetings.models import Meeting, Minutes
from tresse.principles import production


def test_it_holds_as_many_communities_and_items_as_asked_for(cast: Cast) -> None:
    load_scale(communities=3, items=300)
    assert Community.objects.filter(name__startswith="Communauté").count() == 3
    items = sum(model.objects.count() for model in (Meeting, Minutes, Decision, Document, Block, Publication))
    assert 290 <= items <= 300


def test_its_journals_follow_and_its_publications_passed_their_gate(cast: Cast) -> None:
    load_scale(communities=2, items=200)
    assert list(broken_entries(JournalEntry.objects.order_by("stream", "number"))) == []
    for publication in Publication.objects.all():
        assert production.gate(trace_of(publication.document)).is_open
        assert publication.act.asked_by.side != publication.act.confirmed_by.side


def test_its_pages_open(cast: Cast) -> None:
    load_scale(communities=1, items=100)
    meeting, publication = Meeting.objects.get(number=1), Publication.objects.get()
    browser = Client()
    browser.force_login(meeting.convened_by.person)
    for address in ("/", "/c/communaute-001/", meeting.get_absolute_url(), publication.get_absolute_url()):
        assert browser.get(address).status_code == 200, address
    assert meeting.agenda.count() == 20
