"""One pledge: whoever holds it says what became of it, in one gesture."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tresse.meetings import actions, queries
from tresse.meetings.minutes import queries as minutes_queries
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.minutes.forms import ChangedPledgeForm
from tresse.meetings.models import Pledge
from tresse.meetings.views.shell import within
from tresse.ui.answers import refused, show_refusal

ONE_GESTURE = {"kept": actions.keep_pledge, "dropped": actions.drop_pledge, "taken": actions.take_pledge}


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str, number: int, pledge: int) -> HttpResponse:
    """What was said, and what may be done with it: it is done, it becomes something else, I lay it down, I take it."""
    held = minutes_queries.visible_pledge(request.user, slug, number, pledge)
    said = request.POST.get("became", "")
    if said in ONE_GESTURE:
        ONE_GESTURE[said](held, by=request.user)
        return redirect(held)
    form = ChangedPledgeForm(request.POST if said == "changed" else None, pledge=held)
    if form.is_bound and form.is_valid():
        try:
            return redirect(actions.change_pledge(held, by=request.user, **form.cleaned_data))
        except ValidationError as error:
            show_refusal(form, error)
    answer = refused if request.method == "POST" else render
    return answer(request, "meetings/pledge.html", _page(request, held) | {"form": form})


def _page(request: HttpRequest, pledge: Pledge) -> dict[str, Any]:
    meeting = pledge.minutes.meeting
    return within(meeting) | {
        "pledge": pledge,
        "minutes": queries.visible_minutes(request.user, meeting),
        "following": Pledge.objects.visible_to(request.user).filter(follows=pledge).first(),
        "may_answer": minutes_rules.answering_pledge(request.user, pledge),
        "may_take": minutes_rules.taking_pledge(request.user, pledge),
    }
