"""Holding a session together with another community: asking it, and answering for one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.meetings import actions, forms, joining_rules, queries, rules
from tresse.meetings.models import Joining
from tresse.meetings.moments import when
from tresse.meetings.views.shell import within
from tresse.memberships.queries import entered_community
from tresse.ui.answers import refused, typed


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who holds this session, who was asked, and asking one more."""
    meeting = queries.entered_meeting(request.user, slug, number)
    joining_rules.inviting_community(request.user, meeting).require()
    form = forms.JoiningForm(typed(request), communities=queries.communities_to_ask(meeting, request.user))
    if request.method == "POST" and form.is_valid():
        asked = actions.invite_community(meeting, by=request.user, **form.cleaned_data)
        told = _("%(community)s is asked: those who steer it answer for it.")
        messages.success(request, told % {"community": asked.community})
        return redirect("meetings:together", slug, number)
    joinings = meeting.joinings.filter(ended_at=None).select_related("community")
    page = within(meeting) | {
        "form": form,
        "joinings": joinings,
    }
    return (refused if form.is_bound else render)(request, "meetings/together.html", page)


@require_POST
def take_back(request: HttpRequest, slug: str, number: int, joining: int) -> HttpResponse:
    meeting = queries.entered_meeting(request.user, slug, number)
    actions.take_back_joining(get_object_or_404(Joining, pk=joining, meeting=meeting), by=request.user)
    return redirect("meetings:together", slug, number)


@require_safe
def show(request: HttpRequest, slug: str, joining: int) -> HttpResponse:
    """What another community proposes, for those who answer for ours."""
    asked = _asked(request, slug, joining)
    rules.convening(request.user, asked.community).require()
    page = {
        "community": asked.community,
        "tab": "meetings",
        "joining": asked,
        "meeting": asked.meeting,
        "when": when(asked.meeting),
        "may_answer": joining_rules.answering_joining(request.user, asked),
        "may_step_out": joining_rules.stepping_out(request.user, asked),
    }
    return render(request, "meetings/joining.html", page)


@require_POST
def answer(request: HttpRequest, slug: str, joining: int) -> HttpResponse:
    asked = _asked(request, slug, joining)
    if request.POST.get("answer") == "accept":
        actions.accept_joining(asked, by=request.user)
        messages.success(request, _("The session is now one of yours too: everyone inside is invited by mail."))
        return redirect(asked.meeting)
    actions.decline_joining(asked, by=request.user)
    messages.success(request, _("It is said. The session stays that of those who called it."))
    return redirect("meetings:meetings", slug)


@require_POST
def leave(request: HttpRequest, slug: str, joining: int) -> HttpResponse:
    actions.step_out(_asked(request, slug, joining), by=request.user)
    messages.success(
        request, _("The session is no longer one of yours: everyone who was expected is told by mail.")
    )
    return redirect("meetings:meetings", slug)


def _asked(request: HttpRequest, slug: str, joining: int) -> Joining:
    """What was asked of this community and was not taken back; 404 for whoever is not inside (S1)."""
    community, _membership = entered_community(request.user, slug)
    asked = Joining.objects.filter(community=community, ended_at=None).select_related("meeting__community")
    found = get_object_or_404(asked, pk=joining)
    found.community = community
    return found
