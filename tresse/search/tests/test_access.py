"""Everybody searches; what they find is another matter (test_what_nobody_learns.py)."""

from tests.access import check_access
from tests.cast import EVERYBODY

EVERYONE = dict.fromkeys(EVERYBODY, 200)
ACCESS = {"search:search": EVERYONE, "search:suggestions": EVERYONE}


def test_who_gets_in(as_, cast):
    check_access(
        as_, ACCESS, {"search:search": "/search/?q=genre", "search:suggestions": "/search/suggestions/?q=gen"}
    )
