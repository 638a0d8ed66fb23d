"""Those to whom something may be written now, read all at once: the same few queries for ten people and for ten thousand."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from config.news import NEWS
from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.notifications.models import WITH_NEWS, CommunityPace, MailChoices, Pace, Recall

COMPOSER = "tresse.notifications.letters.compose"

News = dict[int, list[tuple[datetime, int | None]]]  # by community: when, and by whom


@dataclass(slots=True)
class Place:
    """One place of a reader, as far as mails go."""

    membership_id: int
    community_id: int
    pace: str
    told_until: datetime
    token: str
    signed_at: datetime | None
    paused_at: datetime | None

    @property
    def hears_news(self) -> bool:
        """Inside and not pausing: before one has signed, one is told only what waits."""
        return self.signed_at is not None and self.paused_at is None and self.pace in WITH_NEWS

    @property
    def hears_what_waits(self) -> bool:
        return self.paused_at is None and self.pace != Pace.NOTHING

    @property
    def since(self) -> datetime:
        """Where the window of its news begins: where the last one ended, or as one came in."""
        return max(self.told_until, self.signed_at or self.told_until)


@dataclass(slots=True)
class Reader:
    """Somebody to whom something may be written now."""

    person_id: int
    email: str
    zone: str
    token: str
    reminded_at: datetime | None
    places: dict[int, Place] = field(default_factory=dict)  # by community


def read(people: QuerySet[Person]) -> dict[int, Reader]:
    """These people with their places; whoever has a letter still on its way is left for later."""
    expecting = _expecting()
    readers = {
        choices[0]: Reader(*choices)
        for choices in MailChoices.objects.filter(person__in=people, stopped_at=None)
        .values_list("person", "person__email", "person__time_zone", "token", "reminded_at")
        .order_by("person")
        .iterator()
        if choices[0] not in expecting
    }
    for person_id, place in _places(people):
        if person_id in readers:
            readers[person_id].places[place.community_id] = place
    return readers


def news_since(oldest: datetime, until: datetime, community_ids: set[int]) -> News:
    """What happened in these communities that is news, and by whom."""
    found: News = defaultdict(list)
    streams = {Community(pk=community_id).stream: community_id for community_id in community_ids}
    told = JournalEntry.objects.filter(stream__in=streams, kind__in=NEWS, at__gt=oldest, at__lte=until)
    for stream, at, by in told.order_by().values_list("stream", "at", "by").iterator():
        found[streams[stream]].append((at, by))
    return found


def recalls(people: QuerySet[Person]) -> dict[tuple[int, str], tuple[int, datetime]]:
    """How often each of these people was told of each thing that waits, and when last."""
    told = Recall.objects.filter(person__in=people).values_list("person", "key", "times", "last_at")
    return {(person_id, key): (times, last_at) for person_id, key, times, last_at in told.iterator()}


def _expecting() -> set[int]:
    """Whose last digest has not left yet: with a mail server away for days, there is still one."""
    unsent = OutgoingMail.objects.filter(composer=COMPOSER, next_attempt_at__isnull=False)
    return {int(cause.split("/")[1]) for cause in unsent.values_list("cause", flat=True).iterator()}


def _places(people: QuerySet[Person]) -> Iterator[tuple[int, Place]]:
    paces = CommunityPace.objects.filter(membership__person__in=people, membership__left_at=None)
    rows: QuerySet[Any, Any] = paces.values_list(
        "membership__person",
        "membership",
        "membership__community",
        "pace",
        "told_until",
        "token",
        "membership__signed_at",
        "membership__paused_at",
    )
    for person_id, *place in rows.iterator():
        yield person_id, Place(*place)
