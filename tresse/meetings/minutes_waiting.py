"""What waits after a session: what one said one would do, corrections to answer, questions to answer in one's own time."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.communities.models import Stage
from tresse.confidence.models import Audience
from tresse.core.waiting import Waiting
from tresse.meetings.models import Answer, Attendance, Contribution, Correction, Pledge, Track
from tresse.memberships.models import Membership


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
