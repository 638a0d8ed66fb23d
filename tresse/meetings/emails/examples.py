"""What these mails look like, for the page that previews them in development."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tresse.communities.models import Community
from tresse.meetings.emails.sessions import context_of
from tresse.meetings.minutes import emails as minutes_emails
from tresse.meetings.models import AgendaItem, Answer, Attendance, Meeting
from tresse.meetings.moments import when


def _example(**changes: Any) -> Callable[[], dict[str, Any]]:
    """A session that was never kept, for whoever works on these mails."""

    def context() -> dict[str, Any]:
        community = Community(name="CP Genre", slug="cp-genre")
        starts_at = datetime(2026, 3, 12, 14, 0, tzinfo=ZoneInfo("America/Port-au-Prince"))
        meeting = Meeting(
            community=community,
            number=3,
            title="Ce que nos outils ne voient pas",
            intention="Choisir ensemble les trois situations que nous décrirons dans le carnet.",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            time_zone="America/Port-au-Prince",
            place="Maison des associations, salle Toussaint",
            link="https://visio.example.org/cp-genre",
            **changes,
        )
        before = Meeting(
            community=community,
            starts_at=starts_at - timedelta(days=7),
            ends_at=starts_at - timedelta(days=7, hours=-2),
            time_zone="Europe/Paris",
            place="Lille",
        )
        items = [AgendaItem(title="Météo d'entrée", minutes=10, method_key="check_in")]
        items += [AgendaItem(title="Trois témoignages", minutes=75, method_key="testimonies")]
        return {
            **context_of(meeting, items, "Europe/Paris", before),
            "community": community,
            "side": community,
            "leaving": Community(name="CP ECSI", slug="cp-ecsi"),
            "mine": Attendance(meeting=meeting, answer=Answer.COMING),
            "answers": [(answer.label, f"/s/exemple/{answer}/") for answer in Answer],
        }

    return context


def _series(**changes: Any) -> Callable[[], dict[str, Any]]:
    """Three sessions that were never kept, two weeks apart."""

    def context() -> dict[str, Any]:
        one = _example(**changes)()
        lines = []
        for number in range(3):
            meeting: Meeting = _example(**changes)()["meeting"]
            meeting.number += number
            meeting.starts_at += timedelta(weeks=2 * number)
            meeting.ends_at += timedelta(weeks=2 * number)
            now = when(meeting, "Europe/Paris")
            lines.append({"meeting": meeting, "when": now, "was": one["when_before"], "before": one["before"]})
        return one | {"lines": lines, "address": "/s/exemple/"}

    return context


WHY = "Deux des trois témoins ne peuvent plus venir."
PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {
    "meetings/invitation": _example(),
    "meetings/change": _example(),
    "meetings/cancellation": _example(cancelled_because=WHY),
    "meetings/stepping_out": _example(),
    "meetings/place": _example(),
    "meetings/series": _series(),
    "meetings/series_change": _series(),
    "meetings/series_cancellation": _series(cancelled_because=WHY),
    **minutes_emails.PREVIEWS,
}
