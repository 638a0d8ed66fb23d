"""Small groups of a session, for those inside."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tresse.facilitation import actions, forms, plan, queries, rules
from tresse.facilitation.models import Draw
from tresse.meetings.models import Meeting
from tresse.meetings.queries import entered_meeting, guests_who_may_have_come
from tresse.memberships.queries import membership_of
from tresse.ui.answers import refused, show_refusal, typed

USUAL = 3  # people in a group


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The groups, round after round; whoever runs the session draws another."""
    meeting = entered_meeting(request.user, slug, number)
    form = _form(request, meeting)
    if request.method == "POST":
        rules.drawing(request.user, meeting).require()
        if form.is_valid():
            try:
                _draw(form, meeting, request.user)
            except ValidationError as error:
                show_refusal(form, error)
            else:
                return _back(meeting)
    page = _page(request, meeting) | {"form": form}
    return (refused if form.is_bound else render)(request, "facilitation/groups.html", page)


@require_POST
def again(request: HttpRequest, slug: str, number: int, round_number: int) -> HttpResponse:
    """The same people, drawn anew."""
    meeting = entered_meeting(request.user, slug, number)
    try:
        actions.draw_again(_round(meeting, round_number), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _back(meeting)


@require_POST
def rearrange(request: HttpRequest, slug: str, number: int, round_number: int) -> HttpResponse:
    """Put somebody elsewhere by hand."""
    meeting = entered_meeting(request.user, slug, number)
    draw = _round(meeting, round_number)
    chosen = forms.groups_as_sent(request.POST, draw.seats.values_list("pk", flat=True))
    actions.rearrange(draw, groups=chosen, by=request.user)
    return _back(meeting)


@require_POST
def latecomer(request: HttpRequest, slug: str, number: int, round_number: int) -> HttpResponse:
    """Somebody arrives late, and is given a place."""
    meeting = entered_meeting(request.user, slug, number)
    draw = _round(meeting, round_number)
    known = {f"person-{person.pk}": person for person in queries.who_may_sit(meeting)}
    known |= {f"guest-{guest.pk}": guest for guest in guests_who_may_have_come(meeting)}
    rules.drawing(request.user, meeting).require()
    if who := known.get(request.POST.get("who", "")):
        actions.seat_latecomer(draw, who, by=request.user)
    return _back(meeting)


def _form(request: HttpRequest, meeting: Meeting) -> forms.CountForm | forms.DrawForm:
    usual = {"size": _usual_size(meeting)}
    if not meeting.names_people:
        return forms.CountForm(typed(request), initial=usual)
    people = {person.pk: person for person in queries.who_may_sit(meeting)}
    guests = {guest.pk: guest for guest in guests_who_may_have_come(meeting)}
    initial = usual | {"people": sorted(queries.is_here(meeting) & people.keys())}
    return forms.DrawForm(typed(request), people=people, guests=guests, initial=initial)


def _draw(form: forms.CountForm | forms.DrawForm, meeting: Meeting, person: Any) -> None:
    if isinstance(form, forms.DrawForm):
        actions.draw_groups(meeting, **form.terms(), by=person)
    else:
        actions.count_off(meeting, **form.cleaned_data, by=person)


def _usual_size(meeting: Meeting) -> int:
    """What the present step asks for, or the first that works in groups."""
    stand = plan.stand_of(meeting)
    here = stand.here.step.groups if stand.here else 0
    return here or next((place.step.groups for place in stand.places if place.step.groups), USUAL)


def _page(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    rounds = queries.draws_of(meeting, request.user)
    last = rounds[0] if rounds else None
    seated = {seat.who for group in last.groups for seat in group.seats} if last else set()
    mine = membership_of(request.user, meeting.community)
    return {
        "meeting": meeting,
        "community": meeting.community,
        "tab": "meetings",
        "last": last,
        "before": rounds[1:],
        "latecomers": [who for who in queries.who_may_sit(meeting) if who not in seated] if seated else [],
        "late_guests": [who for who in guests_who_may_have_come(meeting) if who not in seated] if seated else [],
        "may_draw": rules.drawing(request.user, meeting),
        "acquaintance": queries.acquaintance(mine) if mine else None,
    }


def _round(meeting: Meeting, number: int) -> Draw:
    return get_object_or_404(Draw.objects.select_related("meeting__community"), meeting=meeting, number=number)


def _back(meeting: Meeting) -> HttpResponse:
    return redirect("facilitation:groups", meeting.community.slug, meeting.number)
