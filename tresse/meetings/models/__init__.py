"""A session (French *séance*): prepared, held, and what it left."""

from tresse.meetings.models.agenda import AgendaItem, method_choices, with_methods
from tresse.meetings.models.asynchronous import Contribution, Track, TrackQuerySet, TrackQuestion
from tresse.meetings.models.attendance import Answer, Attendance, AttendanceQuerySet
from tresse.meetings.models.corrections import Correction, CorrectionQuerySet
from tresse.meetings.models.joining import Joining, JoiningQuerySet
from tresse.meetings.models.marks import Mark
from tresse.meetings.models.meeting import Meeting, MeetingQuerySet, Room
from tresse.meetings.models.minutes import (
    Addition,
    Minutes,
    MinutesPart,
    MinutesPartQuerySet,
    MinutesQuerySet,
)
from tresse.meetings.models.pledges import Pledge, PledgeQuerySet, PledgeState
from tresse.meetings.models.recording import RecordedRoom, RecordedRoomQuerySet
from tresse.meetings.models.series import Series

__all__ = [
    "Addition",
    "AgendaItem",
    "Answer",
    "Attendance",
    "AttendanceQuerySet",
    "Contribution",
    "Correction",
    "CorrectionQuerySet",
    "Joining",
    "JoiningQuerySet",
    "Mark",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "MinutesPart",
    "MinutesPartQuerySet",
    "MinutesQuerySet",
    "Pledge",
    "PledgeQuerySet",
    "PledgeState",
    "RecordedRoom",
    "RecordedRoomQuerySet",
    "Room",
    "Series",
    "Track",
    "TrackQuerySet",
    "TrackQuestion",
    "method_choices",
    "with_methods",
]
