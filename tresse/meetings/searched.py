"""What people find of sessions: what was announced, and what was written down."""

from collections.abc import Iterable

from tresse.communities.searched import objectives_of
from tresse.core.indexing import Entry
from tresse.meetings.models import Meeting, Minutes


def meetings(ids: list[int]) -> Iterable[Entry]:
    """A session as it is announced: its title, its intention, its place and its agenda. It names nobody (S3)."""
    found = Meeting.objects.filter(pk__in=ids).select_related("community", "cycle__strand")
    for meeting in found.prefetch_related("agenda", "community__strands"):
        moments = [moment.title for moment in meeting.agenda.all()]
        yield _entry(meeting, meeting.pk, meeting.audience, [meeting.intention, meeting.place, *moments])


def minutes(ids: list[int]) -> Iterable[Entry]:
    """The minutes of a session, read on its page."""
    found = Minutes.objects.filter(pk__in=ids).select_related("meeting__community", "meeting__cycle__strand")
    for one in found.prefetch_related("meeting__community__strands", "parts", "additions"):
        yield _entry(one.meeting, one.pk, one.audience, [one.whole])


def _entry(meeting: Meeting, id: int, audience: str, words: list[str]) -> Entry:
    community, cycle = meeting.community, meeting.cycle
    return Entry(
        id=id,
        title=meeting.title,
        text="\n\n".join(word for word in words if word),
        url=meeting.get_absolute_url(),
        on=meeting.starts_at.astimezone(meeting.zone).date(),
        audience=audience,
        language=community.language,
        community_id=community.pk,
        meeting_id=meeting.pk,
        objectives=objectives_of(community, cycle.strand.objective_key if cycle else None),
        shown_in=("meetings.Meeting", meeting.pk),
    )
