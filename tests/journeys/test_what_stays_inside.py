"""Nobody outside meets a word from inside, wherever they walk: a steward neither (S1, S6)."""

import logging
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.cast import Cast
from tests.crawl import walk
from tests.inside import Furnished, furnish
from tresse.charters.models import Signature
from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.feeds import actions as feeds
from tresse.feeds import addresses
from tresse.meetings.tests import factories as sessions
from tresse.memberships import actions as memberships
from tresse.memberships.models import Membership


@pytest.fixture
def furnished(cast: Cast) -> Iterator[Furnished]:
    """CP Genre full of marked words. Refusals by the thousand are what is expected here, so nobody logs them."""
    logging.disable(logging.WARNING)
    yield furnish(cast)
    logging.disable(logging.NOTSET)


def test_every_kind_of_word_is_in_this_world(furnished: Furnished) -> None:
    """A model without a row here would be proved by nothing: say in `tests/inside.py` how one is made."""
    assert furnished.bare == set()


@pytest.mark.parametrize("who", ["visitor", "neighbour", "steward"])
def test_whoever_is_outside_meets_no_word_from_inside(as_, cast: Cast, furnished: Furnished, who: str) -> None:
    walked = walk(as_(who))
    assert (furnished.found_in(walked.read), walked.broken()) == ({}, {})


@pytest.mark.parametrize("who", ["visitor", "neighbour", "steward"])
def test_whoever_is_outside_finds_no_word_from_inside(as_, cast: Cast, furnished: Furnished, who: str) -> None:
    """Whole, begun or misspelt, as far as the answer does not only say back what was asked."""
    browser = as_(who)
    answers = {
        address: browser.get(address).content.decode()
        for mark in furnished.marks
        for address in (f"/search/?q={mark}", f"/search/suggestions/?q={mark[:-1]}", f"/search/?q={mark[:-2]}zz")
    }
    found = {address for address, text in answers.items() if "<mark>" in text or "/c/" in text}
    assert (found, len(answers) > 100) == (set(), True)


def test_members_find_these_words_so_that_they_could_have_leaked(as_, cast: Cast, furnished: Furnished) -> None:
    browser = as_("awa")
    found = {
        place
        for mark, place in furnished.marks.items()
        if "<mark>" in browser.get(f"/search/?q={mark}").content.decode()
    }
    assert FOUND_INSIDE - found == set()


def test_a_steward_who_is_a_member_somewhere_is_a_member_there_and_nothing_more(
    as_, cast: Cast, furnished: Furnished
) -> None:
    place = Membership.objects.create(community=cast.next_door, person=cast.steward, signed_at=clock.now())
    Signature.objects.create(charter=cast.next_door.charters.get(), membership=place)
    sessions.session(cast, inside_of=cast.next_door, by=cast.neighbour, title="Chez les voisines")
    walked = walk(as_("steward"))
    assert furnished.found_in(walked.read) == {}
    assert any("Chez les voisines" in text for text in walked.read.values())


def test_no_calendar_of_one_s_own_holds_a_word_from_inside_where_one_is_not(
    cast: Cast, furnished: Furnished
) -> None:
    """Whoever never came in, has not signed yet, or left: by the addresses that are theirs alone."""
    memberships.leave(cast.community, by=cast.former)
    outside = ("neighbour", "steward", "outsider", "unsigned", "former")
    read = {who: calendars_of(cast, who) for who in (*outside, "member")}
    found = {who: furnished.found_in(texts) for who, texts in read.items()}
    assert {who: found[who] for who in outside} == {who: {} for who in outside}
    assert IN_CALENDARS - set(found["member"]) == set()


def calendars_of(cast: Cast, who: str) -> dict[str, str]:
    """What somebody's calendars say of everybody's sessions and of CP Genre's, in unfolded lines."""
    key = feeds.key_of(cast.person(who))  # type: ignore[arg-type]
    shown = (addresses.address_of_mine(key), addresses.address_of_inside(key, cast.community))
    paths = [urlsplit(address).path for address in shown]
    return {path: Client().get(path).text.replace("\r\n ", "") for path in paths}


def test_no_mail_about_the_inside_goes_to_a_steward(cast: Cast, furnished: Furnished) -> None:
    assert OutgoingMail.objects.exists()
    assert not OutgoingMail.objects.filter(to=cast.steward.email).exists()


def test_members_meet_these_words_so_that_they_could_have_leaked(as_, cast: Cast, furnished: Furnished) -> None:
    walked = walk(as_("awa"))
    assert walked.broken() == {}
    assert READ_INSIDE - set(furnished.found_in(walked.read)) == set()


IN_CALENDARS = {
    "meetings.AgendaItem.title",
    "meetings.Meeting.intention",
    "meetings.Meeting.link",
    "meetings.Meeting.place",
    "meetings.Meeting.title",
}
READ_INSIDE = {
    "commitments.Commitment.brings",
    "commitments.Commitment.looks_for",
    "decisions.Decision.outcome",
    "documents.Block.body",
    "documents.Document.summary",
    "documents.Document.title",
    "meetings.AgendaItem.title",
    "meetings.Meeting.intention",
    "meetings.Meeting.link",
    "meetings.Meeting.place",
    "meetings.Meeting.title",
    "meetings.Minutes.text",
    "memberships.Mandate.given_by",
}
FOUND_INSIDE = {
    "decisions.Decision.outcome",
    "decisions.Proposal.text",
    "documents.Block.body",
    "documents.Document.summary",
    "documents.Document.title",
    "meetings.AgendaItem.title",
    "meetings.Meeting.intention",
    "meetings.Meeting.place",
    "meetings.Meeting.title",
    "meetings.Minutes.text",
}
