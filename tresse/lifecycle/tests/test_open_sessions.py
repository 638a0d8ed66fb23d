"""Each cycle opens one session at least; what is missing is said to both people who close it (O5)."""

import pytest

from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.memberships import acts
from tresse.principles.openness import open_sessions
from tresse.principles.tests import lived

NONE = "No session of this cycle was open to everybody: each cycle opens one at least."
AHEAD = "No session of this cycle was open to everybody yet: one is still ahead."
OPEN = {"is_open": True, "audience": Audience.PUBLIC}


@pytest.mark.parametrize(
    ("days_ago", "fields", "missing"),
    [
        (5, OPEN, ""),
        (-5, OPEN, AHEAD),
        (5, OPEN | {"cancelled_at": clock.now()}, NONE),
        (5, {"audience": Audience.PUBLIC}, NONE),
        (5, OPEN | {"cycle": None}, NONE),
    ],
)
def test_a_session_open_to_everybody_counts_once_held(cast: Cast, days_ago: int, fields, missing: str) -> None:
    lived.session(cast, days_ago=days_ago, **fields)
    assert open_sessions(cast.cycle).missing == missing


def test_what_is_missing_is_said_where_one_closes_and_to_whoever_confirms(as_, cast: Cast) -> None:
    page = as_("awa").get(f"/c/{cast.community.slug}/cycles/{cast.cycle.pk}/closing/")
    terms = {"ending": "without_document", "reason": "Plus personne ne pouvait."}
    act = acts.ask("cycle.closing", cast.cycle, cast.community, by=cast.awa, terms=terms)
    confirming = as_("claire").get(f"/c/{cast.community.slug}/acts/{act.pk}/")
    assert (NONE in page.text, NONE in confirming.text) == (True, True)


def test_it_keeps_nobody_from_closing(cast: Cast) -> None:
    terms = {"ending": "without_document", "reason": "Plus personne ne pouvait."}
    acts.confirm(acts.ask("cycle.closing", cast.cycle, cast.community, by=cast.awa, terms=terms), by=cast.claire)
    cast.cycle.refresh_from_db()
    assert cast.cycle.ended_at is not None
