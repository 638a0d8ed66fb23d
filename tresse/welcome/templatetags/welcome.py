from typing import Any

from django import template

from tresse.communities.models import Community
from tresse.welcome.models import JoinRequest

register = template.Library()


@register.simple_tag
def request_to_admit(community: Community, terms: dict[str, Any]) -> JoinRequest | None:
    """The request a consent would answer, for everybody to read."""
    requests = JoinRequest.objects.filter(community=community, pk=terms["request"])
    return requests.select_related("community", "person").first()
