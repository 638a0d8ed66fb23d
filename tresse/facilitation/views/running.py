"""The page of a session that runs: whoever runs it goes on from step to step, everybody else sees where one stands."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tresse.core import clock
from tresse.facilitation import actions, plan, rules
from tresse.meetings.models import Meeting
from tresse.meetings.queries import visible_meeting
from tresse.ui.answers import answer, refused


@require_safe
@never_cache
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    meeting = _followed(request, slug, number)
    return render(request, "facilitation/run.html", _page(request, meeting))


@require_safe
@never_cache
def state(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Asked every few seconds by every page that watches: nothing at all, unless something is new."""
    meeting = _followed(request, slug, number)
    if request.GET.get("seen") == plan.seen(plan.last_turn(meeting)):
        return HttpResponse(status=204)
    return render(request, "facilitation/run.html#now", _page(request, meeting))


@require_POST
def go_on(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    meeting = visible_meeting(request.user, slug, number)
    return _moved(request, meeting, partial(actions.go_on, seen=_seen(request)))


@require_POST
def go_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    meeting = visible_meeting(request.user, slug, number)
    return _moved(request, meeting, partial(actions.go_back, seen=_seen(request)))


@require_POST
def give_time(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    meeting = visible_meeting(request.user, slug, number)
    minutes = request.POST.get("minutes", "")
    added = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 9 else 0
    return _moved(request, meeting, partial(actions.give_time, seen=request.POST.get("seen", ""), minutes=added))


@require_POST
def finish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    meeting = visible_meeting(request.user, slug, number)
    return _moved(request, meeting, partial(actions.finish, seen=_seen(request)))


def _moved(request: HttpRequest, meeting: Meeting, move: Callable[..., plan.Stand]) -> HttpResponse:
    """Where the session stands after this; or, if it could not be done, why."""
    try:
        move(meeting, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return refused(request, "facilitation/run.html", _page(request, meeting))
    to = reverse("facilitation:run", args=[meeting.community.slug, meeting.number])
    return answer(request, "facilitation/run.html#now", _page(request, meeting), to=to)


def _seen(request: HttpRequest) -> int:
    """The number of the step that was on the page; what is no number was never seen."""
    number = request.POST.get("seen", "").partition(".")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1


def _followed(request: HttpRequest, slug: str, number: int) -> Meeting:
    meeting = visible_meeting(request.user, slug, number)
    rules.following(request.user, meeting).require()
    return meeting


def _page(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "community": meeting.community,
        "stand": plan.stand_of(meeting),
        "may_drive": rules.driving(request.user, meeting),
        "now": clock.now(),
    }
