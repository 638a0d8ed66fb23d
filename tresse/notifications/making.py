"""The digests, made for everybody who is due: who is told something, of which window of time.

What they say is composed as they leave (`letters.py`). Reading takes the same number of queries whatever the number of
people; writing goes by slices, each a short transaction that another worker cannot do as well.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from config.news import NEWS
from tresse.accounts.models import Person
from tresse.core import clock, outbox
from tresse.core.models import JournalEntry
from tresse.core.waiting import Waiting, waiting_for
from tresse.memberships.models import Membership
from tresse.notifications import moments, readers
from tresse.notifications.models import CommunityPace, Digest, MailChoices, Pace, Recall
from tresse.notifications.mornings import next_morning
from tresse.notifications.readers import COMPOSER, Reader
from tresse.notifications.stopping import headers_to_stop

BUNDLED_FOR = timedelta(minutes=5)  # « as it happens » waits so long for what follows at once
SETTLED = timedelta(minutes=1)  # no transaction is longer: what is older than this is all there to read
LOOKS_BACK = timedelta(days=7)  # for whoever has never been written to
SLICE = 500  # people looked after in one transaction


@dataclass(slots=True)
class Draft:
    """What one reader would be told."""

    reader: Reader
    windows: dict[int, datetime] = field(default_factory=dict)  # membership: since when
    has_news: bool = False
    has_something_new: bool = False
    told: dict[str, int] = field(default_factory=dict)  # thing that waits: how often it will have been told

    @property
    def is_empty(self) -> bool:
        return not self.has_news and not self.told

    @property
    def is_a_reminder(self) -> bool:
        """Only about what already waited."""
        return bool(self.told) and not self.has_news and not self.has_something_new


def make_morning_digests() -> int:
    """To everybody whose morning has come. How many were made."""
    now = clock.now()
    _prepare_newcomers(now)
    due = MailChoices.objects.filter(next_at__lte=now, stopped_at=None)
    if not due.exists():
        return 0
    return _make(Person.objects.filter(is_active=True, pk__in=due.values("person")), now, in_the_morning=True)


def make_digests_as_it_happens() -> int:
    """To whoever wants to hear at once, a few minutes after something happened. How many were made."""
    now = clock.now()
    stream = Concat(Value("community/"), Cast(OuterRef("membership__community"), CharField()))
    happened = JournalEntry.objects.filter(
        ~Q(by=OuterRef("membership__person")) | Q(by=None),
        stream=stream,
        at__gt=OuterRef("told_until"),
        at__lte=now - BUNDLED_FOR,
        kind__in=NEWS,
    )
    present = Membership.objects.present()
    due = CommunityPace.objects.filter(Exists(happened), pace=Pace.AS_IT_HAPPENS, membership__in=present)
    if not due.exists():
        return 0
    people = Person.objects.filter(is_active=True, pk__in=due.values("membership__person"))
    return _make(people, now, in_the_morning=False)


def _make(people: QuerySet[Person], now: datetime, *, in_the_morning: bool) -> int:
    until = now - SETTLED
    drafts = {
        person_id: Draft(reader, _windows(reader, now, until, in_the_morning))
        for person_id, reader in readers.read(people).items()
    }
    _look_for_news(drafts.values(), until)
    told = readers.recalls(people)
    for one in waiting_for(people):
        draft = drafts.get(one.person_id)
        if draft and moments.waits_at_this_pace(one, draft.reader, now, in_the_morning=in_the_morning):
            _consider(draft, one, told.get((one.person_id, one.key)), now, in_the_morning)
    for draft in drafts.values():
        _space_reminders(draft, now)
    looked_after = [draft for draft in drafts.values() if in_the_morning or not draft.is_empty]
    slices = (looked_after[start : start + SLICE] for start in range(0, len(looked_after), SLICE))
    return sum(_write(part, now, until, in_the_morning) for part in slices)


def _windows(reader: Reader, now: datetime, until: datetime, in_the_morning: bool) -> dict[int, datetime]:
    return {
        place.membership_id: place.since
        for place in reader.places.values()
        if place.since < until and moments.news_are_due(place, reader.zone, now, in_the_morning=in_the_morning)
    }


def _look_for_news(drafts: Iterable[Draft], until: datetime) -> None:
    """Somebody else did something worth telling, in one of these windows."""
    due = [
        (draft, place)
        for draft in drafts
        for place in draft.reader.places.values()
        if place.membership_id in draft.windows
    ]
    oldest = min((place.since for _draft, place in due), default=until)
    news = readers.news_since(oldest, until, {place.community_id for _draft, place in due})
    for draft, place in due:
        draft.has_news = draft.has_news or any(
            at > place.since and by != draft.reader.person_id for at, by in news[place.community_id]
        )


def _consider(
    draft: Draft, one: Waiting, told: tuple[int, datetime] | None, now: datetime, in_the_morning: bool
) -> None:
    """Tell what has just begun to wait; in the morning, recall what already did."""
    if moments.is_new(one, told):
        draft.told[one.key], draft.has_something_new = 1, True
    elif in_the_morning and moments.is_recalled(one, told, now):
        draft.told[one.key] = (told[0] if told else 1) + 1


def _space_reminders(draft: Draft, now: datetime) -> None:
    last = draft.reader.reminded_at
    if draft.is_a_reminder and last and now - last < moments.BETWEEN_REMINDERS:
        draft.told = {}


@transaction.atomic
def _write(drafts: list[Draft], now: datetime, until: datetime, in_the_morning: bool) -> int:
    """Their digests, and up to when each has been told.

    If another worker looked after one of them meanwhile, or they chose another pace, all are left for the next time.
    """
    ids = [draft.reader.person_id for draft in drafts]
    ours = MailChoices.objects.filter(person__in=ids, looked_at__lt=now).update(looked_at=now)
    if ours < len(ids):
        transaction.set_rollback(True)
        return 0
    written = [draft for draft in drafts if not draft.is_empty]
    _post(written, until)
    _remember(drafts, written, now, until)
    if in_the_morning:
        _set_next_morning(drafts, now)
    return len(written)


def _post(drafts: list[Draft], until: datetime) -> None:
    digests = Digest.objects.bulk_create(
        Digest(
            person_id=draft.reader.person_id,
            since=min(draft.windows.values(), default=until),
            until=until,
            windows={membership_id: since.isoformat() for membership_id, since in draft.windows.items()},
            items=list(draft.told),
        )
        for draft in drafts
    )
    outbox.post_to_compose(
        COMPOSER,
        (
            outbox.Envelope(
                draft.reader.email,
                f"digest/{draft.reader.person_id}/{digest.pk}",
                headers_to_stop(draft.reader.token),
            )
            for draft, digest in zip(drafts, digests, strict=True)
        ),
    )


def _remember(drafts: list[Draft], written: list[Draft], now: datetime, until: datetime) -> None:
    windows = [membership_id for draft in drafts for membership_id in draft.windows]
    CommunityPace.objects.filter(membership__in=windows).update(told_until=until)
    Recall.objects.bulk_create(
        (
            Recall(person_id=draft.reader.person_id, key=key, times=times, last_at=now)
            for draft in written
            for key, times in draft.told.items()
        ),
        update_conflicts=True,
        unique_fields=["person", "key"],
        update_fields=["times", "last_at"],
    )
    reminded = [draft.reader.person_id for draft in written if draft.is_a_reminder]
    MailChoices.objects.filter(person__in=reminded).update(reminded_at=now)


def _set_next_morning(drafts: list[Draft], now: datetime) -> None:
    by_zone = defaultdict(list)
    for draft in drafts:
        by_zone[draft.reader.zone].append(draft.reader.person_id)
    for zone, ids in by_zone.items():
        MailChoices.objects.filter(person__in=ids).update(next_at=next_morning(zone, now))


def _prepare_newcomers(now: datetime) -> None:
    """Whoever is new has the choices everybody begins with, and hears of the last days at most."""
    newcomers = Person.objects.filter(is_active=True, mail_choices=None).values_list("pk", "time_zone")
    MailChoices.objects.bulk_create(
        (MailChoices(person_id=pk, next_at=next_morning(zone, now)) for pk, zone in newcomers.iterator()),
        ignore_conflicts=True,
    )
    places = Membership.objects.live().filter(mail_pace=None).order_by()
    since = places.values_list("pk", Coalesce("signed_at", "since"))
    CommunityPace.objects.bulk_create(
        (
            CommunityPace(membership_id=pk, told_until=max(came_at, now - LOOKS_BACK))
            for pk, came_at in since.iterator()
        ),
        ignore_conflicts=True,
    )


def forget_old_digests() -> None:
    """Three months after a digest nobody needs its window; a year after, nor how often something was recalled."""
    now = clock.now()
    Digest.objects.filter(until__lt=now - outbox.KEPT).delete()
    Recall.objects.filter(last_at__lt=now - timedelta(days=365)).delete()
