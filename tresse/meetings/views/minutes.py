"""Writing the minutes of a session, moment by moment; and showing them further, by two people."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tresse.meetings import actions, forms, queries
from tresse.meetings.minutes import queries as minutes_queries
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.minutes.forms import part_form
from tresse.meetings.models import AgendaItem, Meeting, Minutes, MinutesPart
from tresse.meetings.views.shell import within
from tresse.memberships import acts
from tresse.memberships.rules import steering
from tresse.ui.answers import is_autosave, kept, not_kept, refused, show_refusal, typed


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write the minutes. When somebody else saved meanwhile, both texts are shown and one chooses."""
    meeting, minutes = _written(request, slug, number)
    form = _form(typed(request), meeting, minutes)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | ({"audience": ""} if is_autosave(request) else {})
        try:
            now = actions.write_minutes(meeting, by=request.user, **said)
        except actions.MinutesChanged as changed:
            return _somebody_else_saved(request, _general_again(request, meeting, changed.current))
        except ValidationError as error:
            show_refusal(form, error)
        else:
            if is_autosave(request):
                return kept(expected_revision=now.revision)
            messages.success(request, _said(minutes, now))
            return redirect(f"{meeting.get_absolute_url()}#minutes")
    if is_autosave(request):
        return not_kept(_("This could not be kept as it is: send the form to see why."))
    page = _page(request, meeting, minutes) | {"form": form}
    return (refused if form.is_bound else render)(request, "meetings/minutes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
    """Write under one moment, while others write under other ones."""
    meeting, minutes = _written(request, slug, number)
    moment = minutes_queries.agenda_item(meeting, item)
    before = minutes_queries.parts_by_item(minutes).get(moment.pk)
    form = part_form(typed(request), moment, before)
    if request.method == "POST" and form.is_valid():
        try:
            now = actions.write_part(moment, by=request.user, **form.cleaned_data)
        except actions.MinutesChanged as changed:
            return _somebody_else_saved(request, _part_again(request, moment, changed.current))
        if is_autosave(request):
            return kept(expected_revision=now.revision)
        messages.success(request, _("This is kept."))
        return redirect(f"{_address(meeting)}#moment-{moment.pk}")
    if is_autosave(request):
        return not_kept(_("This could not be kept as it is: send the form to see why."))
    page = within(meeting) | {"form": form, "item": moment, "minutes": minutes}
    return (refused if form.is_bound else render)(request, "meetings/minutes_part.html", page)


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
    page = within(meeting) | {"form": form, "minutes": minutes, "waiting": waiting, "audiences": audiences}
    return (refused if form.is_bound else render)(request, "meetings/minutes_audience.html", page)


def _written(request: HttpRequest, slug: str, number: int) -> tuple[Meeting, Minutes | None]:
    """The session and its minutes, for whoever may write them."""
    meeting = queries.entered_meeting(request.user, slug, number)
    minutes = queries.visible_minutes(request.user, meeting)
    minutes_rules.writing(request.user, meeting, minutes).require()
    return meeting, minutes


def _somebody_else_saved(request: HttpRequest, both: HttpResponse) -> HttpResponse:
    if is_autosave(request):
        return not_kept(
            _("Somebody else saved this meanwhile. Your words stay here: save them to see both texts."), status=409
        )
    return both


def _general_again(request: HttpRequest, meeting: Meeting, current: Minutes) -> HttpResponse:
    """What one typed stays in the form, now over the text of the other, which is shown beside it."""
    form = _form(_over(request, current.revision), meeting, current)
    page = within(meeting) | {"form": form, "minutes": current, "theirs": current}
    return render(request, "meetings/minutes.html", page, status=409)


def _part_again(request: HttpRequest, item: AgendaItem, current: MinutesPart) -> HttpResponse:
    form = part_form(_over(request, current.revision), item, current)
    page = within(item.meeting) | {"form": form, "item": item, "minutes": current.minutes, "theirs": current}
    return render(request, "meetings/minutes_part.html", page, status=409)


def _over(request: HttpRequest, revision: int) -> QueryDict:
    mine = request.POST.copy()
    mine["expected_revision"] = str(revision)
    return mine


def _form(sent: QueryDict | None, meeting: Meeting, minutes: Minutes | None) -> forms.MinutesForm:
    audiences = actions.audiences_for_one(meeting, minutes)
    return forms.MinutesForm(sent, audiences=audiences, initial=forms.minutes_as_told(meeting, minutes))


def _said(before: Minutes | None, now: Minutes) -> str:
    if before and now.get_audience().width < before.get_audience().width:
        return _("The minutes are kept. New words come back to the community until two people agree on them.")
    return _("The minutes are kept.")


def _page(request: HttpRequest, meeting: Meeting, minutes: Minutes | None) -> dict[str, Any]:
    """The general part, and a place to write for each moment."""
    written = minutes_queries.parts_by_item(minutes)
    moments = [
        (step, part_form(None, step.item, written.get(step.item.pk))) for step in minutes_queries.steps(meeting)
    ]
    return within(meeting) | {
        "minutes": minutes,
        "moments": moments,
        "before": minutes_queries.said_before(meeting, request.user),
        "may": minutes_rules.rulings(request.user, minutes) if minutes else None,
    }


def _address(meeting: Meeting) -> str:
    return f"{meeting.get_absolute_url()}minutes/"
