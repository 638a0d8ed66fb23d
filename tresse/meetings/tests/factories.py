"""Sessions for tests, made by the same actions as everybody's."""

from datetime import datetime, timedelta
from typing import Any

from tests.cast import Cast
from tresse.core import clock
from tresse.meetings import actions
from tresse.meetings.models import Joining, Meeting, Series


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


def series(cast: Cast, moments: list[datetime], *, by: Any = None, **terms: Any) -> Series:
    """Sessions of two hours at these moments, called by Awa in one gesture."""
    said = {"title": "Un mardi sur deux", "link": "https://visio.example.org/secret", **terms}
    return actions.convene_series(
        cast.community,
        by=by or cast.awa,
        moments=[(begins, begins + timedelta(hours=2)) for begins in moments],
        **said,
    )


def asked(cast: Cast, **terms: Any) -> Joining:
    """CP ECSI is asked by Awa to hold a session of CP Genre together."""
    return actions.invite_community(session(cast, **terms), cast.next_door, by=cast.awa)


def joint(cast: Cast, **terms: Any) -> Meeting:
    """A session of CP Genre that CP ECSI holds too: Awa asked, Nadia accepted."""
    meeting = session(cast, **terms)
    actions.accept_joining(actions.invite_community(meeting, cast.next_door, by=cast.awa), by=cast.neighbour)
    meeting.refresh_from_db()
    return meeting
