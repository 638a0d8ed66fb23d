from django import template

from tresse.communities.models import Ending

register = template.Library()


@register.filter
def ending_name(ending: str) -> str:
    """How a cycle ends, in words."""
    return str(Ending(ending).label)
