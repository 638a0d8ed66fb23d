"""The door of a community, for those inside."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tresse.memberships.queries import entered_community, waiting_invitations
from tresse.memberships.rules import inviting
from tresse.principles.openness import door
from tresse.welcome.queries import trials, visible_requests


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether it is open and why, who asks to come in, who was invited, who has just come and who welcomes them."""
    community, membership = entered_community(request.user, slug)
    page = {
        "community": community,
        "tab": "members",
        "membership": membership,
        "door": door(community),
        "may_invite": inviting(request.user, community),
        "requests": visible_requests(request.user, community),
        "invitations": waiting_invitations(community),
        "trials": trials(community, membership),
    }
    return render(request, "welcome/door.html", page)
