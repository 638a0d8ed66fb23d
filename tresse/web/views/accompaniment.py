from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tresse.networks import rules
from tresse.web.accompaniment import overview


@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    """How the communities are doing, as a steward may read it: never what is said inside (S6)."""
    rules.keeping(request.user).require()
    return render(request, "web/communities.html", {"overview": overview()})
