from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tresse.accounts.models import Person
from tresse.library.models import Publication
from tresse.memberships.models import Membership
from tresse.networks.queries import is_steward
from tresse.showcase.views.home import visitors_home
from tresse.web.first_run import first_steps
from tresse.web.waiting import places_and_meetings, waiting_for

SESSIONS_NEAR = 5


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The face of the network for a visitor; for whoever has signed in, what waits for them."""
    if not request.network:  # type: ignore[attr-defined]
        return render(request, "web/no_network.html")
    if isinstance(request.user, Person):
        return _own_home(request, request.user)
    return visitors_home(request)


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """What is mine: communities, mandates, settings."""
    places = (
        Membership.objects.live().filter(person_id=request.user.pk or 0).select_related("community", "organisation")
    )
    return render(request, "web/me.html", {"places": places, "is_steward": is_steward(request.user)})


def _own_home(request: HttpRequest, person: Person) -> HttpResponse:
    places, meetings = places_and_meetings(person)
    page = {
        "waiting": waiting_for(person, places, meetings),
        "places": places,
        "near": meetings[:SESSIONS_NEAR],
        "made": Publication.objects.visible_to(person).current().select_related("community")[:4],
        "steps": first_steps(person),
    }
    return render(request, "web/home.html", page)
