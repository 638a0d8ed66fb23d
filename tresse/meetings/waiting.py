"""What waits before a session: to say whether one comes, to be there, to answer for one's community."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.communities.models import Stage
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.meetings.models import Answer, Attendance, Contribution, Correction, Joining, Meeting, Pledge, Track
from tresse.meetings.moments import when
from tresse.memberships.models import Mandate, Membership
from tresse.memberships.queries import once_for_each_present
from tresse.memberships.rules import STEERING


def answers(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Sessions to come that exist for them and that they have not answered (S1)."""
    asked = set()
    ahead = once_for_each_present(Meeting.objects.upcoming(), people).filter(~_said("pk"), _exists_for_them("pk"))
    for meeting in ahead.select_related("community").iterator():
        asked.add((meeting.reader_id, meeting.pk))
        yield _to_answer(meeting, meeting.reader_id, meeting.community_id)
    joint = Joining.objects.accepted().filter(meeting__cancelled_at=None, meeting__ends_at__gte=clock.now())
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


def pledges(people: QuerySet[Person]) -> Iterator[Waiting]:
    """What they said they would do, until they say what became of it."""
    theirs = Membership.objects.present().filter(person__in=people).exclude(community__stage=Stage.CLOSED)
    held = Pledge.objects.open().filter(membership__in=theirs)
    for pledge in held.select_related("membership__person", "minutes__meeting__community").iterator():
        assert pledge.membership is not None
        meeting = pledge.minutes.meeting
        yield Waiting(
            pledge.membership.person_id,
            _("You said in %(community)s: %(what)s."),
            pledge.get_absolute_url(),
            _("Say where it stands"),
            facts={"community": meeting.community, "what": pledge.text.rstrip(".")},
            by=_end_of(pledge.due_on, pledge.membership.person) if pledge.due_on else None,
            community_id=meeting.community_id,
            told_at=pledge.made_at,
        )


def corrections(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Whoever called the minutes ready answers the corrections of others, as long as there is time."""
    here = Membership.objects.present().filter(pk=OuterRef("minutes__ready_by"), person__in=people)
    asked = Correction.objects.waiting().filter(Exists(here), minutes__meeting__chatham_house=False)
    others = asked.exclude(proposed_by=F("minutes__ready_by")).exclude(minutes__community__stage=Stage.CLOSED)
    for correction in others.select_related(
        "minutes__meeting__community", "minutes__ready_by", "minutes__community"
    ):
        minutes = correction.minutes
        assert minutes.ready_by is not None
        yield Waiting(
            minutes.ready_by.person_id,
            _("Somebody proposes a correction to the minutes of session %(number)s of %(community)s."),
            f"{minutes.get_absolute_url()}?correction={correction.pk}#corrections",
            _("Read it and answer"),
            facts={"community": minutes.community, "number": minutes.meeting.number},
            by=minutes.corrected_until,
            community_id=minutes.community_id,
        )


def questions(people: QuerySet[Person]) -> Iterator[Waiting]:
    """They said they take part in their own time, and have not answered yet. Not under the Chatham House rule: who has is not known."""
    said = Contribution.objects.filter(question__track=OuterRef("track_id"), membership__person=OuterRef("person"))
    present = Membership.objects.present().filter(
        person=OuterRef("person"), community=OuterRef("meeting__community")
    )
    going_on = Track.objects.open().exclude(meeting__community__stage=Stage.CLOSED)
    waiting: QuerySet[Any] = (
        Attendance.objects.filter(person__in=people, answer=Answer.LATER, meeting__track__in=going_on)
        .filter(Q(meeting__chatham_house=False, meeting__cancelled_at=None), Exists(present))
        .annotate(track_id=F("meeting__track__pk"))
        .filter(~Exists(said))
        .exclude(meeting__audience=Audience.SESSION, came=False, took_part_later=False)
        .select_related("meeting__community", "meeting__track")
    )
    for one in waiting:
        meeting = one.meeting
        yield Waiting(
            one.person_id,
            _("%(community)s waits for your answer in your own time: %(title)s."),
            reverse("meetings:track", args=[meeting.community.slug, meeting.number]),
            _("Answer the questions"),
            facts={"community": meeting.community, "title": meeting.title},
            by=meeting.track.closes_at,
            community_id=meeting.community_id,
            told_at=meeting.track.opened_at,
        )


def _end_of(day: Any, person: Person) -> datetime:
    """The end of that day, by their own clock."""
    return datetime.combine(day, time(23, 59), tzinfo=ZoneInfo(person.time_zone))
