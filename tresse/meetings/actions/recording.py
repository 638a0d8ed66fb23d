"""Recording a session: only while everyone who comes agrees."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.guests.models import Guest
from tresse.meetings import rules
from tresse.meetings.actions.answering import held_meeting
from tresse.meetings.models import Attendance, Meeting


@transaction.atomic
def agree_to_recording(meeting: Meeting, *, agrees: bool, by: Any) -> Attendance:
    """Say whether one may be recorded; taken back, no recording starts any more."""
    meeting = held_meeting(meeting)
    rules.agreeing_to_recording(by, meeting).require()
    return _agree(meeting.attendances.filter(person=by).first(), agrees=agrees)


@transaction.atomic
def agree_as_guest(meeting: Meeting, *, agrees: bool, guest: Guest) -> Attendance:
    """The same by a guest."""
    meeting = held_meeting(meeting)
    rules.agreeing_as_guest(guest, meeting).require()
    return _agree(meeting.attendances.filter(guest=guest).first(), agrees=agrees)


def may_be_recorded(meeting: Meeting) -> bool:
    """Somebody wishes it, and everyone who comes has agreed: silence is no agreement."""
    coming = meeting.attendances.coming()
    wanted = meeting.recording_wanted and meeting.names_people
    return wanted and coming.exists() and not coming.exclude(agrees_to_recording=True).exists()


def _agree(mine: Attendance | None, *, agrees: bool) -> Attendance:
    if mine is None or not mine.is_coming:
        raise ValidationError(_("Say first that you come: only those who come are asked."))
    mine.agrees_to_recording = agrees
    mine.save(update_fields=["agrees_to_recording"])
    return mine
