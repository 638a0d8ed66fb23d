"""What is due to be told to one reader at this moment: the news of a place, a thing that waits."""

from datetime import datetime, timedelta

from tresse.core.waiting import Waiting
from tresse.notifications.models import Pace
from tresse.notifications.mornings import last_monday
from tresse.notifications.readers import Place, Reader

REMINDERS = 3  # of one thing that waits, after the first time; then it stays on the home page
AGAIN_AFTER = timedelta(days=7)
LAST_CALL = timedelta(days=2)  # before its end, whenever it was told before
BETWEEN_REMINDERS = timedelta(hours=20)  # one a day at most, whatever zones one travels through


def news_are_due(place: Place, zone: str, now: datetime, *, in_the_morning: bool) -> bool:
    """At its pace, the news of this place are told now."""
    if not place.hears_news:
        return False
    if not in_the_morning:
        return place.pace == Pace.AS_IT_HAPPENS
    return place.pace != Pace.WEEKLY or place.told_until < last_monday(zone, now)


def waits_at_this_pace(one: Waiting, reader: Reader, now: datetime, *, in_the_morning: bool) -> bool:
    """At the pace of the place where it waits, one may be told of it now.

    What waits nowhere one has a place, such as an invitation, is told in the morning. On mornings other than Monday
    whoever hears weekly is told only what cannot wait for the next one.
    """
    place = reader.places.get(one.community_id or 0)
    if place is None:
        return in_the_morning
    if not place.hears_what_waits:
        return False
    if not in_the_morning:
        return place.pace == Pace.AS_IT_HAPPENS
    monday = last_monday(reader.zone, now)
    cannot_wait = one.by is not None and one.by < monday + timedelta(days=7) + LAST_CALL
    return place.pace != Pace.WEEKLY or cannot_wait or place.told_until < monday


def is_new(one: Waiting, told: tuple[int, datetime] | None) -> bool:
    """No mail has said it yet, neither a digest nor one of its own."""
    return told is None and one.told_at is None


def is_recalled(one: Waiting, told: tuple[int, datetime] | None, now: datetime) -> bool:
    """It was told already, and is told again now: three times at most, a week apart or two days before its end."""
    times, last_at = told or (1, one.told_at)
    if last_at is None or times > REMINDERS:
        return False
    if one.recalled_at is not None:
        return any(last_at < moment <= now for moment in one.recalled_at)
    last_call = one.by - LAST_CALL if one.by else None
    return now >= last_at + AGAIN_AFTER or (last_call is not None and last_at < last_call <= now)
