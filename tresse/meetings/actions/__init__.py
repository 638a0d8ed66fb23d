"""What one does with a session: call it, prepare it, answer, write what it left, note who came."""

from tresse.meetings.actions.agenda import (
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    remove_agenda_item,
)
from tresse.meetings.actions.answering import (
    answer_as_guest,
    answer_invitation,
    answer_series,
    free_places,
    move_up,
)
from tresse.meetings.actions.attendance import (
    declare_presence,
    forget_names_of_ended_sessions,
    note_attendance,
)
from tresse.meetings.actions.calling import Planned, convene, convene_series
from tresse.meetings.actions.changing import (
    cancel_following,
    cancel_meeting,
    change_following,
    change_meeting,
    move_meeting,
)
from tresse.meetings.actions.corrections import answer_correction, propose_correction
from tresse.meetings.actions.joining import (
    accept_joining,
    decline_joining,
    invite_community,
    step_out,
    take_back_joining,
)
from tresse.meetings.actions.marks import bring_voice, make_real
from tresse.meetings.actions.minutes import (
    MinutesChanged,
    ask_to_widen_minutes,
    audiences_for_one,
    audiences_for_two,
    widen_minutes,
    write_minutes,
    write_part,
)
from tresse.meetings.actions.pledges import change_pledge, drop_pledge, keep_pledge, make_pledge, take_pledge
from tresse.meetings.actions.recording import (
    agree_as_guest,
    agree_to_recording,
    keep_recorded_room,
    may_be_recorded,
    tend_unwanted_rooms,
)
from tresse.meetings.actions.settling import add_to_minutes, call_minutes_ready, settle_due_minutes
from tresse.meetings.actions.tracks import close_due_tracks, contribute, contribute_as_guest, open_track

__all__ = [
    "MinutesChanged",
    "Planned",
    "accept_joining",
    "add_agenda_item",
    "add_to_minutes",
    "agree_as_guest",
    "agree_to_recording",
    "answer_as_guest",
    "answer_correction",
    "answer_invitation",
    "answer_series",
    "ask_to_widen_minutes",
    "audiences_for_one",
    "audiences_for_two",
    "bring_voice",
    "call_minutes_ready",
    "cancel_following",
    "cancel_meeting",
    "change_agenda_item",
    "change_following",
    "change_meeting",
    "change_pledge",
    "close_due_tracks",
    "contribute",
    "contribute_as_guest",
    "convene",
    "convene_series",
    "declare_presence",
    "decline_joining",
    "drop_pledge",
    "forget_names_of_ended_sessions",
    "free_places",
    "invite_community",
    "keep_pledge",
    "keep_recorded_room",
    "make_pledge",
    "make_real",
    "may_be_recorded",
    "move_agenda_item",
    "move_meeting",
    "move_up",
    "note_attendance",
    "open_track",
    "propose_correction",
    "remove_agenda_item",
    "settle_due_minutes",
    "step_out",
    "take_back_joining",
    "take_pledge",
    "tend_unwanted_rooms",
    "widen_minutes",
    "write_minutes",
    "write_part",
]
