"""Inviting guests, and who they are: for the members."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.core.rulings import first_refusal
from tresse.guests import actions, queries, rules
from tresse.guests.forms import InvitingForm
from tresse.guests.models import Guest
from tresse.memberships.queries import entered_community, holds_mandate
from tresse.ui.answers import refused, typed


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone invited to one thing, with what they answered, and who may take their link back."""
    community, membership = entered_community(request.user, slug)
    page = {
        "community": community,
        "tab": "members",
        "guests": queries.guests_of(community, membership, holds_mandate=holds_mandate(membership)),
        "may_invite": rules.inviting(request.user, community),
    }
    return render(request, "guests/guests.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str, kind: str = "question", pk: int | None = None) -> HttpResponse:
    """Invite somebody to this session or this document, or ask them a question."""
    community, _membership = entered_community(request.user, slug)
    thing = None if pk is None else queries.thing_to_invite_to(request.user, community, kind, pk)
    rules.inviting(request.user, community, kind, thing).require()
    form = InvitingForm(typed(request), community=community, asks=thing is None)
    if form.is_valid():
        may = first_refusal(
            rules.being_guest(form.cleaned_data["email"], community), rules.inviting_today(request.user)
        )
        if may:
            guest = actions.invite_guest(community, by=request.user, kind=kind, thing=thing, **form.cleaned_data)
            messages.success(request, _("A link leaves for %(email)s.") % {"email": guest.email})
            return redirect("guests:guests", slug)
        form.add_error("email", str(may.reason))
    page = {"community": community, "tab": "members", "form": form, "kind": kind, "thing": thing}
    return (refused if form.is_bound else render)(request, "guests/new.html", page)


@require_POST
def withdrawal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a link back."""
    community, membership = entered_community(request.user, slug)
    seen = queries.guests_of(community, membership, holds_mandate=False)
    guest = get_object_or_404(Guest, pk=pk, pk__in=[invited.guest.pk for invited in seen])
    actions.withdraw_guest(guest, by=request.user)
    messages.success(
        request, _("The link opens nothing any more. No mail says so: tell them if they expected to come.")
    )
    return redirect("guests:guests", slug)
