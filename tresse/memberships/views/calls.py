"""Calls for hands: a click opens one, a click answers it."""

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tresse.memberships import actions, queries
from tresse.memberships.forms import CallForm, HandForm
from tresse.memberships.models import Call
from tresse.memberships.views.mandates import page_of
from tresse.ui.answers import refused


@require_POST
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Call for hands in one click."""
    community, _membership = queries.entered_community(request.user, slug)
    form = CallForm(request.POST, community=community)
    if not form.is_valid():
        raise SuspiciousOperation("A call for hands is sent by a button of the page.")
    opened = actions.call_for_hands(community, by=request.user, **form.cleaned_data)
    messages.success(request, _("Hands are called for: every member reads it."))
    return redirect(opened)


@require_POST
def raise_hand(request: HttpRequest, slug: str, call_id: int) -> HttpResponse:
    """Say one would do it."""
    opened = _call(request, slug, call_id)
    form = HandForm(request.POST)
    if not form.is_valid():
        return refused(request, "memberships/mandates.html", page_of(request, slug, form, call_id))
    actions.raise_hand(opened, by=request.user, word=form.cleaned_data["word"])
    messages.success(request, _("Your hand is raised. Anybody may now propose you, and you may too."))
    return redirect(opened)


@require_POST
def lower_hand(request: HttpRequest, slug: str, call_id: int) -> HttpResponse:
    """Not this time, or not any more."""
    opened = _call(request, slug, call_id)
    actions.lower_hand(opened, by=request.user)
    messages.success(request, _("Understood. You can change your mind as long as the call is open."))
    return redirect(opened)


@require_POST
def close(request: HttpRequest, slug: str, call_id: int) -> HttpResponse:
    """Stop calling."""
    opened = _call(request, slug, call_id)
    actions.close_call(opened, by=request.user)
    messages.success(request, _("The call is closed."))
    return redirect(opened)


def _call(request: HttpRequest, slug: str, call_id: int) -> Call:
    community, _membership = queries.entered_community(request.user, slug)
    return get_object_or_404(Call.objects.select_related("community"), pk=call_id, community=community)
