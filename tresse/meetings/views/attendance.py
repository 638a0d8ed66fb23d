from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tresse.meetings import actions, forms, queries, rules
from tresse.meetings.models import Meeting
from tresse.meetings.views.shell import within
from tresse.memberships.naming import named_here
from tresse.ui.answers import refused, show_refusal, typed


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Note who came; under the Chatham House rule, how many."""
    meeting = queries.entered_meeting(request.user, slug, number)
    rules.noting_attendance(request.user, meeting).require()
    form = _form(request, meeting)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_attendance(meeting, by=request.user, **form.terms())
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("This is kept."))
            return redirect(meeting)
    page = within(meeting) | {"form": form}
    return (refused if form.is_bound else render)(request, "meetings/attendance.html", page)


@require_POST
def mine(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """« I was there », said by oneself."""
    meeting = queries.entered_meeting(request.user, slug, number)
    actions.declare_presence(meeting, was_there=request.POST.get("was_there") != "no", by=request.user)
    messages.success(request, _("This is kept."))
    still_there = Meeting.objects.visible_to(request.user).filter(pk=meeting.pk).exists()
    return redirect(meeting) if still_there else redirect("meetings:meetings", slug)


def _form(request: HttpRequest, meeting: Meeting) -> forms.AttendanceForm | forms.HeadcountForm:
    if meeting.chatham_house:
        return forms.HeadcountForm(typed(request), initial={"others": meeting.people_who_came})
    people = queries.who_may_have_come(meeting)
    guests = queries.guests_who_may_have_come(meeting)
    named = named_here(meeting.community)
    return forms.AttendanceForm(
        typed(request), people=people, guests=guests, named=named, initial=queries.noted(meeting)
    )
