from typing import Any

from django import template

from tresse.communities.models import Community
from tresse.memberships.naming import named_here
from tresse.welcome.models import JoinRequest

register = template.Library()


@register.simple_tag
def request_to_admit(community: Community, terms: dict[str, Any]) -> JoinRequest | None:
    """The request a consent would answer, for everybody to read."""
    requests = JoinRequest.objects.filter(community=community, pk=terms["request"])
    return requests.select_related("community", "person").first()


@register.simple_tag
def who_asked(request: JoinRequest) -> str:
    """Whoever asked, under the name they are read by here (S8)."""
    return named_here(request.community)(request.person)
