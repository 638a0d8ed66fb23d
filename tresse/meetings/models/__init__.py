"""A session (French *séance*): prepared, held, and what it left."""

from tresse.meetings.models.agenda import AgendaItem, method_choices
from tresse.meetings.models.attendance import Answer, Attendance, AttendanceQuerySet
from tresse.meetings.models.meeting import Meeting, MeetingQuerySet
from tresse.meetings.models.minutes import Minutes, MinutesQuerySet

__all__ = [
    "AgendaItem",
    "Answer",
    "Attendance",
    "AttendanceQuerySet",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "MinutesQuerySet",
    "method_choices",
]
