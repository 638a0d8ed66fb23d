"""What the calendars hold: the sessions of about two years around today, as far as they exist for whoever reads (S1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Prefetch, Q, QuerySet

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.feeds.addresses import key_in
from tresse.meetings.models import AgendaItem, Attendance, Meeting, MeetingQuerySet
from tresse.memberships.models import Membership

BEHIND, AHEAD = timedelta(days=120), timedelta(days=2 * 365)
MOST = 500  # sessions in one calendar, the earliest first: what is left out is far ahead
SAID_ANEW = ("meeting.convened", "meeting.recorded", "meeting.changed", "meeting.moved", "meeting.cancelled")


@dataclass(frozen=True)
class Entry:
    """A session in somebody's calendar."""

    meeting: Meeting
    said_at: datetime  # when it was called, changed or cancelled for the last time
    agenda: list[AgendaItem]
    with_link: bool = False
    mine: Attendance | None = None  # none under the Chatham House rule: nothing says who comes (S3)


def owner(token: str) -> Person | None:
    """Whose calendars this secret is of, once its seal has been looked at."""
    return Person.objects.filter(calendar_key__key=key_in(token), is_active=True).first()


def open_entries() -> list[Entry]:
    """The sessions anybody may come to."""
    return _entries(Meeting.objects.visible_to(AnonymousUser()).open_to_all(), AnonymousUser())


def community_entries(community: Community, person: Any) -> list[Entry]:
    """The sessions of a community as this person sees them; of one they left, those everybody sees."""
    return _entries(Meeting.objects.visible_to(person).of(community), person)


def own_entries(person: Person) -> list[Entry]:
    """The sessions of my communities, and those elsewhere I said I come to."""
    sessions = Meeting.objects.visible_to(person)
    hoping = Q(pk__in=Attendance.objects.of(person).hoping().values("meeting"))
    return _entries(sessions.filter(sessions.of_communities(_communities_of(person)) | hoping), person)


def places_of(person: Person) -> list[Membership]:
    """Where this person is inside, in the order of names."""
    inside = Membership.objects.inside().filter(person=person)
    return list(inside.select_related("community").order_by("community__name"))


def _entries(meetings: MeetingQuerySet, person: Any) -> list[Entry]:
    now = clock.now()
    near = meetings.filter(ends_at__gte=now - BEHIND, starts_at__lte=now + AHEAD)
    found = list(
        near.select_related("community")
        .prefetch_related(Prefetch("agenda", AgendaItem.objects.order_by("position", "pk")))
        .order_by("starts_at", "pk")[:MOST]
    )
    inside = _those_inside(found, person)
    answers = {one.meeting_id: one for one in Attendance.objects.of(person).filter(meeting__in=found)}
    said = said_anew(found)
    return [
        _entry(meeting, answers.get(meeting.pk), said.get(meeting.pk), inside=meeting.pk in inside)
        for meeting in found
    ]


def _entry(meeting: Meeting, mine: Attendance | None, said_at: datetime | None, *, inside: bool) -> Entry:
    """Members get the link of the video; others, of an open session, once they said they come."""
    let_in = inside or (meeting.is_open and mine is not None and mine.is_coming)
    return Entry(
        meeting=meeting,
        said_at=said_at or meeting.convened_at,
        agenda=list(meeting.agenda.all()),
        with_link=let_in,
        mine=mine if meeting.names_people else None,
    )


def _communities_of(person: Person) -> QuerySet[Any]:
    return Membership.objects.inside().filter(person=person).values("community")


def _those_inside(meetings: list[Meeting], person: Any) -> set[int]:
    """Which of them are sessions of a community this person is inside of."""
    if not person.is_authenticated:
        return set()
    found = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
    mine = found.filter(found.of_communities(_communities_of(person)))
    return set(mine.values_list("pk", flat=True))


def said_anew(meetings: Iterable[Meeting]) -> dict[int, datetime]:
    """When each session was last called, changed or cancelled, as the journals know it."""
    by_id = {str(meeting.pk): meeting for meeting in meetings}
    told = JournalEntry.objects.filter(
        stream__in={meeting.community.stream for meeting in by_id.values()},
        kind__in=SAID_ANEW,
        subject_type="meetings.Meeting",
        subject_id__in=by_id,
    )
    latest = told.order_by().values_list("subject_id").annotate(Max("at"))
    return {by_id[subject_id].pk: at for subject_id, at in latest}
