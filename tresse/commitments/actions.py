"""Saying one's part in a cycle. The journal tells none of it: it is nobody's account."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from tresse.commitments import rules
from tresse.commitments.models import TAKING_PART, Answer, Commitment
from tresse.communities.models import Community, Cycle
from tresse.memberships.actions import come_back, pause
from tresse.memberships.models import Membership
from tresse.memberships.queries import mandates_not_over, membership_of


@transaction.atomic
def say_my_part(
    cycle: Cycle,
    *,
    by: Any,
    answer: str,
    brings: str = "",
    looks_for: str = "",
    hours: int | None = None,
    functions: Iterable[str] = (),
) -> Commitment:
    """Say one's part in this cycle, or say it anew, without having to say why (O6).

    Whoever says they pause pauses now, unless they hold a mandate: they hand it over first, on their own page. Whoever
    was pausing and says they come along is back. Leaving is a gesture of its own (S8): here it is only said.
    """
    cycle, membership = _held(cycle, by)
    rules.answering(by, cycle).require()
    commitment, _is_new = Commitment.objects.update_or_create(
        cycle=cycle,
        membership=membership,
        defaults={
            "answer": answer,
            "brings": brings.strip(),
            "looks_for": looks_for.strip(),
            "hours": hours,
            "functions": sorted(functions),
        },
    )
    if membership and answer == Answer.PAUSE and not membership.paused_at and not mandates_not_over(membership):
        commitment.membership = pause(cycle.community, by=by)
    if membership and answer in TAKING_PART and membership.paused_at:
        commitment.membership = come_back(cycle.community, by=by)
    return commitment


@transaction.atomic
def look_back(cycle: Cycle, *, by: Any, became: str) -> Commitment:
    """Say what became of one's part: kept, changed on the way, set down; or nothing any more."""
    cycle, membership = _held(cycle, by)
    rules.looking_back(by, cycle).require()
    commitment = Commitment.objects.get(cycle=cycle, membership=membership)
    commitment.became = became
    commitment.save(update_fields=["became"])
    return commitment


def _held(cycle: Cycle, by: Any) -> tuple[Cycle, Membership | None]:
    """The cycle as it is now, its community held, and this person's place there."""
    community = Community.objects.held().get(pk=cycle.strand.community_id)
    cycle = Cycle.objects.select_related("strand__community").get(pk=cycle.pk)
    return cycle, membership_of(by, community)
