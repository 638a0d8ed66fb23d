"""What one does with a session: call it, prepare it, answer, write what it left, note who came."""

from tresse.meetings.actions.agenda import (
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    remove_agenda_item,
)
from tresse.meetings.actions.attendance import forget_names_of_ended_sessions, note_attendance
from tresse.meetings.actions.calling import (
    Planned,
    answer_as_guest,
    answer_invitation,
    cancel_meeting,
    change_meeting,
    convene,
    move_meeting,
)
from tresse.meetings.actions.minutes import (
    MinutesChanged,
    ask_to_widen_minutes,
    audiences_for_one,
    audiences_for_two,
    widen_minutes,
    write_minutes,
)

__all__ = [
    "MinutesChanged",
    "Planned",
    "add_agenda_item",
    "answer_as_guest",
    "answer_invitation",
    "ask_to_widen_minutes",
    "audiences_for_one",
    "audiences_for_two",
    "cancel_meeting",
    "change_agenda_item",
    "change_meeting",
    "convene",
    "forget_names_of_ended_sessions",
    "move_agenda_item",
    "move_meeting",
    "note_attendance",
    "remove_agenda_item",
    "widen_minutes",
    "write_minutes",
]
