"""An organisation: what it is, and the communities its people take part in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tresse.networks.models import Organisation
from tresse.showcase import queries
from tresse.showcase.tapestry import woven


@login_not_required
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organisation, slug=slug)
    tapestry = woven(list(queries.communities_of(found, request.user)), request.user)
    return render(request, "showcase/organisation.html", {"organisation": found, "tapestry": tapestry})
