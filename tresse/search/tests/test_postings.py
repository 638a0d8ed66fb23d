"""The index answers with the latest, whichever way it was read."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.search.models import Passage
from tresse.search.postings import postgresql, postings, sqlite
from tresse.search.questions import FURTHEST, anywhere, term
from tresse.search.reindexing import tidy
from tresse.search.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("looked_at", [(1, 2), (3, 5), (5, 100), (100, 200)])
def test_however_few_are_looked_at_first_the_latest_that_answer_are_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, looked_at: tuple[int, int]
) -> None:
    monkeypatch.setattr(postgresql, "LOOKED_AT", looked_at)
    factories.many(cast, 4, title="Une goyave", audience=Audience.PUBLIC)
    factories.many(cast, 4, title="Une carambole", audience=Audience.COMMUNITY)
    factories.many(cast, 4, title="Autre chose", audience=Audience.PUBLIC)
    readers = ["p", f"c{cast.community.pk}"]
    said = (
        Passage.objects.filter(title__regex="goyave|carambole").order_by("-place").values_list("place", flat=True)
    )
    for limit in (1, 3, 8, 100):
        asked = {reader: [anywhere(reader, (*term("goyave").keys, *term("carambole").keys))] for reader in readers}
        assert postings().places(asked, limit, 0, FURTHEST) == list(said[:limit])


@pytest.fixture
def emptied() -> Iterator[None]:
    """No Django model holds what is written here, so nothing else takes it away."""
    yield
    postings().empty()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index in order by itself")
@pytest.mark.django_db(transaction=True)
def test_what_many_writings_left_apart_is_brought_together_and_answers_the_same(
    monkeypatch: pytest.MonkeyPatch, emptied: None
) -> None:
    monkeypatch.setattr(sqlite, "PAGES", 1)
    monkeypatch.setattr(sqlite, "STEPS", 2)
    for place in range(1, 24):
        postings().put([(place, ["p:goyave", f"p:carambole{place}" * 40])])
    assert parts() > sqlite.PARTS
    turns = 1
    while tidy():
        turns += 1
    assert (parts(), turns > 1) == (1, True)
    assert postings().places({"p": [["p:goyave"]]}, 5, 0, FURTHEST) == [23, 22, 21, 20, 19]
    assert not tidy(), "nothing is left to do"


def parts() -> int:
    """In how many each word is looked for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM search_words_idx")
        return int(cursor.fetchone()[0])
