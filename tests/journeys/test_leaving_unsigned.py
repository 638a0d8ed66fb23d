"""Whoever left unsigned is named nowhere inside, but in what was already published (S8, P4)."""

import logging
from collections.abc import Iterator

import pytest

from tests.cast import Cast
from tests.crawl import walk
from tests.inside import furnish
from tresse.confidence.models import Authorisation
from tresse.memberships import actions
from tresse.welcome.models import JoinRequest


@pytest.fixture
def full_of_everything(cast: Cast) -> Iterator[Cast]:
    logging.disable(logging.WARNING)
    furnish(cast)
    # Words one authorised stay signed as one authorised them, until one takes them back; a request that waits
    # is signed by whoever makes it. Neither is what somebody leaves behind.
    Authorisation.objects.update(named_as="—")
    JoinRequest.objects.filter(answered_at=None).update(person=cast.outsider)
    yield cast
    logging.disable(logging.NOTSET)


def pages_naming(browser, name: str, address: str) -> set[str]:
    read = walk(browser).read
    pages = {page for page, text in read.items() if name in text or address in text}
    return {page for page in pages if not page.startswith(("/p/", "/library/"))}


@pytest.mark.parametrize(("who", "reader"), [("member", "claire"), ("awa", "claire"), ("claire", "awa")])
def test_their_name_is_found_nowhere_inside(as_, full_of_everything: Cast, who: str, reader: str) -> None:
    person = full_of_everything.person(who)
    assert pages_naming(as_(reader), person.name, person.email), "it could be found before"
    actions.leave(full_of_everything.community, by=person, stays_as="unsigned")
    assert pages_naming(as_(reader), person.name, person.email) == set()


def test_a_role_takes_the_place_of_the_name(as_, full_of_everything: Cast) -> None:
    actions.leave(full_of_everything.community, by=full_of_everything.awa, stays_as="role", role="une meunière")
    read = walk(as_("claire")).read
    assert {page for page, text in read.items() if "Awa Diop" in text and not page.startswith("/p/")} == set()
    assert any("une meunière" in text for text in read.values())
