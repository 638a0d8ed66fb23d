"""What waits before a session: to say whether one comes, to be there, to answer for one's community."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.meetings.models import Attendance, Joining, Meeting
from tresse.meetings.moments import when
from tresse.memberships.models import Mandate
from tresse.memberships.queries import once_for_each_present
from tresse.memberships.rules import STEERING


def answers(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Sessions to come that exist for them and that they have not answered (S1)."""
    asked = set()
    ahead = once_for_each_present(Meeting.objects.upcoming(), people).filter(~_said("pk"), _exists_for_them("pk"))
    for meeting in ahead.select_related("community").iterator():
        asked.add((meeting.reader_id, meeting.pk))
        yield _to_answer(meeting, meeting.reader_id, meeting.community_id)
    joint = Joining.objects.accepted().filter(meeting__in=Meeting.objects.upcoming())
    together = once_for_each_present(joint, people).filter(
        ~_said("meeting"), _exists_for_them("meeting", "meeting__")
    )
    for joining in together.select_related("meeting__community").iterator():
        if (joining.reader_id, joining.meeting_id) not in asked:
            asked.add((joining.reader_id, joining.meeting_id))
            yield _to_answer(joining.meeting, joining.reader_id, joining.community_id)


def coming(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Whoever said they come is reminded the day before, as the days go where they are."""
    now = clock.now()
    soon = Meeting.objects.upcoming().filter(starts_at__gt=now, starts_at__lt=now + timedelta(days=2))
    expected = Attendance.objects.coming().filter(person__in=people, meeting__in=soon)
    for one in expected.select_related("person", "meeting__community").iterator():
        here = when(one.meeting, one.person.time_zone).here if one.person else None
        if here and here.begins.date() <= now.astimezone(here.zone).date() + timedelta(days=1):
            yield Waiting(
                one.person_id or 0,
                _("You said you come: %(community)s meets, %(title)s."),
                f"{one.meeting.get_absolute_url()}#programme",
                _("See the programme"),
                facts={"community": one.meeting.community, "title": one.meeting.title},
                by=one.meeting.starts_at,
                community_id=one.meeting.community_id,
            )


def together(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Sessions another community proposes to hold together, for those who answer for their own."""
    asked: dict[int, set[int]] = defaultdict(set)
    holders = Mandate.objects.live().filter(
        function__in=STEERING,
        membership__person__in=people,
        membership__left_at=None,
        membership__paused_at=None,
        membership__community__in=Joining.objects.waiting().values("community"),
    )
    for community, person in holders.values_list("membership__community", "membership__person"):
        asked[community].add(person)
    waiting = Joining.objects.waiting().filter(meeting__in=Meeting.objects.upcoming(), community__in=asked)
    for joining in waiting.select_related("meeting__community", "community"):
        for person in sorted(asked[joining.community_id]):
            yield _to_answer_for(joining, person)


def _said(path: str) -> Any:
    return Exists(
        Attendance.objects.filter(meeting=OuterRef(path), person=OuterRef("reader_id")).exclude(answer="")
    )


def _exists_for_them(path: str, way: str = "") -> Q:
    """One kept to those invited exists for them, unless they were noted as absent."""
    mine = Attendance.objects.filter(meeting=OuterRef(path), person=OuterRef("reader_id"))
    return ~Q(**{f"{way}audience": Audience.SESSION}) | Q(Exists(mine.exclude(came=False)))


def _to_answer(meeting: Meeting, person_id: int, community_id: int) -> Waiting:
    return Waiting(
        person_id,
        _("%(community)s meets: %(title)s."),
        meeting.get_absolute_url(),
        _("Say whether you come"),
        facts={"community": meeting.community, "title": meeting.title},
        by=meeting.starts_at,
        community_id=community_id,
        told_at=meeting.convened_at,
    )


def _to_answer_for(joining: Joining, person_id: int) -> Waiting:
    return Waiting(
        person_id,
        _("%(host)s proposes to hold a session together with %(community)s: %(title)s."),
        joining.get_absolute_url(),
        _("Answer for your community"),
        facts={
            "host": joining.meeting.community,
            "community": joining.community,
            "title": joining.meeting.title,
        },
        by=joining.meeting.starts_at,
        community_id=joining.community_id,
    )
