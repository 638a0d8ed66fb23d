from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tresse.memberships.queries import entered_community
from tresse.welcome.where_we_are import WhereWeAre


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the community is today, for each of its members; those who have just signed land here (O4)."""
    community, membership = entered_community(request.user, slug)
    page = {"community": community, "tab": "overview", "here": WhereWeAre(membership)}
    return render(request, "welcome/where_we_are.html", page)
