"""What waits before a date is found: to say when one can, then to choose the moment."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.core.waiting import Waiting
from tresse.memberships.models import Mandate, Membership
from tresse.memberships.queries import once_for_each_present
from tresse.memberships.rules import STEERING
from tresse.polls.models import Poll, PollAnswer


def answers(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Polls still open of which they have said nothing."""
    said = PollAnswer.objects.filter(moment__poll=OuterRef("pk"), membership__person=OuterRef("reader_id"))
    silent = once_for_each_present(Poll.objects.open(), people).filter(~Exists(said.counted()))
    for poll in silent.select_related("community").iterator():
        yield Waiting(
            poll.reader_id,
            _("%(community)s looks for a date: %(title)s."),
            poll.get_absolute_url(),
            _("Say when you can"),
            facts={"community": poll.community, "title": poll.title},
            by=poll.closes_at,
            community_id=poll.community_id,
            told_at=poll.opened_at,
        )


def choices(people: QuerySet[Person]) -> Iterator[Waiting]:
    """The time to answer is over: whoever opened the poll chooses; if they are not there, whoever steers."""
    theirs = once_for_each_present(Poll.objects.to_settle(), people).filter(_opened_it() | _steers_instead())
    for poll in theirs.select_related("community").annotate(last=Max("moments__starts_at")).iterator():
        yield Waiting(
            poll.reader_id,
            _("Everybody has had time to say when they can: %(title)s (%(community)s)."),
            f"{poll.get_absolute_url()}#choose",
            _("Choose the moment"),
            facts={"community": poll.community, "title": poll.title},
            by=poll.last,
            community_id=poll.community_id,
        )


def _opened_it() -> Q:
    return Q(opened_by__person=F("reader_id"))


def _steers_instead() -> Q:
    there = Membership.objects.present().filter(pk=OuterRef("opened_by"))
    steers: Any = Mandate.objects.live().filter(
        membership__person=OuterRef("reader_id"),
        membership__community=OuterRef("community"),
        function__in=STEERING,
    )
    return ~Exists(there) & Q(Exists(steers))
