"""« My place »: what is mine here, and how I change it, pause, come back or leave (S8)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.memberships import actions, archive, place_rules, queries
from tresse.memberships.forms import OrganisationForm
from tresse.memberships.models import Membership
from tresse.memberships.place_forms import LeavingForm, PausingForm
from tresse.ui.answers import refused, typed


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What is mine here; to whoever has left, what they still take along."""
    membership = _place(request, slug)
    if membership.left_at:
        return render(request, "memberships/place_left.html", _page(membership))
    form = OrganisationForm(initial={"organisation": membership.organisation})
    return render(request, "memberships/my_place.html", _page(membership) | _standing(request, membership, form))


@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """From which organisation one comes."""
    membership = _live_place(request, slug)
    form = OrganisationForm(request.POST)
    if not form.is_valid():
        page = _page(membership) | _standing(request, membership, form)
        return refused(request, "memberships/my_place.html", page)
    actions.move(membership.community, by=request.user, organisation=form.chosen_organisation())
    messages.success(request, _("It is noted."))
    return redirect("memberships:my_place", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    """What pausing does, exactly; then it is done at once."""
    membership = _live_place(request, slug)
    place_rules.pausing(request.user, membership.community).require()
    form = PausingForm(typed(request), membership=membership)
    if form.is_valid():
        actions.pause(membership.community, by=request.user, notes=form.notes())
        messages.success(request, _("You are pausing. One button on this page brings you back."))
        return redirect("memberships:my_place", slug)
    show = refused if form.is_bound else render
    return show(request, "memberships/pausing.html", _page(membership) | {"form": form})


@require_POST
def come_back(request: HttpRequest, slug: str) -> HttpResponse:
    membership = _live_place(request, slug)
    actions.come_back(membership.community, by=request.user)
    messages.success(request, _("Good to have you back."))
    return redirect(membership.community.entrance)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """What leaving does, exactly; then it is done at once."""
    membership = _live_place(request, slug)
    form = LeavingForm(typed(request), membership=membership)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("stays_as", "role")}
        actions.leave(membership.community, by=request.user, notes=form.notes(), **said)
        return redirect("memberships:my_place", slug)
    show = refused if form.is_bound else render
    page = _page(membership) | {"form": form, "is_last": queries.is_last_inside(membership)}
    return show(request, "memberships/leaving.html", page)


@require_safe
def take_along(request: HttpRequest, slug: str) -> HttpResponse:
    """One archive of what is one's own here, at any time, and after one has left."""
    membership = _place(request, slug)
    response = HttpResponse(archive.archive_of(membership), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{archive.name_of(membership)}"'
    return response


def _place(request: HttpRequest, slug: str) -> Membership:
    """One's own place here, the last one if one has left; 404 for whoever never had one."""
    mine = Membership.objects.filter(person=request.user.pk, community__slug=slug)
    found = mine.select_related("community", "organisation", "person").order_by("-since", "-pk").first()
    if found is None:
        raise Http404
    return found


def _live_place(request: HttpRequest, slug: str) -> Membership:
    membership = _place(request, slug)
    if membership.left_at:
        raise Http404
    return membership


def _page(membership: Membership) -> dict[str, Any]:
    return {
        "community": membership.community,
        "tab": "members",
        "inside": membership.is_inside,
        "membership": membership,
    }


def _standing(request: HttpRequest, membership: Membership, form: OrganisationForm) -> dict[str, Any]:
    community = membership.community
    signed = membership.signatures.select_related("charter").order_by("-charter__version").first()
    return {
        "form": form,
        "mandates": queries.mandates_not_over(membership),
        "signed": signed,
        "may_pause": place_rules.pausing(request.user, community),
        "may_come_back": place_rules.coming_back(request.user, community),
        "may_move": place_rules.moving(request.user, community),
    }
