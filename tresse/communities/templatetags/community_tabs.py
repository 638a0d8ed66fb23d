from typing import Any

from django import template

from tresse.communities.models import Community
from tresse.confidence.models import places_of

register = template.Library()


@register.simple_tag(takes_context=True)
def is_inside(context: dict[str, Any], community: Community) -> bool:
    """The reader is inside this community: the tabs that exist only there are shown.

    A page that knows already says so as `inside`.
    """
    if "inside" in context:
        return bool(context["inside"])
    reader = context["request"].user
    if not reader.is_authenticated or context.get("as_public"):
        return False
    if context.get("membership"):
        return True
    return community.pk in places_of(reader)
