"""The page of what was found: empty, one, many, narrowed, and whatever one may type."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.meetings.tests import factories as sessions
from tresse.search.tests import factories

HOSTILE = [
    '"',
    "a AND (b OR",
    "NEAR(x y)",
    "c1:genr OR p=genr",
    "' OR 1=1 --",
    "\\",
    "%_",
    "*",
    "-genre",
    "<script>alert(1)</script>",
    "\x00genre\x07",
    "\u202egenre",
    "العربية 漢字 🎉",
    "genre " * 1700,
    "x" * 10_000,
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered_and_shown_as_text(as_, cast: Cast, words: str) -> None:
    factories.written_anew()
    answer = as_("member").get("/search/", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert len(answer.content) < 40_000
    assert as_("member").get("/search/suggestions/", {"q": words}).status_code == 200


@pytest.mark.parametrize(
    "narrow", ["kind=nothing", "objective=x", "when=never", "community=%00", "page=0", "page=999", "page=x"]
)
def test_an_old_link_still_finds_something_or_says_so(as_, cast: Cast, narrow: str) -> None:
    sessions.session(cast, title="Une mandarine", audience=Audience.PUBLIC)
    assert as_("visitor").get(f"/search/?q=mandarine&{narrow}").status_code == 200


def test_the_words_found_are_marked_as_they_were_written(as_, cast: Cast) -> None:
    sessions.session(
        cast, title="Échanges entre participant-e-s", intention="Co-animer l’Échange.", audience=Audience.PUBLIC
    )
    page = as_("visitor").get("/search/?q=echanger+participantes").content.decode()
    assert "<mark>Échanges</mark> entre <mark>participant-e-s</mark>" in page
    assert "<mark>Échange</mark>" in page


def test_it_narrows_by_kind_objective_and_time(as_, cast: Cast) -> None:
    sessions.session(cast, title="Une mandarine à venir", audience=Audience.PUBLIC)
    sessions.held(cast, title="Une mandarine passée", audience=Audience.PUBLIC)
    asked = ["", "&kind=meeting", "&kind=decision", "&objective=exploration", "&objective=experimentation",
             "&when=to-come", "&when=quarter", "&when=before", "&community=cp-genre", "&community=cp-ecsi"]  # fmt: skip
    pages = [as_("visitor").get(f"/search/?q=mandarine{narrow}").content.decode() for narrow in asked]
    assert [page.count("<h3") for page in pages] == [2, 2, 0, 2, 0, 1, 1, 0, 2, 0]


def test_it_goes_on_page_by_page_without_a_total(as_, cast: Cast) -> None:
    factories.many(cast, 13, intention="Une mandarine.", audience=Audience.PUBLIC)
    first, second = (as_("visitor").get(f"/search/?q=mandarine{page}").content.decode() for page in ("", "&page=2"))
    assert (first.count("<h3"), second.count("<h3")) == (10, 3)
    assert ('rel="next"' in first, 'rel="next"' in second) == (True, False)


def test_it_takes_as_many_questions_for_one_answer_as_for_ten(as_, cast: Cast, django_assert_num_queries) -> None:
    factories.many(cast, 1, intention="Une mandarine.")
    factories.many(cast, 10, intention="Une carambole.")
    browser = as_("member")
    with django_assert_num_queries(_count(browser, "mandarine")):
        browser.get("/search/?q=carambole")


def _count(browser, words: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        browser.get(f"/search/?q={words}")
    return len(captured)
