"""Sessions for tests, made by the same actions as everybody's."""

from datetime import datetime, timedelta
from typing import Any

from tests.cast import Cast
from tresse.core import clock
from tresse.meetings import actions
from tresse.meetings.models import Meeting


def session(cast: Cast, *, inside_of: Any = None, by: Any = None, **terms: Any) -> Meeting:
    """A session called by Awa, in a week, for two hours, unless said otherwise."""
    starts_at: datetime = terms.pop("starts_at", None) or clock.now() + timedelta(days=7)
    return actions.convene(
        inside_of or cast.community,
        by=by or cast.awa,
        **{
            "title": "Ce que nos outils ne voient pas",
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            "link": "https://visio.example.org/secret",
            **terms,
        },
    )


def held(cast: Cast, *, days_ago: int = 3, **terms: Any) -> Meeting:
    """A session called in its time, and over since."""
    with clock.at(clock.now() - timedelta(days=days_ago + 7)):
        return session(cast, **terms)
