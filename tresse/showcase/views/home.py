"""The network as a visitor finds it. `tresse.web` answers for the address `/`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tresse.objectives import OBJECTIVES
from tresse.showcase import queries
from tresse.showcase.tapestry import woven

BRAIDS, SESSIONS, PUBLICATIONS, WAYS = 12, 4, 4, 12


def visitors_home(request: HttpRequest) -> HttpResponse:
    """What the communities are for, and what they are living at present."""
    context = {
        "objectives": OBJECTIVES.values(),
        "ways": {kind: found[:WAYS] for kind, found in queries.ways_in().items()},
        "tapestry": woven(list(queries.communities_for(request.user)[:BRAIDS]), request.user),
        "sessions": queries.sessions_ahead(request.user)[:SESSIONS],
        "publications": queries.publications_for(request.user)[:PUBLICATIONS],
    }
    return render(request, "showcase/home.html", context)
