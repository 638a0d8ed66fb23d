from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tresse.accounts.models import Person
from tresse.core.waiting import most_urgent_first, waiting_for
from tresse.library.models import Publication
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership
from tresse.networks.queries import is_steward
from tresse.showcase.views.home import visitors_home
from tresse.web.first_run import first_steps
from tresse.welcome.queries import own_requests

SESSIONS_NEAR = 5
SHOWN_AT_ONCE = 7  # of what waits; the rest is one click away


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The face of the network for a visitor; for whoever has signed in, what waits for them."""
    if not request.network:  # type: ignore[attr-defined]
        return render(request, "web/no_network.html")
    if isinstance(request.user, Person):
        return _own_home(request, request.user)
    return visitors_home(request)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What is mine: communities, mandates, settings."""
    places = _places(request.user.pk or 0)
    return render(request, "web/me.html", {"places": places, "is_steward": is_steward(request.user)})


def _own_home(request: HttpRequest, person: Person) -> HttpResponse:
    places = list(_places(person.pk))
    inside = [place.community_id for place in places if place.is_inside]
    near = Meeting.objects.visible_to(person).upcoming().of(*inside)
    waiting = most_urgent_first(waiting_for(Person.objects.filter(pk=person.pk)))
    page = {
        "waiting": waiting[:SHOWN_AT_ONCE],
        "later": waiting[SHOWN_AT_ONCE:],
        "places": places,
        "requests": own_requests(person),
        "near": near.select_related("community")[:SESSIONS_NEAR],
        "made": Publication.objects.visible_to(person).current().select_related("community")[:4],
        "steps": first_steps(person),
        "is_steward": is_steward(person),
    }
    return render(request, "web/home.html", page)


def _places(person_id: int) -> QuerySet[Membership]:
    """Where this person has a place, signed or not."""
    return Membership.objects.live().filter(person_id=person_id).select_related("community", "organisation")
