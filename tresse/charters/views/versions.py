"""The versions there have been: each can be read again, with what it changed."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tresse.charters.differences import differences
from tresse.memberships.queries import membership_of, visible_community


@login_not_required
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions with their dates, the one in force first."""
    community = visible_community(request.user, slug)
    signed = Count("signatures", filter=Q(signatures__membership__left_at=None))
    page = {
        "community": community,
        "tab": "charter",
        "inside": membership_of(request.user, community) is not None,
        "versions": community.charters.versions().annotate(signed=signed),
    }
    return render(request, "charters/versions.html", page)


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version as it was, and what it changed from the one before."""
    community = visible_community(request.user, slug)
    version = get_object_or_404(community.charters.versions(), version=number)
    before = community.charters.versions().filter(version__lt=number).first()
    page = {
        "community": community,
        "tab": "charter",
        "inside": membership_of(request.user, community) is not None,
        "charter": version,
        "articles": version.articles.all(),
        "differences": differences(before, version) if before else None,
    }
    return render(request, "charters/version.html", page)
