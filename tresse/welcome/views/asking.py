"""Asking to come in: what one reads first, then the request, which nobody has to type twice."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tresse.accounts import entrance
from tresse.communities.models import Community
from tresse.memberships.queries import visible_community
from tresse.ui.answers import typed
from tresse.welcome import actions, rules
from tresse.welcome.forms import JoinRequestForm
from tresse.welcome.queries import waiting_request, what_one_would_join

KEPT = "asking in"  # what a visitor wrote before signing in, in their session


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What one would do there, with whom, what it asks, and when one may come in."""
    community = visible_community(request.user, slug)
    may_ask = (
        rules.asking_in(request.user, community)
        if request.user.is_authenticated
        else rules.taking_requests(community)
    )
    page = {
        "community": community,
        "tab": "overview",
        "invited": what_one_would_join(community),
        "may_ask": may_ask,
        "mine": waiting_request(request.user, community),
    }
    return render(request, "welcome/ask_in.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """A situation and a hope. A visitor writes first and signs in after: what they wrote waits for them (O1, O2)."""
    community = visible_community(request.user, slug)
    mine = waiting_request(request.user, community)
    if mine:
        return redirect(mine)
    if request.user.is_authenticated:
        rules.asking_in(request.user, community).require()
    rules.taking_requests(community).require()
    form = JoinRequestForm(typed(request), initial=_kept(request, slug))
    if form.is_bound and form.is_valid():
        return _send(request, community, form) if request.user.is_authenticated else _keep(request, slug, form)
    page = {
        "community": community,
        "tab": "overview",
        "form": form,
        "is_kept": bool(_kept(request, slug)),
        "may_sign_up": entrance.may_sign_up(request),
    }
    return render(request, "welcome/write_request.html", page, status=422 if form.is_bound else 200)


def _send(request: HttpRequest, community: Community, form: JoinRequestForm) -> HttpResponse:
    sent = actions.ask_in(community, by=request.user, **form.words())
    request.session.pop(KEPT, None)
    messages.success(request, _("Your request has left. You will be answered here, and told by mail."))
    return redirect(sent)


def _keep(request: HttpRequest, slug: str, form: JoinRequestForm) -> HttpResponse:
    organisation = form.cleaned_data["organisation"]
    words = {**form.cleaned_data, "organisation": organisation.pk if organisation else None}
    request.session[KEPT] = {"community": slug, "words": words}
    return redirect("welcome:write_request", slug)


def _kept(request: HttpRequest, slug: str) -> dict[str, Any]:
    found = request.session.get(KEPT) or {} if request.session.session_key else {}
    words: dict[str, Any] = found.get("words", {}) if found.get("community") == slug else {}
    return words
