"""What people lived together, as far as the community itself may know it: nothing of a session that names nobody (S3),
nor of one kept to those who were there (S1).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.documents.models import Block, BlockRevision, Document, Remark, Rereading
from tresse.meetings.models import Attendance, Joining, Meeting, Minutes


def known_sessions(communities: Iterable[int] | QuerySet[Community]) -> QuerySet[Meeting]:
    """The sessions held whose presences everybody inside may know."""
    return _known().filter(community__in=communities)


def presences_of_each(communities: Iterable[int], since: datetime) -> Iterable[tuple[int, int, datetime, int]]:
    """(community, session, when, who came) since then, in one query: a joint session is one of each that held it."""
    known = _known().filter(starts_at__gt=since)
    called = presences(known.filter(community__in=communities)).order_by()
    joint = Joining.objects.accepted().filter(community__in=communities, meeting__in=known.order_by().values("pk"))
    came = joint.filter(meeting__attendances__came=True, meeting__attendances__person__isnull=False).order_by()
    return called.values_list("meeting__community_id", "meeting_id", "meeting__starts_at", "person_id").union(
        came.values_list("community_id", "meeting_id", "meeting__starts_at", "meeting__attendances__person_id")
    )


def presences(meetings: QuerySet[Meeting]) -> QuerySet[Attendance]:
    """Who came to these sessions; guests come and go, and make neither pairs nor circles."""
    return Attendance.objects.filter(meeting__in=meetings, came=True, person__isnull=False)


def _known() -> QuerySet[Meeting]:
    held = Meeting.objects.filter(cancelled_at=None, ends_at__lt=clock.now())
    return held.filter(chatham_house=False).exclude(audience=Audience.SESSION)


def hands(cycles: Iterable[Cycle] | QuerySet[Cycle]) -> Iterator[tuple[int, int, int]]:
    """Who wrote, remarked or reread in these cycles: (cycle, document, membership), each once, in one query.

    Minutes have no document: theirs is 0.
    """
    documents = Document.objects.filter(cycle__in=cycles).exclude(audience=Audience.SESSION)
    in_a_block = ("block__document__cycle_id", "block__document_id", "by_id")
    brought = Block.objects.kept().filter(document__in=documents)
    sets = [
        brought.order_by().values_list("document__cycle_id", "document_id", "brought_by_id"),
        BlockRevision.objects.filter(block__document__in=documents).order_by().values_list(*in_a_block),
        Remark.objects.filter(block__document__in=documents, by__isnull=False).order_by().values_list(*in_a_block),
        Rereading.objects.filter(document__in=documents, by__isnull=False)
        .order_by()
        .values_list("document__cycle_id", "document_id", "by_id"),
    ]
    yield from sets[0].union(*sets[1:])


def note_takers(cycles: Iterable[Cycle] | QuerySet[Cycle]) -> QuerySet[Minutes]:
    """The minutes of these cycles whose writer everybody inside may know."""
    kept = Minutes.objects.filter(meeting__cycle__in=cycles, meeting__chatham_house=False)
    return kept.exclude(audience=Audience.SESSION)
