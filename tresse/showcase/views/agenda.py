"""The open sessions: anybody may come, from the network or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tresse.showcase import queries

BEHIND = 12  # how many past sessions are recalled


@login_not_required
def agenda(request: HttpRequest) -> HttpResponse:
    context = {
        "months": queries.by_month(queries.sessions_ahead(request.user)),
        "behind": queries.sessions_behind(request.user)[:BEHIND],
    }
    return render(request, "showcase/agenda.html", context)
