"""The minutes of a session: written by whoever takes part, shown further by two people."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tresse.meetings import actions, forms, queries, rules
from tresse.meetings.models import Meeting, Minutes
from tresse.memberships import acts
from tresse.memberships.rules import steering
from tresse.ui.answers import refused, show_refusal, typed


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write the minutes. When somebody else saved meanwhile, both texts are shown and one chooses."""
    meeting = queries.entered_meeting(request.user, slug, number)
    rules.writing_minutes(request.user, meeting).require()
    minutes = queries.visible_minutes(request.user, meeting)
    form = _form(typed(request), meeting, minutes)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.write_minutes(meeting, by=request.user, **form.cleaned_data)
        except actions.MinutesChanged as changed:
            return _both_texts(request, meeting, changed.current)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _said(minutes, kept))
            return redirect(f"{meeting.get_absolute_url()}#minutes")
    page = _page(meeting) | {"form": form, "minutes": minutes}
    return (refused if form.is_bound else render)(request, "meetings/minutes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def widen(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask that the minutes be read further; somebody of another organisation confirms (E4)."""
    meeting = queries.entered_meeting(request.user, slug, number)
    minutes = queries.visible_minutes(request.user, meeting)
    if minutes is None:
        raise Http404
    steering(request.user, meeting.community).require()
    waiting = acts.waiting_for("minutes.widening", minutes)
    audiences = actions.audiences_for_two(minutes)
    form = forms.WideningForm(typed(request), audiences=audiences)
    if request.method == "POST" and form.is_valid():
        act = actions.ask_to_widen_minutes(minutes, audience=form.cleaned_data["audience"], by=request.user)
        return redirect("memberships:act", slug, act.pk)
    page = _page(meeting) | {"form": form, "minutes": minutes, "waiting": waiting, "audiences": audiences}
    return (refused if form.is_bound else render)(request, "meetings/minutes_audience.html", page)


def _both_texts(request: HttpRequest, meeting: Meeting, current: Minutes) -> HttpResponse:
    """What one typed stays in the form, now over the text of the other, which is shown beside it."""
    mine = request.POST.copy()
    mine["expected_revision"] = str(current.revision)
    form = _form(mine, meeting, current)
    page = _page(meeting) | {"form": form, "minutes": current, "theirs": current}
    return render(request, "meetings/minutes.html", page, status=409)


def _form(sent: QueryDict | None, meeting: Meeting, minutes: Minutes | None) -> forms.MinutesForm:
    audiences = actions.audiences_for_one(meeting, minutes)
    return forms.MinutesForm(sent, audiences=audiences, initial=forms.minutes_as_told(meeting, minutes))


def _said(before: Minutes | None, kept: Minutes) -> str:
    if before and kept.get_audience().width < before.get_audience().width:
        return _("The minutes are kept. New words come back to the community until two people agree on them.")
    return _("The minutes are kept.")


def _page(meeting: Meeting) -> dict[str, Any]:
    return {"community": meeting.community, "tab": "meetings", "meeting": meeting}
