"""Who is being asked, and what each brings."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.text import slugify

from tresse.commitments.models import ASKS_FOR, Commitment
from tresse.communities.models import Cycle, Stage
from tresse.core import clock
from tresse.memberships.models import Membership


def asked(people: QuerySet[Any]) -> QuerySet[Membership]:
    """A new cycle asks everyone inside, those who pause included, until they answer or a month has gone by (O6).

    Nothing is written down to ask: an open cycle asks by itself, so that nobody can be forgotten, and whoever comes in
    meanwhile is asked from then on. One row for each membership and open cycle, with `cycle_id`, `question` and
    `opened_at`.
    """
    since = clock.now() - ASKS_FOR
    said = Commitment.objects.filter(membership=OuterRef("pk"), cycle=OuterRef("cycle_id"))
    return (
        Membership.objects.inside()
        .filter(person__in=people)
        .exclude(community__stage=Stage.CLOSED)
        .annotate(
            cycle_id=F("community__strands__cycles__pk"),
            question=F("community__strands__cycles__question"),
            opened_at=F("community__strands__cycles__opened_at"),
            ended_at=F("community__strands__cycles__ended_at"),
        )
        .filter(Q(opened_at__gt=since) | Q(signed_at__gt=since), opened_at__isnull=False, ended_at=None)
        .filter(~Exists(said))
        .select_related("community")
        .order_by("opened_at", "pk")
    )


def asked_at(opened_at: datetime, signed_at: datetime) -> datetime:
    """When the cycle began to ask this person: at its opening, or as they came in."""
    return max(opened_at, signed_at)


def part_of(membership: Membership, cycle: Cycle) -> Commitment | None:
    """What this member says of their part in this cycle, if they said anything."""
    return Commitment.objects.filter(membership=membership, cycle=cycle).first()


def offers_and_wishes(cycle: Cycle) -> list[Commitment]:
    """What each one brings and looks for, in alphabetical order, accents aside."""
    shared = Commitment.objects.shared().filter(cycle=cycle)
    found = shared.select_related("membership__person", "membership__organisation")
    return sorted(found, key=lambda part: slugify(part.membership.person.name))
