"""Sessions as calendars understand them (iCalendar, RFC 5545), what they are told by mail and what they answer (RFC 5546)."""

from tresse.meetings.calendars.replies import Reply, reply
from tresse.meetings.calendars.writing import (
    CANCEL,
    PUBLISH,
    REQUEST,
    calendar_of,
    download,
    event_of,
    invitation,
    several,
    uid,
    written,
)

__all__ = [
    "CANCEL",
    "PUBLISH",
    "REQUEST",
    "Reply",
    "calendar_of",
    "download",
    "event_of",
    "invitation",
    "reply",
    "several",
    "uid",
    "written",
]
