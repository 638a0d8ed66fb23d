"""Who says what they bring to a cycle: each for themselves, and nobody for anybody else."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Cycle
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.memberships.queries import membership_of
from tresse.memberships.rules import taking_part


def answering(person: Any, cycle: Cycle) -> Ruling:
    """While a cycle is open, each one inside says their part in it and says it anew whenever they like (O6).

    Those who pause are asked too: answering is how they come back, or pause on.
    """
    if not cycle.opened_at:
        return Ruling(_("This cycle is not open yet: it asks everyone when it opens."))
    if cycle.ended_at:
        return Ruling(_("This cycle has ended. What you brought to it stays as you said it."))
    return taking_part_or_pausing(person, cycle)


def looking_back(person: Any, cycle: Cycle) -> Ruling:
    """One says oneself what became of one's part, if one wishes; nobody says it for another."""
    if not cycle.opened_at:
        return Ruling(_("This cycle is not open yet: it asks everyone when it opens."))
    return first_refusal(taking_part_or_pausing(person, cycle), _said_something(person, cycle))


def taking_part_or_pausing(person: Any, cycle: Cycle) -> Ruling:
    """Whoever takes part, or pauses and may come back."""
    membership = membership_of(person, cycle.community)
    if membership and membership.paused_at and not membership.must_sign_before_writing:
        return granted
    return taking_part(person, cycle.community)


def _said_something(person: Any, cycle: Cycle) -> Ruling:
    if cycle.commitments.filter(membership__person=person, membership__left_at=None).exists():
        return granted
    return Ruling(_("You had not said what your part would be: there is nothing to look back on."))
