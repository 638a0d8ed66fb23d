"""What people find of sessions: what was announced, and what was written down."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Prefetch

from tresse.communities.searched import objectives_of
from tresse.confidence.models import Audience
from tresse.core.indexing import Entry
from tresse.meetings.models import Joining, Meeting, Minutes


def meetings(ids: list[int]) -> Iterable[Entry]:
    """A session as it is announced: its title, its intention, its place and its agenda. It names nobody (S3)."""
    found = Meeting.objects.filter(pk__in=ids).select_related("community", "cycle__strand")
    for meeting in found.prefetch_related("agenda", "community__strands", _joined("joinings")):
        moments = [moment.title for moment in meeting.agenda.all()]
        yield from _entries(meeting, meeting.pk, meeting.audience, [meeting.intention, meeting.place, *moments])


def minutes(ids: list[int]) -> Iterable[Entry]:
    """The minutes of a session, read on its page."""
    found = Minutes.objects.filter(pk__in=ids).select_related("meeting__community", "meeting__cycle__strand")
    joined = _joined("meeting__joinings")
    for one in found.prefetch_related("meeting__community__strands", "parts", "additions", joined):
        yield from _entries(one.meeting, one.pk, one.audience, [one.whole])


def _joined(path: str) -> Prefetch[Any]:
    return Prefetch(path, Joining.objects.accepted(), to_attr="joined")


def _entries(meeting: Meeting, id: int, audience: str, words: list[str]) -> Iterator[Entry]:
    """One for the community that called it, and one for each that holds it too, where it is kept inside."""
    own = _entry(meeting, id, audience, words)
    yield own
    if audience in (Audience.COMMUNITY, Audience.SESSION):
        for joining in meeting.joined:  # type: ignore[attr-defined]
            yield replace(own, community_id=joining.community_id, part=f"with {joining.community_id}")


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
