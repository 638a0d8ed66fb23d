"""The example has the same shape whenever it is made."""

from datetime import date, datetime, timedelta

import pytest

from tresse.core import clock
from tresse.demo.timeline import ZONE, Calendar, Timeline

SUNDAY = datetime(2026, 11, 22, 0, 5, tzinfo=ZONE)
EVERY_DAY_AND_HOUR = [SUNDAY + timedelta(days=day, hours=hour) for day in range(7) for hour in (0, 8, 23)]


def test_days_count_from_last_sunday_and_avoid_the_week_end() -> None:
    calendar = Calendar(SUNDAY)
    assert calendar.day(0) == date(2026, 11, 23)
    assert calendar.day(-1) == date(2026, 11, 20)
    assert calendar.day(-4) == date(2026, 11, 18)


@pytest.mark.parametrize("now", EVERY_DAY_AND_HOUR)
def test_every_day_of_the_week_gives_the_same_days(now: datetime) -> None:
    days = range(-720, 300)
    assert [Calendar(now).day(day) for day in days] == [Calendar(SUNDAY).day(day) for day in days]


@pytest.mark.parametrize("now", EVERY_DAY_AND_HOUR)
def test_what_is_past_is_before_now_and_what_is_to_come_after(now: datetime) -> None:
    calendar = Calendar(now)
    assert all(calendar.moment(day, "23:00") <= now for day in range(-10, 1))
    assert all(calendar.moment(day, "08:00") > now for day in range(9, 60))


def test_a_day_and_an_hour_are_read_together() -> None:
    assert Calendar(SUNDAY).read("-4 14:30") == datetime(2026, 11, 18, 14, 30, tzinfo=ZONE)


def test_things_happen_in_the_order_of_the_calendar_each_at_its_moment(db: None) -> None:
    lived = []
    timeline = Timeline(Calendar(SUNDAY))
    timeline.on(-2, "10:00", lambda life: lived.append(("late", clock.now())), None)
    timeline.on(-9, "10:00", lambda life: lived.append(("early", clock.now())), None)
    timeline.live()
    calendar = Calendar(SUNDAY)
    assert lived == [("early", calendar.moment(-9, "10:00")), ("late", calendar.moment(-2, "10:00"))]
