"""The minutes as they are read; called ready, corrected, then added to."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.meetings import actions, queries
from tresse.meetings.minutes import queries as minutes_queries
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.minutes.forms import AdditionForm, AnswerForm, CorrectionForm
from tresse.meetings.models import Correction, Minutes
from tresse.meetings.moments import when
from tresse.meetings.views.shell import within
from tresse.memberships.queries import membership_of
from tresse.ui.answers import refused, show_refusal, typed


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A printed programme, with what was said under each hour; for those inside, what came of it."""
    meeting = queries.visible_meeting(request.user, slug, number)
    minutes = queries.visible_minutes(request.user, meeting)
    if minutes is None:
        raise Http404
    return render(request, "meetings/minutes_read.html", page_of(request, minutes))


@require_POST
def ready(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """They are ready: those invited receive them, and those who were there may correct them."""
    minutes = minutes_queries.entered_minutes(request.user, slug, number)
    actions.call_minutes_ready(minutes, by=request.user)
    messages.success(request, _("The minutes leave by mail for those invited who may read them."))
    return redirect("meetings:minutes_read", slug, number)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say how a passage should read."""
    minutes = minutes_queries.entered_minutes(request.user, slug, number)
    minutes_rules.correcting(request.user, minutes).require()
    form = CorrectionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose_correction(minutes, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            taken = _("It is corrected, in your words.")
            messages.success(request, taken if made.own_words else _("Your correction waits for somebody else."))
            return redirect("meetings:minutes_read", slug, number)
    page = within(minutes.meeting) | {"minutes": minutes, "form": form}
    return (refused if form.is_bound else render)(request, "meetings/correction.html", page)


@require_POST
def answer(request: HttpRequest, slug: str, number: int, correction: int) -> HttpResponse:
    """Take a correction, or leave the words as they are."""
    minutes = minutes_queries.entered_minutes(request.user, slug, number)
    asked = get_object_or_404(Correction, minutes=minutes, pk=correction)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_correction(
                asked, taken="taken" in request.POST, word=form.cleaned_data["word"], by=request.user
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return refused(request, "meetings/minutes_read.html", page_of(request, minutes))
    return redirect(f"{minutes.get_absolute_url()}#corrections")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A few dated words beside settled minutes."""
    minutes = minutes_queries.entered_minutes(request.user, slug, number)
    minutes_rules.adding(request.user, minutes).require()
    form = AdditionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.add_to_minutes(minutes, text=form.cleaned_data["text"], by=request.user)
        return redirect(f"{minutes.get_absolute_url()}#additions")
    page = within(minutes.meeting) | {"minutes": minutes, "form": form}
    return (refused if form.is_bound else render)(request, "meetings/addition.html", page)


def page_of(request: HttpRequest, minutes: Minutes) -> dict[str, Any]:
    """All that the page of the minutes says to whoever reads it; outside, their words alone."""
    meeting = minutes.meeting
    inside = membership_of(request.user, meeting.community) is not None
    page = within(meeting) | {
        "minutes": minutes,
        "inside": inside,
        "when": when(meeting),
        "sections": minutes_queries.sections(minutes, inside=inside),
        "additions": minutes.additions.select_related("added_by__person"),
    }
    if not inside:
        return page
    corrections = minutes.corrections.select_related("proposed_by__person", "answered_by__person")
    return page | {
        "may": minutes_rules.rulings(request.user, minutes),
        "proposed": minutes_queries.proposed_of(minutes, request.user),
        "made": minutes_queries.made_of(minutes, request.user),
        "pledges": minutes_queries.pledges_of(minutes, request.user),
        "corrections": [c for c in corrections if not c.own_words],
    }
