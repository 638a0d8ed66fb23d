"""Nobody learns of what they may not see: not by an answer, a suggestion, a spelling, a place, nor by the work it takes (S1)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import EVERYBODY, Cast
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.discussions import actions as conversations
from tresse.meetings import actions as meetings
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories as sessions
from tresse.memberships.models import Membership
from tresse.search.models import Passage
from tresse.search.tests import factories

INSIDE = ["awa", "claire", "member", "newcomer", "former", "late"]
WHO_FINDS = {
    "pamplemousse": set(EVERYBODY),
    "mangoustan": {*INSIDE, "neighbour", "steward"},
    "carambole": set(INSIDE),
    "zanzibar": {"awa", "member"},
}


@pytest.mark.parametrize("word", WHO_FINDS)
def test_each_word_is_found_by_those_it_exists_for(as_, cast: Cast, word: str) -> None:
    meeting = factories.one_of_each(cast)[word]
    finding = {who for who in EVERYBODY if meeting.get_absolute_url() in read(as_(who), word)}
    assert finding == WHO_FINDS[word]


@pytest.mark.parametrize("word", WHO_FINDS)
@pytest.mark.parametrize("typed", ["begun", "misspelt"])
def test_a_word_begun_or_misspelt_tells_no_more(as_, cast: Cast, word: str, typed: str) -> None:
    factories.one_of_each(cast)
    told = {
        "begun": lambda who: word in as_(who).get("/search/suggestions/", {"q": word[:5]}).content.decode().lower(),
        "misspelt": lambda who: f">{word}<" in read(as_(who), word[:4] + word[5:]).lower(),
    }[typed]
    assert {who for who in EVERYBODY if told(who)} == WHO_FINDS[word]


def test_a_page_says_the_same_to_whom_it_is_hidden_as_where_there_is_nothing(as_, cast: Cast) -> None:
    """Word for word, for whoever may not see it, in whatever way they narrow their search."""
    narrowings = ["", "&kind=meeting", "&community=cp-genre", "&objective=exploration", "&when=year", "&page=2"]
    outside = [who for who in EVERYBODY if who not in INSIDE]
    before = {
        (who, narrow): read_at(as_(who), f"/search/?q=carambole{narrow}")
        for who in outside
        for narrow in narrowings
    }
    factories.one_of_each(cast)
    after = {
        (who, narrow): read_at(as_(who), f"/search/?q=carambole{narrow}")
        for who in outside
        for narrow in narrowings
    }
    assert after == before


def test_hidden_passages_do_not_weigh_on_the_order_of_the_others(as_, cast: Cast) -> None:
    for title in ("Une mandarine", "Mandarine, mandarine", "Autre chose que la mandarine"):
        sessions.session(cast, title=title, audience=Audience.PUBLIC)
    before = read(as_("outsider"), "mandarine chose")
    for _ in range(5):
        sessions.session(cast, title="Chose chose chose", intention="Chose mandarine " * 50)
    assert read(as_("outsider"), "mandarine chose") == before


def test_it_takes_the_same_work_whether_something_is_hidden_or_not(as_, cast: Cast) -> None:
    browser = as_("outsider")
    nothing = queries(browser, "carambole")
    factories.many(cast, 12, intention="Une carambole.")
    assert queries(browser, "carambole") == nothing


def test_what_is_narrowed_is_gone_at_once_even_as_a_spelling(as_, cast: Cast) -> None:
    meeting = factories.one_of_each(cast)["pamplemousse"]
    meetings.change_meeting(meeting, by=cast.awa, audience=Audience.COMMUNITY)
    pages = [read(as_("visitor"), "pamplemousse"), read(as_("visitor"), "pamplemouse")]
    assert [meeting.get_absolute_url() in page for page in pages] == [False, False]
    assert "<mark>" not in "".join(pages)
    assert ">pamplemousse<" not in pages[1]
    assert as_("visitor").get("/search/suggestions/", {"q": "pamplem"}).content == b""


def test_a_joint_session_is_found_from_both_sides_once_it_is_accepted_and_until_one_steps_out(
    as_, cast: Cast
) -> None:
    joining = sessions.asked(cast, title="Une goyave")
    found = ["<mark>" in read(as_("neighbour"), "goyave")]
    meetings.accept_joining(joining, by=cast.neighbour)
    found += ["<mark>" in read(as_(who), "goyave") for who in ("neighbour", "member", "outsider")]
    meetings.step_out(joining, by=cast.neighbour)
    found += ["<mark>" in read(as_("neighbour"), "goyave")]
    assert found == [False, True, True, False, False]


def test_what_is_kept_among_those_who_took_part_is_found_from_both_sides(as_, cast: Cast) -> None:
    """By those of each community who did, until theirs steps out."""
    meeting = sessions.joint(cast, title="Une goyave", audience=Audience.SESSION)
    found = ["<mark>" in read(as_(who), "goyave") for who in ("neighbour", "member", "outsider", "steward")]
    meetings.step_out(meeting.joinings.get(), by=cast.neighbour)
    found += ["<mark>" in read(as_(who), "goyave") for who in ("neighbour", "member")]
    assert found == [True, True, False, False, False, True]


def test_one_side_of_a_joint_session_learns_nothing_of_what_the_other_keeps(as_, cast: Cast) -> None:
    """What the host keeps among those who took part is no candidate of theirs: not counted, not « more », not a spelling."""
    meeting = sessions.joint(cast, title="Une séance commune", audience=Audience.SESSION)
    factories.many(cast, 10, title="Une goyave", audience=Audience.PUBLIC)
    asked = ("goyave", "goyaves&page=2", "caramboles", "carambolle", "goyav carambole", "séance commune")
    before = [read(as_("neighbour"), words) for words in asked]
    before += [suggested(as_("neighbour"), words) for words in asked]
    for text in ("Goyave, goyave.", "Une carambole.", "Une goyave, une carambole."):
        conversations.start_thread(
            cast.community, by=cast.awa, kind="question", title=text, text=text, thing=meeting, audience="session"
        )
    after = [read(as_("neighbour"), words) for words in asked]
    after += [suggested(as_("neighbour"), words) for words in asked]
    assert after == before
    assert "Une carambole" in read(as_("member"), "carambole").replace("<mark>", "").replace("</mark>", "")


def test_whoever_leaves_finds_nothing_of_the_inside_any_more(as_, cast: Cast) -> None:
    factories.one_of_each(cast)
    Membership.objects.filter(person=cast.member).update(left_at=clock.now())
    found = {word for word in WHO_FINDS if "<mark>" in read(as_("member"), word)}
    assert found == {"pamplemousse"}


def test_whoever_is_noted_as_absent_finds_nothing_of_a_session_kept_among_a_few(as_, cast: Cast) -> None:
    meeting = factories.one_of_each(cast)["zanzibar"]
    meetings.note_attendance(meeting, by=cast.awa, came=[cast.awa])
    assert "<mark>" not in read(as_("member"), "zanzibar")


def test_a_row_gone_astray_shows_nothing(as_, cast: Cast) -> None:
    """Even if the index were wrong: what is shown is fetched again through the door of its concept."""
    meeting = factories.one_of_each(cast)["pamplemousse"]
    Meeting.objects.filter(pk=meeting.pk).update(audience=Audience.COMMUNITY, is_open=False)
    assert Passage.objects.get(thing_id=meeting.pk, label="meetings.Meeting").reader == "p"
    assert meeting.get_absolute_url() not in read(as_("visitor"), "pamplemousse")
    assert as_("visitor").get("/search/suggestions/", {"q": "pamplem"}).content == b""
    assert ">pamplemousse<" not in read(as_("visitor"), "pamplemouse")


def test_a_community_one_may_not_see_narrows_like_one_that_is_not_there(as_, cast: Cast) -> None:
    factories.one_of_each(cast)
    type(cast.community).objects.filter(pk=cast.community.pk).update(stage="idea")
    factories.written_anew()
    page = read_at(as_("outsider"), "/search/?q=seance&community=cp-genre")
    assert page.replace("cp-genre", "nowhere") == read_at(as_("outsider"), "/search/?q=seance&community=nowhere")


def test_who_came_to_a_session_is_in_no_index(cast: Cast) -> None:
    """Under the Chatham House rule least of all (S3)."""
    for chatham_house in (True, False):
        meeting = sessions.held(cast, chatham_house=chatham_house)
        meetings.note_attendance(meeting, by=cast.awa, came=[cast.awa, cast.member])
    said = " ".join(str(value) for passage in Passage.objects.all() for value in vars(passage).values())
    assert not any(name in said for name in ("Awa", "Claire", "Mina", "awa", "mina"))


def suggested(browser, words: str) -> str:
    return browser.get(f"/search/suggestions/?q={words}").content.decode()


def read(browser, words: str) -> str:
    return read_at(browser, f"/search/?q={words}")


def read_at(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def queries(browser, words: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(browser, words)
    return len(captured)
