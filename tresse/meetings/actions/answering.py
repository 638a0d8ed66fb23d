"""Saying whether one comes; where places are counted, the waiting list and how one moves up it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from tresse.core import clock
from tresse.guests.models import Guest
from tresse.meetings import emails, rules
from tresse.meetings.models import Answer, Attendance, Meeting, Series
from tresse.meetings.places import places_of
from tresse.memberships.models import Membership


@transaction.atomic
def answer_invitation(meeting: Meeting, *, answer: str, by: Any) -> Attendance:
    """Say whether one comes. One may change one's mind until the session is over."""
    meeting = held_meeting(meeting)
    rules.answering(by, meeting).require()
    if answer == Answer.LATER:
        rules.following_later(by, meeting).require()
    return _say(meeting, Answer(answer), person=by)


@transaction.atomic
def answer_series(series: Series, *, answer: str, by: Any) -> list[Attendance]:
    """Say the same of every session of a series that is still to come; each can be answered anew by itself."""
    to_come = Meeting.objects.visible_to(by).upcoming().filter(series=series).order_by("pk")
    return [answer_invitation(meeting, answer=answer, by=by) for meeting in to_come]


@transaction.atomic
def answer_as_guest(meeting: Meeting, *, answer: str, guest: Guest) -> Attendance:
    """A guest says whether they come, and may change their mind until the session is over."""
    meeting = held_meeting(meeting)
    guest = Guest.objects.select_related("community").get(pk=guest.pk)
    rules.answering_as_guest(guest, meeting, answer).require()
    return _say(meeting, Answer(answer), guest=guest)


@transaction.atomic
def move_up(meeting: Meeting) -> list[Attendance]:
    """Whoever has waited longest takes the places that are free, and is told at once by mail."""
    meeting = held_meeting(meeting)
    if not meeting.is_upcoming:
        return []
    places, moved = places_of(meeting), []
    for attendance in meeting.attendances.waiting().select_related("person", "guest"):
        if places.has_room_for(attendance.answer):
            attendance.waiting_since = None
            attendance.save(update_fields=["waiting_since"])
            places.take(attendance.answer)
            moved.append(attendance)
    emails.send_places(meeting, moved)
    return moved


@transaction.atomic
def free_places(membership: Membership) -> int:
    """Whoever pauses or has left is expected at no session to come, unless they come with another community."""
    ahead = Meeting.objects.of(membership.community_id).filter(starts_at__gt=clock.now())
    others = Membership.objects.present().filter(person=membership.person_id).exclude(pk=membership.pk)
    elsewhere = Meeting.objects.of(*others.values_list("community", flat=True))
    mine = Attendance.objects.filter(person=membership.person_id, meeting__in=ahead).exclude(meeting__in=elsewhere)
    concerned = list(Meeting.objects.filter(pk__in=mine.values("meeting")))
    if membership.left_at is None:
        freed = mine.exclude(answer="").update(answer="", answered_at=None, waiting_since=None)
    else:
        back = Membership.objects.live().filter(person=membership.person_id, community=membership.community_id)
        freed = 0 if back.exists() else mine.delete()[0]
    move_up_each(concerned)
    return freed


def move_up_each(meetings: Iterable[Meeting]) -> None:
    """The same of several sessions, where somebody waits."""
    for meeting in meetings:
        if meeting.attendances.waiting().exists():
            move_up(meeting)


def held_meeting(meeting: Meeting) -> Meeting:
    """Locked until the end of the transaction: two people take the last place one after the other."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("community").get(pk=meeting.pk)


def _say(meeting: Meeting, answer: Answer, **who: Any) -> Attendance:
    move_up_each([meeting])  # a guest may have freed a place: it is for whoever waits, not for whoever comes now
    attendance = meeting.attendances.filter(**who).first() or Attendance(meeting=meeting, **who)
    attendance.waiting_since = _waits_since(meeting, attendance, answer)
    attendance.answer, attendance.answered_at = answer, clock.now()
    attendance.save()
    move_up_each([meeting])
    return attendance


def _waits_since(meeting: Meeting, attendance: Attendance, answer: Answer) -> Any:
    """Since when they are on the waiting list, once they have said this; None for whoever has a place, or wants none.

    A place one has is never lost by answering the same again, whatever became of the number of places.
    """
    wants_one, is_in = answer in (Answer.COMING, Answer.REMOTELY), attendance.is_coming
    if not wants_one or (is_in and attendance.answer == answer):
        return None
    if not meeting.is_limited or places_of(meeting).has_room_for(answer, already_in=is_in):
        return None
    return attendance.waiting_since or clock.now()
