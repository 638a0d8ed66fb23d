from django import template

from tresse.communities.models import Cycle, Ending
from tresse.memberships.models import Membership
from tresse.principles import openness

register = template.Library()


@register.filter
def ending_name(ending: str) -> str:
    """How a cycle ends, in words."""
    return str(Ending(ending).label)


@register.simple_tag
def own_circles(membership: Membership) -> list[tuple[Cycle, openness.Circle]]:
    """How this person is part of each open cycle: for a page only they read."""
    return openness.own_circles(membership)
