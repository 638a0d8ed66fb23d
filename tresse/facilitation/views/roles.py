"""Roles of a session, from its page: each is one gesture."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tresse.facilitation import actions
from tresse.facilitation.models import Part, Role
from tresse.meetings.models import Meeting
from tresse.meetings.queries import entered_meeting


@require_POST
def propose(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask somebody for each role that is free."""
    meeting = entered_meeting(request.user, slug, number)
    proposed = actions.propose_roles(meeting, by=request.user)
    if not proposed:
        messages.info(request, _("There is nobody else to ask: take a role, or ask around."))
    return _back(meeting)


@require_POST
def take(request: HttpRequest, slug: str, number: int, role: str) -> HttpResponse:
    """Take a role, or say yes to the one that was proposed."""
    meeting = entered_meeting(request.user, slug, number)
    if role not in Role.values:
        raise Http404
    actions.take_role(meeting, role, by=request.user)
    return _back(meeting)


@require_POST
def pass_on(request: HttpRequest, slug: str, number: int, role: str) -> HttpResponse:
    """Not this time: somebody else is asked."""
    meeting = entered_meeting(request.user, slug, number)
    part = get_object_or_404(
        Part.objects.select_related("membership", "meeting"), meeting=meeting, role=role, passed_on_at=None
    )
    asked = actions.pass_on_role(part, by=request.user)
    if asked:
        messages.success(request, _("%(name)s is asked instead of you.") % {"name": asked.membership})
    else:
        messages.info(request, _("The role is free: there is nobody else to ask."))
    return _back(meeting)


def _back(meeting: Meeting) -> HttpResponse:
    return redirect(f"{meeting.get_absolute_url()}#roles")
