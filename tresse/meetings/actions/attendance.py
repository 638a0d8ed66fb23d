"""Who came. Under the Chatham House rule, only how many (S3)."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.confidence.models import Audience
from tresse.core import journal, outbox
from tresse.guests.actions import forget_guests_of
from tresse.guests.models import Guest
from tresse.meetings import rules
from tresse.meetings.actions.holding import held
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.models import Attendance, Meeting, Track


@transaction.atomic
def note_attendance(
    meeting: Meeting, *, came: Collection[Person] = (), guests: Collection[Guest] = (), others: int = 0, by: Any
) -> Meeting:
    """Note who came, guests among them, and how many others. A Chatham House session keeps the number alone."""
    meeting = held(meeting)
    rules.noting_attendance(by, meeting).require()
    if meeting.audience == Audience.SESSION and not came:
        raise ValidationError(
            {"came": _("This session exists only for those who took part in it: name one person at least.")}
        )
    meeting.people_who_came = len(came) + len(guests) + others
    meeting.save(update_fields=["people_who_came"])
    if meeting.chatham_house:
        forget_names(meeting)
    else:
        _note_names(meeting, came, guests)
    _tell(meeting, by=by)
    return meeting


@transaction.atomic
def declare_presence(meeting: Meeting, *, was_there: bool, by: Any) -> Attendance:
    """Say for oneself « I was there », or that one was not. Nobody else is told, and the number follows."""
    meeting = held(meeting)
    minutes_rules.declaring_presence(by, meeting).require()
    mine = meeting.attendances.filter(person=by).first() or Attendance(meeting=meeting, person=by)
    if mine.came == was_there:
        return mine
    if meeting.people_who_came is not None:
        meeting.people_who_came += 1 if was_there else -1 if mine.came else 0
        meeting.save(update_fields=["people_who_came"])
    mine.came = was_there
    mine.save()
    return mine


def forget_names_of_ended_sessions() -> int:
    """Once a Chatham House session is over nothing says who was expected, even if nobody notes who came."""
    over = Meeting.objects.keeping_names_too_long()
    for meeting in over:
        forget_names(meeting)
    return len(over)


@transaction.atomic
def forget_names(meeting: Meeting) -> None:
    """Delete who was invited, guests too, who answered what, what was written to them and who led what."""
    meeting.attendances.all().delete()
    forget_guests_of(meeting)
    meeting.agenda.update(led_by=None)
    outbox.forget_those_of(f"meeting/{meeting.pk}/")
    for track in Track.objects.filter(meeting=meeting):
        outbox.forget_those_of(f"track/{track.pk}/")


def _note_names(meeting: Meeting, came: Collection[Person], guests: Collection[Guest]) -> None:
    known: set[tuple[int | None, int | None]] = set(meeting.attendances.values_list("person", "guest"))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person) for person in came if (person.pk, None) not in known
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, guest=guest) for guest in guests if (None, guest.pk) not in known
    )
    meeting.attendances.update(came=False)
    here = Q(person__in=[person.pk for person in came]) | Q(guest__in=[guest.pk for guest in guests])
    meeting.attendances.filter(here).update(came=True)


def _tell(meeting: Meeting, *, by: Any) -> None:
    kind, by = ("meeting.attended_unnamed", None) if meeting.chatham_house else ("meeting.attended", by)
    journal.record(
        kind,
        stream=meeting.community.stream,
        subject=meeting,
        by=by,
        number=meeting.number,
        people=meeting.people_who_came,
    )
