"""Recording a session: only while everyone who comes agrees.

BigBlueButton has no call that stops a recording. Once somebody takes their agreement back, the room that may be recorded is
closed, the session goes on in another one, which is not, and what was recorded is erased as the server comes to tell of it.
"""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from tresse.core import clock
from tresse.guests.models import Guest
from tresse.meetings import bbb, rooms, rules
from tresse.meetings.actions.answering import held_meeting
from tresse.meetings.models import Attendance, Meeting, RecordedRoom


@transaction.atomic
def agree_to_recording(meeting: Meeting, *, agrees: bool, by: Any) -> Attendance:
    """Say whether one may be recorded; taken back, no recording starts any more and what was recorded is erased."""
    meeting = held_meeting(meeting)
    rules.agreeing_to_recording(by, meeting).require()
    return _agree(meeting, meeting.attendances.filter(person=by).first(), agrees=agrees)


@transaction.atomic
def agree_as_guest(meeting: Meeting, *, agrees: bool, guest: Guest) -> Attendance:
    """The same by a guest."""
    meeting = held_meeting(meeting)
    rules.agreeing_as_guest(guest, meeting).require()
    return _agree(meeting, meeting.attendances.filter(guest=guest).first(), agrees=agrees)


def may_be_recorded(meeting: Meeting) -> bool:
    """Somebody wishes it, and everyone who comes has agreed: silence is no agreement."""
    coming = meeting.attendances.coming()
    wanted = meeting.recording_wanted and meeting.names_people
    return wanted and coming.exists() and not coming.exclude(agrees_to_recording=True).exists()


@transaction.atomic
def keep_recorded_room(meeting: Meeting, room: str) -> RecordedRoom:
    """The server made a room that may be recorded. If somebody took their agreement back meanwhile, it is closed again."""
    kept, is_new = RecordedRoom.objects.get_or_create(
        room=room, defaults={"meeting": meeting, "made_at": clock.now()}
    )
    if not is_new and kept.unwanted_at and kept.closed_at:
        kept.closed_at = None
        kept.save(update_fields=["closed_at"])
    return kept


def tend_unwanted_rooms() -> int:
    """Close the rooms where somebody took their agreement back, and erase what was recorded there. How many were erased."""
    return sum(_tend(room) for room in RecordedRoom.objects.to_tend())


def _tend(room: RecordedRoom) -> int:
    """The server may be down, or not know of a recording yet: it is asked again ten minutes later, for two weeks."""
    with suppress(bbb.NoRoom):
        if room.closed_at is None:
            bbb.close_room(room.room)
            RecordedRoom.objects.filter(pk=room.pk).update(closed_at=clock.now())
        return bbb.erase_recordings(room.room)
    return 0


def leave_recorded_room(meeting: Meeting) -> None:
    """The session goes on in another room, in which no recording can be started."""
    going_on = RecordedRoom.objects.going_on().filter(meeting=meeting, room=meeting.room)
    if going_on.update(unwanted_at=clock.now()):
        meeting.room = rooms.new_name()
        meeting.save(update_fields=["room"])
        transaction.on_commit(import_string("tresse.meetings.tasks.tend_unwanted_rooms").enqueue)


def _agree(meeting: Meeting, mine: Attendance | None, *, agrees: bool) -> Attendance:
    if mine is None or not mine.is_coming:
        raise ValidationError(_("Say first that you come: only those who come are asked."))
    mine.agrees_to_recording = agrees
    mine.save(update_fields=["agrees_to_recording"])
    if not agrees:
        leave_recorded_room(meeting)
    return mine
