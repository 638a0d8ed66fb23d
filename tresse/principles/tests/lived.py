"""What a community of the tests has lived: sessions with who came, and who wrote."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tresse.communities.models import Cycle, Ending
from tresse.core import clock
from tresse.documents.models import Block, Document
from tresse.meetings.models import Attendance, Meeting


def session(cast: Cast, *came: str, days_ago: int = 5, **fields: Any) -> Meeting:
    """A session held, and who of the cast came."""
    starts_at = clock.now() - timedelta(days=days_ago)
    meeting = Meeting.objects.create(
        **{
            "community": cast.community,
            "cycle": cast.cycle,
            "number": Meeting.objects.count() + 1,
            "title": "Une séance",
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            "convened_by": cast.place("awa"),
            **fields,
        }
    )
    for who in came:
        Attendance.objects.create(meeting=meeting, person=cast.person(who), came=True)
    return meeting


def wrote(cast: Cast, *who: str, **fields: Any) -> Document:
    """A document of the cycle, with a block from each of these people."""
    document = Document.objects.create(
        **{
            "community": cast.community,
            "cycle": cast.cycle,
            "title": "Carnet",
            "begun_by": cast.place("awa"),
            **fields,
        }
    )
    for position, name in enumerate(who, start=1):
        Block.objects.create(
            document=document, position=position, kind_key="text", body="Un mot.", brought_by=cast.place(name)
        )
    return document


def ended(cycle: Cycle, *, days_ago: int = 1) -> Cycle:
    """The cycle has ended without a document."""
    Cycle.objects.filter(pk=cycle.pk).update(
        ended_at=clock.now() - timedelta(days=days_ago), ending=Ending.WITHOUT_DOCUMENT, ending_reason="Trop tôt."
    )
    cycle.refresh_from_db()
    return cycle


def following(cycle: Cycle, *, days_ago: int = 0) -> Cycle:
    """The next cycle of the same strand, open since."""
    return Cycle.objects.create(
        strand=cycle.strand,
        number=cycle.number + 1,
        question="Et ensuite ?",
        intended_document="Un autre carnet",
        starts_on=clock.today() - timedelta(days=days_ago),
        ends_on=clock.today() + timedelta(days=150),
        phase_key=cycle.phase_key,
        opened_at=clock.now() - timedelta(days=days_ago),
    )
