"""Who keeps the register of decisions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage
from tresse.core.rulings import Ruling, granted
from tresse.decisions.models import Decision
from tresse.memberships import rules as memberships
from tresse.memberships.models import Function, Membership
from tresse.memberships.queries import holds_mandate, membership_of

KEEPERS = (*memberships.STEERING, Function.MEMORY_KEEPING)


def recording(person: Any, community: Community) -> Ruling:
    """A decision taken by consent is written down by whoever co-facilitates, co-steers or keeps the memory."""
    membership = membership_of(person, community)
    if membership is None or community.stage == Stage.CLOSED:
        return memberships.taking_part(person, community)
    return memberships.taking_part_as(membership) and _keeping(membership)


def changing_review(person: Any, decision: Decision) -> Ruling:
    """When it is looked at again may change; its words never do."""
    return recording(person, decision.community)


def narrowing(person: Any, decision: Decision) -> Ruling:
    """Letting fewer people read a decision is free for whoever keeps the register."""
    return recording(person, decision.community)


def reviewing(person: Any, decision: Decision) -> Ruling:
    """Whoever keeps the register looks at a decision again; one that has ended is looked at no more."""
    if decision.ended_on:
        return Ruling(_("This decision has ended. Propose other words if something is to be decided anew."))
    return recording(person, decision.community)


def ending_decision(person: Any, decision: Decision, terms: dict[str, Any]) -> Ruling:
    """What everybody consented to is ended by two people of two organisations, never by one (E4)."""
    return reviewing(person, decision)


def _keeping(membership: Membership) -> Ruling:
    if holds_mandate(membership, *KEEPERS):
        return granted
    return Ruling(_("This takes a live mandate of co-facilitation, co-steering or memory keeping."))
