from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tresse.memberships.queries import entered_community
from tresse.principles import engagement, openness


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """How the community is doing, told to its members, with what could be done about it."""
    community, membership = entered_community(request.user, slug)
    page = {
        "community": community,
        "tab": "members",
        "membership": membership,
        "engagement": engagement.signs(community),
        "openness": openness.signs(community),
    }
    return render(request, "lifecycle/signs.html", page)
