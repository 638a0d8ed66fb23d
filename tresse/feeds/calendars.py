"""A calendar one subscribes to: many sessions, read again by itself every few hours (RFC 5545, RFC 7986)."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event, vCalAddress, vText

from tresse.accounts.models import Person
from tresse.feeds.queries import Entry
from tresse.meetings import calendars
from tresse.meetings.models import Answer, Attendance

READ_AGAIN = timedelta(hours=2)
PARTSTAT = {
    "": "NEEDS-ACTION",
    Answer.COMING: "ACCEPTED",
    Answer.REMOTELY: "ACCEPTED",
    Answer.LATER: "TENTATIVE",
    Answer.NOT_COMING: "DECLINED",
}
NOT_THERE_THEN = (Answer.NOT_COMING, Answer.LATER)


def public_calendar(name: str, entries: Iterable[Entry]) -> str:
    """What anybody may read. Nobody is named in it."""
    return _calendar(name, list(entries), calendars.PUBLISH, None)


def personal_calendar(name: str, entries: Iterable[Entry], *, of: Person) -> str:
    """What one person sees, with their own answers; of the others it says nothing (S3).

    It has no METHOD: one that is published names nobody (RFC 5546 §3.2.1).
    """
    return _calendar(name, list(entries), "", of)


def _calendar(name: str, entries: list[Entry], method: str, person: Person | None) -> str:
    meetings = [entry.meeting for entry in entries]
    calendar = calendars.calendar_of(meetings, (_event(entry, person) for entry in entries), method)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what Google, Apple and Outlook read
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT2H")
    return calendars.written(calendar)


def _event(entry: Entry, person: Person | None) -> Event:
    meeting = entry.meeting
    page = settings.TRESSE_URL + meeting.get_absolute_url()
    event = calendars.event_of(
        meeting, entry.agenda, page=page, with_link=entry.with_link, stamp=entry.said_at.replace(microsecond=0)
    )
    event.add("created", meeting.convened_at.astimezone(UTC))
    event.add("last-modified", entry.said_at.astimezone(UTC))
    event.add("categories", [meeting.community.name])
    if person and entry.mine:
        _say_answer(event, entry.mine, person)
    return event


def _say_answer(event: Event, mine: Attendance, person: Person) -> None:
    """One's own answer, in the ways calendars show it: words, who comes, and whether the hours are taken."""
    said = _("Your answer: %(answer)s") % {"answer": _answer_in_words(mine)}
    event["DESCRIPTION"] = vText(f"{said}\n\n{event['DESCRIPTION']}")
    attendee = vCalAddress("mailto:" + person.email)
    attendee.params["CN"] = vText(str(person))
    attendee.params["PARTSTAT"] = vText("TENTATIVE" if mine.is_waiting else PARTSTAT[mine.answer])
    event.add("attendee", attendee)
    event.add("transp", "TRANSPARENT" if mine.answer in NOT_THERE_THEN else "OPAQUE")
    if not mine.answer and event["STATUS"] == "CONFIRMED":
        event["STATUS"] = vText("TENTATIVE")


def _answer_in_words(mine: Attendance) -> str:
    if mine.is_waiting:
        return _("I am on the waiting list")
    return mine.get_answer_display() if mine.answer else _("Not answered yet")
