"""Seven in the morning, wherever one is."""

from datetime import UTC, datetime

import pytest

from tresse.notifications.mornings import last_monday, next_morning


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "morning"),
    [
        ("Europe/Paris", "2026-03-12T05:59", "2026-03-12T06:00"),
        ("Europe/Paris", "2026-03-12T06:00", "2026-03-13T06:00"),
        ("Europe/Paris", "2026-03-28T12:00", "2026-03-29T05:00"),  # the night the clocks go forward
        ("Africa/Dakar", "2026-03-12T06:30", "2026-03-12T07:00"),
        ("America/Port-au-Prince", "2026-03-12T02:00", "2026-03-12T11:00"),
        ("Asia/Kathmandu", "2026-03-12T23:00", "2026-03-13T01:15"),
        ("Nowhere/At-all", "2026-03-12T05:00", "2026-03-12T06:00"),  # as the installation's
    ],
)
def test_the_next_morning_comes_by_the_clock_of_the_zone(zone: str, now: str, morning: str) -> None:
    assert next_morning(zone, at(now)) == at(morning)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-03-09T05:59", "2026-03-02T06:00"),
        ("2026-03-09T06:00", "2026-03-09T06:00"),
        ("2026-03-15T22:00", "2026-03-09T06:00"),
        ("2026-03-15T23:30", "2026-03-09T06:00"),  # already Monday in Paris, before seven
    ],
)
def test_the_last_monday_is_the_one_that_has_come(now: str, monday: str) -> None:
    assert last_monday("Europe/Paris", at(now)) == at(monday)
