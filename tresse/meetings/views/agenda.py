"""The agenda of a session, written together."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tresse.meetings import actions, queries, rules, schedule
from tresse.meetings.agenda_forms import AgendaItemForm, told
from tresse.meetings.models import AgendaItem, Meeting
from tresse.meetings.moments import when
from tresse.meetings.programme import programme
from tresse.meetings.views.meetings import agenda_choices
from tresse.meetings.views.shell import within
from tresse.memberships.models import Membership
from tresse.ui.answers import answer, refused, show_refusal, typed


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The agenda as it stands, and a line to add to it."""
    meeting = queries.shared_meeting(request.user, slug, number)
    rules.preparing(request.user, meeting).require()
    choices = _choices(request.user, meeting)
    form = AgendaItemForm(typed(request), **choices)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_agenda_item(meeting, by=request.user, **form.terms())
        except ValidationError as error:
            show_refusal(form, error)
        else:
            return redirect("meetings:agenda", slug, number)
    page = _page(meeting) | {"form": form, "methods": choices["methods"]}
    return (refused if form.is_bound else render)(request, "meetings/agenda.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
    """Say one moment anew."""
    moment = _item(request, slug, number, item)
    rules.preparing(request.user, moment.meeting).require()
    choices = _choices(request.user, moment.meeting, moment)
    form = AgendaItemForm(typed(request), initial=told(moment), **choices)
    if request.method == "POST" and form.is_valid():
        actions.change_agenda_item(moment, by=request.user, **form.terms())
        return redirect("meetings:agenda", slug, number)
    page = _page(moment.meeting) | {"form": form, "item": moment, "methods": choices["methods"]}
    return (refused if form.is_bound else render)(request, "meetings/agenda_item.html", page)


@require_POST
def move(request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
    """One place earlier or later."""
    moment = _item(request, slug, number, item)
    step = -1 if request.POST.get("way") == "earlier" else 1
    actions.move_agenda_item(moment, to=moment.position + step, by=request.user)
    return _agenda(request, moment.meeting)


@require_POST
def remove(request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
    moment = _item(request, slug, number, item)
    actions.remove_agenda_item(moment, by=request.user)
    return _agenda(request, moment.meeting)


def _choices(person: Any, meeting: Meeting, item: AgendaItem | None = None) -> dict[str, Any]:
    """One proposes to lead those of one's own community, of a joint session too; whoever leads already may stay."""
    mine = Membership.objects.inside().filter(rules.at_sides_of(meeting), person=person)
    present = Membership.objects.present().filter(community__in=mine.values("community"))
    leads = Membership.objects.filter(pk__in=[item.led_by_id] if item and item.led_by_id else [])
    return agenda_choices(present | leads, meeting.community, meeting.cycle)


def _agenda(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    to = redirect("meetings:agenda", meeting.community.slug, meeting.number).url
    return answer(request, "meetings/agenda.html#steps", _page(meeting) | {"swapped": True}, to=to)


def _item(request: HttpRequest, slug: str, number: int, item: int) -> AgendaItem:
    meeting = queries.shared_meeting(request.user, slug, number)
    moment = get_object_or_404(AgendaItem, meeting=meeting, pk=item)
    moment.meeting = meeting
    return moment


def _page(meeting: Meeting) -> dict[str, Any]:
    items, moment = queries.agenda_of(meeting), when(meeting)
    return within(meeting) | {
        "steps": programme(meeting, items, moment.here.zone),
        "doubts": schedule.doubts(meeting, items),
    }
