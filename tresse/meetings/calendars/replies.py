"""What a calendar program sends back to an invitation (iTIP REPLY and COUNTER, RFC 5546 §3.2.3 and §3.2.7).

It is written by a stranger's program: whatever cannot be understood is no reply, never an error. Only lines are read
with the library, never components: it would keep every zone it meets for later, and take a text of one line for the name
of a file to open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from icalendar.parser import Contentlines, Parameters

from tresse.meetings.models import Answer

LONGEST = 200_000  # characters: real ones are under ten thousand
UID = re.compile(r"session-(\d{1,18})@(.+)", re.IGNORECASE)

Line = tuple[str, str, Parameters]


@dataclass(frozen=True)
class Reply:
    """What one person's calendar answers about one session."""

    meeting_id: int
    attendee: str  # the address that answers, as the calendar knows it
    status: str  # PARTSTAT: ACCEPTED, DECLINED, TENTATIVE…
    proposes_another_time: bool = False

    @property
    def answer(self) -> Answer | None:
        """What it says of coming; None for « perhaps », « somebody else will » or « another time »."""
        said = {"ACCEPTED": Answer.COMING, "DECLINED": Answer.NOT_COMING}
        return None if self.proposes_another_time else said.get(self.status)


def reply(text: str) -> Reply | None:
    """The reply a calendar program wrote, if this is one, to a session of this installation."""
    if len(text) > LONGEST or "END:VCALENDAR" not in text.upper():
        return None
    lines = list(_lines(text))
    methods = {value.upper() for place, value, _params in lines if place == "VCALENDAR/METHOD"}
    uids = {value for place, value, _params in lines if place == "VCALENDAR/VEVENT/UID"}
    attendees = [(value, params) for place, value, params in lines if place == "VCALENDAR/VEVENT/ATTENDEE"]
    if methods not in ({"REPLY"}, {"COUNTER"}) or len(uids) != 1 or len(attendees) != 1:
        return None  # a reply is one person's, about one thing: of two we could not tell which
    meeting_id, (attendee, params) = _meeting_id(uids.pop()), attendees[0]
    if meeting_id is None:
        return None
    status = str(params.get("PARTSTAT", "NEEDS-ACTION")).upper()
    return Reply(meeting_id, _address(attendee), status, methods == {"COUNTER"})


def _lines(text: str) -> Iterator[Line]:
    """Each property by where it stands, `VCALENDAR/VEVENT/UID`, with its value and parameters."""
    inside: list[str] = []
    lines = Contentlines.from_ical(text.encode(errors="replace"))  # type: ignore[no-untyped-call]
    for line in filter(None, lines):
        try:
            name, params, value = line.parts()
        except ValueError:
            continue  # an empty line, or none of iCalendar
        name, value = name.upper(), value.strip()
        if name == "BEGIN":
            inside.append(value.upper())
        elif name == "END":
            del inside[-1:]
        elif len(inside) < 3:  # deeper is an alarm, or nothing we know
            yield "/".join((*inside, name)), value, params


def _meeting_id(uid: str) -> int | None:
    """The session this event is, if its identifier was written here."""
    known = UID.fullmatch(uid)
    here = urlsplit(settings.TRESSE_URL).hostname
    return int(known[1]) if known and known[2].lower() == here else None


def _address(attendee: str) -> str:
    return attendee[7:].strip().lower() if attendee[:7].lower() == "mailto:" else ""
