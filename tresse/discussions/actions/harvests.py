"""A harvest is promised for a day, handed back, kept; it stays on top of the conversation with its date."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.core import clock, indexing
from tresse.core.text import exact
from tresse.discussions import queries, rules
from tresse.discussions.actions.holding import held, record
from tresse.discussions.models import Harvest, Promise, Thread
from tresse.memberships.queries import place_of


class HarvestChanged(Exception):
    """Another version was kept since this one was begun. Nothing is lost: it is here."""

    def __init__(self, harvest: Harvest) -> None:
        super().__init__(harvest)
        self.harvest = harvest


@transaction.atomic
def promise_harvest(thread: Thread, *, by: Any, due_on: date) -> Promise:
    """Promise to sum the conversation up for a day; a promise past its day is taken over."""
    thread = held(thread)
    if due_on < clock.today():
        raise ValidationError({"due_on": _("Choose today or a day to come.")})
    rules.promising(by, thread).require()
    Promise.objects.filter(thread=thread, kept_at=None, handed_back_at=None).update(handed_back_at=clock.now())
    promise = Promise.objects.create(thread=thread, by=place_of(by, thread.community), due_on=due_on)
    record("thread.promised", thread, by, due_on=due_on)
    return promise


@transaction.atomic
def hand_back(promise: Promise, *, by: Any) -> None:
    """Hand the promise back, so that somebody else may take it up. No reason is asked."""
    thread = held(promise.thread)
    promise = Promise.objects.select_related("by").get(pk=promise.pk)
    promise.thread = thread
    rules.handing_back(by, promise).require()
    if promise.kept_at or promise.handed_back_at:
        return
    promise.handed_back_at = clock.now()
    promise.save(update_fields=["handed_back_at"])
    record("thread.handed_back", thread, by)


@transaction.atomic
def harvest(thread: Thread, *, by: Any, text: str, expected_number: int, closes: bool) -> Harvest:
    """Sum the conversation up; the versions before stay readable. Closed, it opens again with the next message.

    Raises `HarvestChanged` when another version was kept meanwhile.
    """
    thread = held(thread)
    text = exact(text)
    latest = queries.harvest_of(thread)
    rules.harvesting(by, thread).require()
    if latest is None or latest.text != text:
        if latest and latest.number != expected_number:
            raise HarvestChanged(latest)
        latest = _keep(thread, latest, text, by)
    thread.harvested_at = (thread.harvested_at or clock.now()) if closes else None
    thread.save(update_fields=["harvested_at"])
    indexing.written(thread)
    return latest


def _keep(thread: Thread, latest: Harvest | None, text: str, by: Any) -> Harvest:
    if not text:
        raise ValidationError({"text": _("Write what this conversation has brought.")})
    number = latest.number + 1 if latest else 1
    new = Harvest.objects.create(
        thread=thread, number=number, text=text, by=place_of(by, thread.community), at=clock.now()
    )
    kept = Promise.objects.filter(thread=thread, kept_at=None, handed_back_at=None)
    if kept.update(kept_at=clock.now()) or number == 1:
        record("thread.harvested", thread, by)
    return new
