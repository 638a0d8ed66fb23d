from typing import Any

from django import template

from tresse.communities.models import Community
from tresse.memberships.mandate_queries import held_already
from tresse.memberships.models import Function, Membership

register = template.Library()


@register.simple_tag
def mandate_terms(community: Community, terms: dict[str, Any]) -> dict[str, Any]:
    """Who would hold what, in words, for both people to read."""
    members = Membership.objects.filter(community=community).select_related("person", "organisation")
    holder = members.filter(pk=terms["membership"]).first()
    strand = community.strands.filter(pk=terms["strand"] or 0).first()
    held = held_already(holder, terms["function"], strand) if holder else None
    return {
        "holder": holder,
        "function": Function(terms["function"]).label,
        "strand": strand,
        "renewed": held if held and not held.is_interim else None,
    }
