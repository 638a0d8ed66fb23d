"""Looking for a date: proposing moments, reading who can, saying when one can, choosing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.meetings.moments import when
from tresse.meetings.usual import usual_terms, zones_around
from tresse.memberships.queries import entered_community
from tresse.polls import actions, forms, queries, rules
from tresse.polls.models import Poll
from tresse.polls.until import Until
from tresse.ui.answers import refused, show_refusal, typed

SHOWN_AT_FIRST = 4
REST = ("place", "link", "cycle", "audience", "open_session", "chatham_house")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose moments to everyone."""
    community, _membership = entered_community(request.user, slug)
    rules.opening(request.user, community).require()
    form = forms.PollForm(
        typed(request), community=community, zones=zones_around(community), initial=usual_terms(community)
    )
    moments = forms.moments(typed(request))
    if request.method == "POST" and form.is_valid() and moments.is_valid():
        try:
            proposed = moments.proposed(form.cleaned_data["time_zone"])
            poll = actions.open_poll(community, by=request.user, moments=proposed, **form.terms())
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The moments are proposed, and everyone present is asked by mail."))
            return redirect(poll)
    page = {"community": community, "tab": "meetings", "form": form, "moments": moments}
    lines = list(enumerate(moments.forms, start=1))
    page |= {"first": lines[:SHOWN_AT_FIRST], "more": lines[SHOWN_AT_FIRST:]}
    page["rest"] = [form[name] for name in REST]
    return (refused if form.is_bound else render)(request, "polls/new.html", page)


@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Each moment and who could come; one's own answers; choosing, for whoever may."""
    return render(request, "polls/poll.html", _page(request, _poll(request, slug, number)))


@require_POST
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say when one can."""
    poll = _poll(request, slug, number)
    sheet = queries.sheet(poll, request.user)
    form = forms.AnswerForm(request.POST, rows=sheet.rows)
    if form.is_valid():
        try:
            actions.answer_poll(poll, by=request.user, voices=form.voices())
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Thank you, this is kept. You may change it until the poll closes."))
            return redirect(poll)
    return refused(request, "polls/poll.html", _page(request, poll) | {"form": form})


@require_POST
def choose(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose a moment: the session is called."""
    poll = _poll(request, slug, number)
    chosen = request.POST.get("moment", "")
    try:
        meeting = actions.settle(poll, number=int(chosen[:4]) if chosen.isdecimal() else 0, by=request.user)
    except ValidationError as error:
        return refused(request, "polls/poll.html", _page(request, poll) | {"unclear": error.messages})
    messages.success(
        request, _("The session is called, and the invitation leaves. Whoever said yes is noted as coming.")
    )
    return redirect(meeting)


@require_POST
def closing(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Leave more time to answer."""
    poll = _poll(request, slug, number)
    form = forms.ClosingForm(request.POST)
    if form.is_valid():
        try:
            actions.prolong(poll, closes_at=form.closes_at(poll.time_zone), by=request.user)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("This is kept."))
            return redirect(poll)
    return refused(request, "polls/poll.html", _page(request, poll) | {"closing": form})


@require_POST
def call_off(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give up looking."""
    poll = actions.call_off(_poll(request, slug, number), by=request.user)
    messages.success(request, _("The poll is called off: nobody is waited for any more."))
    return redirect(poll)


def _poll(request: HttpRequest, slug: str, number: int) -> Poll:
    community, _membership = entered_community(request.user, slug)
    return queries.entered_poll(community, number)


def _page(request: HttpRequest, poll: Poll) -> dict[str, Any]:
    sheet = queries.sheet(poll, request.user)
    local = poll.closes_at.astimezone(poll.zone)
    return {
        "community": poll.community,
        "tab": "meetings",
        "poll": poll,
        "sheet": sheet,
        "until": Until(poll.closes_at),
        "audience": {"audience": "community"},
        "may": rules.rulings(request.user, poll),
        "form": forms.AnswerForm(rows=sheet.rows),
        "closing": forms.ClosingForm(initial={"closes_on": local.date()}),
        "meeting_when": when(poll.meeting) if poll.meeting else None,
    }
