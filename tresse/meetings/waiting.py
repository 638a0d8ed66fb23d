"""What waits before a session: to say whether one comes."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.confidence.models import Audience
from tresse.core.waiting import Waiting
from tresse.meetings.models import Attendance, Meeting
from tresse.memberships.queries import once_for_each_present


def answers(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Sessions to come that exist for them and that they have not answered (S1)."""
    said = Attendance.objects.filter(meeting=OuterRef("pk"), person=OuterRef("reader_id")).exclude(answer="")
    let_in = Attendance.objects.filter(meeting=OuterRef("pk"), person=OuterRef("reader_id")).exclude(came=False)
    for_them = ~Q(audience=Audience.SESSION) | Q(Exists(let_in))
    ahead = once_for_each_present(Meeting.objects.upcoming(), people).filter(~Exists(said), for_them)
    for meeting in ahead.select_related("community").iterator():
        yield _to_answer(meeting)


def _to_answer(meeting: Any) -> Waiting:
    return Waiting(
        meeting.reader_id,
        _("%(community)s meets: %(title)s."),
        meeting.get_absolute_url(),
        _("Say whether you come"),
        facts={"community": meeting.community, "title": meeting.title},
        by=meeting.starts_at,
        community_id=meeting.community_id,
        told_at=meeting.convened_at,
    )
