"""What people find of sessions: what was announced, and what was written down."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import prefetch_related_objects

from tresse.communities.searched import objectives_of
from tresse.confidence.models import Audience
from tresse.core.indexing import Entry
from tresse.meetings.models import Joining, Meeting, Minutes

INSIDE = (Audience.COMMUNITY, Audience.SESSION)


def meetings(found: list[Meeting]) -> Iterable[Entry]:
    """A session as it is announced: its title, its intention, its place and its agenda. It names nobody (S3)."""
    prefetch_related_objects(found, "community", "cycle__strand", "agenda")
    objectives, joined = objectives_of(found), _joined(found)
    for meeting in found:
        words = [meeting.intention, meeting.place, *(moment.title for moment in meeting.agenda.all())]
        entry = _entry(meeting, meeting.pk, meeting.audience, words, objectives[meeting.pk])
        yield from _for_each_side(entry, joined.get(meeting.pk, []))


def minutes(found: list[Minutes]) -> Iterable[Entry]:
    """The minutes of a session, read on its page."""
    prefetch_related_objects(found, "meeting__community", "meeting__cycle__strand", "parts", "additions")
    about = [one.meeting for one in found]
    objectives, joined = objectives_of(about), _joined(about)
    for one in found:
        entry = _entry(one.meeting, one.pk, one.audience, [one.whole], objectives[one.meeting_id])
        yield from _for_each_side(entry, joined.get(one.meeting_id, []))


def _joined(meetings: list[Meeting]) -> dict[int, list[int]]:
    """The communities that hold each of these sessions too, by its id."""
    joined: dict[int, list[int]] = {}
    accepted = Joining.objects.accepted().filter(meeting__in=meetings).order_by("pk")
    for meeting_id, community_id in accepted.values_list("meeting", "community"):
        joined.setdefault(meeting_id, []).append(community_id)
    return joined


def _for_each_side(own: Entry, joined: list[int]) -> Iterator[Entry]:
    """One for the community that called it, and one for each that holds it too, where it is kept inside."""
    yield own
    if own.audience in INSIDE:
        for community_id in joined:
            yield replace(own, community_id=community_id, part=f"with {community_id}")


def _entry(meeting: Meeting, id: int, audience: str, words: list[str], objectives: list[str]) -> Entry:
    return Entry(
        id=id,
        title=meeting.title,
        text="\n\n".join(word for word in words if word),
        url=meeting.get_absolute_url(),
        on=meeting.starts_at.astimezone(meeting.zone).date(),
        audience=audience,
        language=meeting.community.language,
        community_id=meeting.community_id,
        meeting_id=meeting.pk,
        objectives=objectives,
        shown_in=("meetings.Meeting", meeting.pk),
    )
