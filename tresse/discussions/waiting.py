"""What waits in conversations: a promise to keep, a question nobody has answered."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.discussions import things
from tresse.discussions.models import Promise, Thread
from tresse.memberships.queries import once_for_each_present

UNANSWERED = timedelta(days=4)  # then it is put before everybody inside
LET_GO = timedelta(days=25)  # nobody knew: it stays on top of the list, and no longer waits for each


def promises(people: QuerySet[Any]) -> Iterator[Waiting]:
    """The harvests they promised, by their day."""
    promised = Promise.objects.held().filter(by__person__in=people, by__paused_at=None)
    kept = list(promised.select_related("by", "thread__community"))
    open_inside = _open_inside(promise.thread_id for promise in kept)
    for promise in kept:
        thread = promise.thread
        yield Waiting(
            promise.by.person_id,
            _("You promised the harvest of “%(title)s” in %(community)s.")
            if thread.pk in open_inside
            else _("You promised the harvest of a conversation in %(community)s."),
            reverse("discussions:harvest", args=[thread.community.slug, thread.number]),
            _("Write the harvest"),
            facts={"title": thread.title, "community": thread.community},
            by=make_aware(datetime.combine(promise.due_on, time.max)),
            community_id=thread.community_id,
            told_at=promise.made_at,
        )


def questions(people: QuerySet[Any]) -> Iterator[Waiting]:
    """Questions left without an answer for some days, before everybody inside but whoever asked. Told once, not recalled."""
    now = clock.now()
    asked = Thread.objects.filter(
        things.read_by_all_inside(), started_at__lte=now - UNANSWERED, started_at__gt=now - LET_GO
    ).exclude(audience=Audience.SESSION)
    unanswered = once_for_each_present(asked.unanswered(), people)
    for thread in unanswered.exclude(started_by__person=F("reader_id")).select_related("community"):
        yield Waiting(
            thread.reader_id,
            _("A question of %(community)s waits for a first answer: %(title)s."),
            thread.get_absolute_url() + "#answer",
            _("Answer, even in a line"),
            facts={"community": thread.community, "title": thread.title},
            recalled_at=(),
            community_id=thread.community_id,
        )


def _open_inside(ids: Iterable[int]) -> set[int]:
    """Those kept from nobody inside: of the others not even the title is told to many at once (S1)."""
    threads = Thread.objects.filter(things.read_by_all_inside(), pk__in=list(ids))
    return set(threads.exclude(audience=Audience.SESSION).values_list("pk", flat=True))
