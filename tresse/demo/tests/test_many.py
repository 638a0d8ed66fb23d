"""As many items as one asks for, found by those who may see them."""

from django.test import Client

from tests.cast import Cast
from tresse.decisions.models import Decision
from tresse.demo.many import MEMBER, load_many
from tresse.demo.scale import load_scale
from tresse.discussions.models import Message, Thread
from tresse.documents.models import Block, Document
from tresse.meetings.models import Meeting, Minutes
from tresse.resources.models import Reference
from tresse.search.models import Passage
from tresse.search.reindexing import reindex


def test_it_holds_as_many_as_asked_for_for_readers_of_every_kind(cast: Cast) -> None:
    load_scale(communities=3, items=300)
    before = _items()
    member = load_many(400)
    assert _items() == before + 400
    assert member.email == MEMBER
    assert member.memberships.inside().count() == 3
    _index()
    assert {reader[0] for reader in Passage.objects.values_list("reader", flat=True)} == {"p", "n", "c", "s"}


def test_its_usual_words_are_found_by_everyone_and_its_pages_open(cast: Cast) -> None:
    load_scale(communities=1, items=100)
    member = load_many(100)
    _index()
    browser = Client()
    for _who in ("visitor", "member"):
        assert b"<mark>" in browser.get("/search/?q=facilitation").content
        browser.force_login(member)
    for passage in Passage.objects.filter(community__slug="communaute-001").order_by("-place")[:10]:
        assert browser.get(passage.url).status_code == 200, passage.url


def _items() -> int:
    kinds = (Meeting, Minutes, Thread, Message, Decision, Reference, Document, Block)
    return sum(kind._default_manager.count() for kind in kinds)


def _index() -> None:
    for _ in reindex():
        pass
