"""The zones of a calendar, described with each change of their clocks.

Written here because the descriptions icalendar 7.3 makes begin summer time an hour late: RFC 5545 §3.8.2.4 wants
the onset as the clocks showed just before it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from tresse.meetings.models import Meeting


def zones_of(meetings: Iterable[Meeting]) -> list[Timezone]:
    """One VTIMEZONE for each zone these sessions are in, over the years they are in and the ones around."""
    years: dict[str, set[int]] = {}
    for meeting in meetings:
        years.setdefault(meeting.time_zone, set()).add(meeting.starts_at.year)
    return [zone_description(name, min(of), max(of)) for name, of in sorted(years.items())]


@lru_cache(maxsize=64)
def zone_description(time_zone: str, first_year: int, last_year: int) -> Timezone:
    """A zone from the year before the first to the one after the last, one observance for each change of the clocks."""
    zone = ZoneInfo(time_zone)
    first = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    described = Timezone()
    described.add("tzid", time_zone)
    described.add_component(_observance(zone, first, before=first))
    for change in _changes(zone, first, datetime(last_year + 2, 1, 1, tzinfo=UTC)):
        described.add_component(_observance(zone, change, before=change - timedelta(seconds=1)))
    return described


def _observance(zone: ZoneInfo, onset: datetime, *, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    old, new = before.astimezone(zone).utcoffset(), onset.astimezone(zone)
    assert old is not None
    observance = TimezoneDaylight() if new.dst() else TimezoneStandard()
    observance.add("dtstart", onset.replace(tzinfo=None) + old)
    observance.add("tzoffsetfrom", old)
    observance.add("tzoffsetto", new.utcoffset())
    observance.add("tzname", new.tzname())
    return observance


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments at which the clocks of the zone change, to the second, found by halving each day that has one."""
    day, one = first, timedelta(days=1)
    while day < last:
        if day.astimezone(zone).utcoffset() != (day + one).astimezone(zone).utcoffset():
            yield _change_between(zone, day, day + one)
        day += one


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
