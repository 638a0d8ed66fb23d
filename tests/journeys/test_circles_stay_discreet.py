"""Core, active, periphery: read by the person and by those who co-facilitate, a label beside no name (O6)."""

import logging
import re
from collections.abc import Iterator

import pytest

from tests.cast import Cast
from tests.crawl import walk
from tresse.commitments import actions as commitments
from tresse.principles.tests import lived

CIRCLE = re.compile(r"\b(core|periphery|peripheral|noyau|périphérie|further off|carrying it)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def lived_cycle(cast: Cast) -> Iterator[None]:
    """Somebody near, somebody further off; refusals are many here, so nobody logs them."""
    logging.disable(logging.WARNING)
    lived.session(cast, "awa", "member")
    lived.wrote(cast, "member")
    commitments.say_my_part(cast.cycle, by=cast.newcomer, answer="lighter", brings="Un regard neuf.")
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    ("who", "where"),
    [("steward", set()), ("member", set()), ("awa", {"/c/cp-genre/cycles/{cycle}/circles/"})],
)
def test_where_somebody_reads_a_circle(as_, cast: Cast, who: str, where: set[str]) -> None:
    own = f"/c/{cast.community.slug}/my-place/"
    read = {address for address, text in walk(as_(who)).read.items() if CIRCLE.search(text)}
    assert read - {own} == {address.format(cycle=cast.cycle.pk) for address in where}
