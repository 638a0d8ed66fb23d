"""What waits before a session: to say whether one takes the role one is asked to take."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.facilitation.models import Part, Role
from tresse.meetings.models import Attendance


def roles(people: QuerySet[Person]) -> Iterator[Waiting]:
    """The roles proposed to them in sessions to come that exist for them (S1)."""
    let_in = Attendance.objects.filter(meeting=OuterRef("meeting"), person=OuterRef("membership__person"))
    for_them = ~Q(meeting__audience=Audience.SESSION) | Q(Exists(let_in.exclude(came=False)))
    asked = Part.objects.to_answer().filter(
        for_them,
        membership__person__in=people,
        meeting__cancelled_at=None,
        meeting__ends_at__gte=clock.now(),
    )
    for part in asked.select_related("meeting__community", "membership"):
        yield _to_answer(part)


def _to_answer(part: Part) -> Waiting:
    return Waiting(
        part.membership.person_id,
        _("A role is proposed to you for “%(title)s”: %(role)s."),
        f"{part.meeting.get_absolute_url()}#role-{part.role}",
        _("Say whether you take it"),
        facts={"title": part.meeting.title, "role": Role(part.role).label},
        by=part.meeting.starts_at,
        community_id=part.meeting.community_id,
    )
