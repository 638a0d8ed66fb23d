"""Sessions as calendars understand them (iCalendar, RFC 5545), with their invitations by mail (RFC 5546)."""

from tresse.meetings.calendars.writing import (
    CANCEL,
    PUBLISH,
    REQUEST,
    calendar_of,
    download,
    event_of,
    invitation,
    uid,
)

__all__ = [
    "CANCEL",
    "PUBLISH",
    "REQUEST",
    "calendar_of",
    "download",
    "event_of",
    "invitation",
    "uid",
]
