"""A session as a calendar event: what goes with a mail to one person, and what one downloads.

Only the person written to is ever named in it: an invitation shows nobody who else was invited (S3).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Calendar, Event, vCalAddress, vText

from tresse.accounts.models import Person
from tresse.core import by_mail, clock
from tresse.core.prose import readable
from tresse.guests.models import Guest
from tresse.meetings.calendars.zones import zones_of
from tresse.meetings.models import AgendaItem, Meeting

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def invitation(meeting: Meeting, agenda: list[AgendaItem], *, to: Person | Guest, method: str) -> str:
    """What goes with a mail to one person: REQUEST invites or updates, CANCEL calls it off."""
    answered_at = "" if isinstance(to, Guest) else by_mail.address("session", meeting.pk, to.pk)
    event = event_of(meeting, agenda, page=_page_of(meeting, to), with_link=True, stamp=clock.now())
    event["ORGANIZER"] = _organizer(meeting, answered_at)
    event.add("attendee", _attendee(to, is_answered=bool(answered_at)))
    return written(calendar_of([meeting], [event], method))


def download(meeting: Meeting, agenda: list[AgendaItem], *, with_link: bool, reader: Guest | None = None) -> str:
    """What one adds to one's own calendar from the page of the session."""
    page = _page_of(meeting, reader)
    event = event_of(meeting, agenda, page=page, with_link=with_link, stamp=clock.now())
    return written(calendar_of([meeting], [event], PUBLISH))


def several(meetings: Sequence[Meeting]) -> str:
    """The sessions of a series in one file, each an event of its own. Published: a REQUEST may hold one only (RFC 5546)."""
    stamp = clock.now()
    events = [
        event_of(meeting, (), page=_page_of(meeting, None), with_link=True, stamp=stamp) for meeting in meetings
    ]
    return written(calendar_of(meetings, events, PUBLISH))


def uid(meeting: Meeting) -> str:
    """The same for as long as the session exists, whatever changes in it."""
    return f"session-{meeting.pk}@{urlsplit(settings.TRESSE_URL).hostname}"


def calendar_of(meetings: Iterable[Meeting], events: Iterable[Event], method: str = "") -> Calendar:
    """A calendar with these events of these sessions, and the zones they are told in."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tresse//Tresse//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    for component in (*zones_of(meetings), *events):
        calendar.add_component(component)
    return calendar


def written(calendar: Calendar) -> str:
    """The calendar as it travels, in lines of 75 bytes."""
    content: bytes = calendar.to_ical()
    return content.decode()


def event_of(
    meeting: Meeting, agenda: Iterable[AgendaItem], *, page: str, with_link: bool, stamp: datetime
) -> Event:
    """One session as an event; `page` is where its reader finds it, `stamp` when it was last said anew."""
    event = Event()  # readable: some programs refuse a whole calendar for one control character (RFC 5545 §3.1)
    event.add("uid", uid(meeting))
    event.add("sequence", meeting.invitation_number)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", _local(meeting.starts_at, meeting.zone))
    event.add("dtend", _local(meeting.ends_at, meeting.zone))
    event.add("summary", readable(f"{meeting.community}: {meeting.title}"))
    event.add("description", readable(_description(meeting, agenda, page)))
    event.add("location", readable(_location(meeting, with_link=with_link)))
    event.add("url", page)
    event.add("organizer", _organizer(meeting))
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """By the clocks of the place; by the universal one in the hour they show twice, which programs read as either."""
    local = moment.astimezone(zone)
    is_shown_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if is_shown_twice else local


def _page_of(meeting: Meeting, reader: Person | Guest | None) -> str:
    """A guest comes back by their own link: the page of the session does not exist for them."""
    page = reader.get_absolute_url() if isinstance(reader, Guest) else meeting.get_absolute_url()
    return settings.TRESSE_URL + page


def _description(meeting: Meeting, agenda: Iterable[AgendaItem], page: str) -> str:
    programme = "\n".join(gettext("%(minutes)s min: %(title)s") % vars(item) for item in agenda)
    parts = [meeting.cancelled_because, meeting.intention, programme, page]
    return "\n\n".join(part for part in parts if part)


def _location(meeting: Meeting, *, with_link: bool) -> str:
    return " · ".join(part for part in (meeting.place, meeting.link if with_link else "") if part)


def _organizer(meeting: Meeting, answered_at: str = "") -> vCalAddress:
    """The community calls: from the address at which this person's calendar answers, or from that of the network.

    Nobody's own address travels.
    """
    organizer = vCalAddress("mailto:" + (answered_at or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    organizer.params["CN"] = vText(meeting.community.name)
    return organizer


def _attendee(person: Person | Guest, *, is_answered: bool) -> vCalAddress:
    """A calendar is asked for an answer where one can come back by mail; a guest answers by their own link."""
    attendee = vCalAddress("mailto:" + person.email)
    attendee.params["CN"] = vText(str(person))
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("TRUE" if is_answered else "FALSE")
    return attendee
