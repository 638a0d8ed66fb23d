"""A session as calendars understand it (iCalendar, RFC 5545; invitations by mail, RFC 5546 and 6047).

Only the person written to is ever named in it: an invitation shows nobody who else was invited (S3).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext
from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
)

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.guests.models import Guest
from tresse.meetings.models import AgendaItem, Meeting

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def invitation(meeting: Meeting, agenda: list[AgendaItem], *, to: Person | Guest, method: str) -> str:
    """What goes with a mail to one person: REQUEST invites or updates, CANCEL calls it off."""
    event = _event(meeting, agenda, _page_of(meeting, to), with_link=True)
    event.add("attendee", _attendee(to))
    return _calendar(meeting, event, method)


def download(meeting: Meeting, agenda: list[AgendaItem], *, with_link: bool, reader: Guest | None = None) -> str:
    """What one adds to one's own calendar from the page of the session."""
    event = _event(meeting, agenda, _page_of(meeting, reader), with_link=with_link)
    return _calendar(meeting, event, PUBLISH)


def uid(meeting: Meeting) -> str:
    """The same for as long as the session exists, whatever changes in it."""
    return f"session-{meeting.pk}@{urlsplit(settings.TRESSE_URL).hostname}"


def _calendar(meeting: Meeting, event: Event, method: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Tresse//Tresse//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_zone_description(meeting.time_zone, meeting.starts_at.year))
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _page_of(meeting: Meeting, reader: Person | Guest | None) -> str:
    """A guest comes back by their own link: the page of the session does not exist for them."""
    page = reader.get_absolute_url() if isinstance(reader, Guest) else meeting.get_absolute_url()
    return settings.TRESSE_URL + page


def _event(meeting: Meeting, agenda: list[AgendaItem], address: str, *, with_link: bool) -> Event:
    event = Event()
    event.add("uid", uid(meeting))
    event.add("sequence", meeting.invitation_number)
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(meeting.zone))
    event.add("dtend", meeting.ends_at.astimezone(meeting.zone))
    event.add("summary", f"{meeting.community}: {meeting.title}")
    event.add("description", _description(meeting, agenda, address))
    event.add("location", _location(meeting, with_link=with_link))
    event.add("url", address)
    event.add("organizer", _organizer(meeting))
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event


def _description(meeting: Meeting, agenda: list[AgendaItem], address: str) -> str:
    programme = "\n".join(gettext("%(minutes)s min: %(title)s") % vars(item) for item in agenda)
    parts = [meeting.cancelled_because, meeting.intention, programme, address]
    return "\n\n".join(part for part in parts if part)


def _location(meeting: Meeting, *, with_link: bool) -> str:
    return " · ".join(part for part in (meeting.place, meeting.link if with_link else "") if part)


def _organizer(meeting: Meeting) -> vCalAddress:
    """The community calls, from the address of the network: nobody's own address travels."""
    organizer = vCalAddress("mailto:" + parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    organizer.params["CN"] = vText(meeting.community.name)
    return organizer


def _attendee(person: Person | Guest) -> vCalAddress:
    """Answers are given on the page of the session, hence no RSVP by mail yet."""
    attendee = vCalAddress("mailto:" + person.email)
    attendee.params["CN"] = vText(str(person))
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee


@lru_cache(maxsize=64)
def _zone_description(time_zone: str, year: int) -> Timezone:
    """The VTIMEZONE of the years around the session, one observance for each change of the clocks.

    Written here because the one icalendar 7.3 makes begins summer time an hour late: RFC 5545 §3.8.2.4 wants
    the onset as the clocks showed just before it.
    """
    zone = ZoneInfo(time_zone)
    first = datetime(year - 1, 1, 1, tzinfo=UTC)
    described = Timezone()
    described.add("tzid", time_zone)
    described.add_component(_observance(zone, first, before=first))
    for change in _changes(zone, first, datetime(year + 2, 1, 1, tzinfo=UTC)):
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
