"""One's own address by mail: it speaks for whoever received it, without signing in, as long as the proposal is open."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tresse.decisions import queries
from tresse.decisions.models import PositionLink
from tresse.decisions.views.sheet import GESTURES, sheet
from tresse.ui.answers import refused, show_refusal


def by_mailed_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open to whoever has the address, which search engines and caches keep out of."""

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **rest: str) -> HttpResponse:
        response = view(request, queries.mailed_link(token), **rest)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded


@by_mailed_address
@require_safe
def show(request: HttpRequest, link: PositionLink) -> HttpResponse:
    """The proposal as this person may see it at this moment. Reading changes nothing."""
    page = sheet(link.proposal, link.membership.person, door=link.get_absolute_url())
    return render(request, "decisions/mailed.html", page | {"link": link})


@by_mailed_address
@require_POST
def say(request: HttpRequest, link: PositionLink, gesture: str) -> HttpResponse:
    """The same gestures as on the page of the proposal."""
    if gesture not in GESTURES:
        raise Http404
    declared, person = GESTURES[gesture], link.membership.person
    form = declared.form(request.POST, proposal=link.proposal, name=gesture)
    if form.is_valid():
        try:
            declared.act(link.proposal, by=person, **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, declared.thanks)
            return redirect(link)
    page = sheet(link.proposal, person, door=link.get_absolute_url(), **{gesture: form})
    return refused(request, "decisions/mailed.html", page | {"link": link})
