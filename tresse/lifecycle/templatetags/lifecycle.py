from typing import Any

from django import template

from tresse.communities.models import Community, Cycle, Ending
from tresse.memberships.models import Membership
from tresse.principles import openness

register = template.Library()


@register.filter
def ending_name(ending: str) -> str:
    """How a cycle ends, in words."""
    return str(Ending(ending).label)


@register.simple_tag
def open_sessions(cycle: Cycle) -> openness.OpenSessions:
    """The sessions of this cycle that anybody may come to."""
    return openness.open_sessions(cycle)


@register.simple_tag
def own_circles(membership: Membership) -> list[tuple[Cycle, openness.Circle]]:
    """How this person is part of each open cycle: for a page only they read."""
    return openness.own_circles(membership)


@register.simple_tag
def cycle_to_open(community: Community, terms: dict[str, Any]) -> Cycle | None:
    """The cycle a consent would open, for everybody to read."""
    return Cycle.objects.filter(strand__community=community, pk=terms["cycle"]).select_related("strand").first()
