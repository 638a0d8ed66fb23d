"""The page where somebody reads their own words and answers. Its address is the right: no account is needed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tresse.confidence import actions
from tresse.confidence.forms import AnswerForm, WithdrawalForm
from tresse.confidence.models import Authorisation
from tresse.ui.answers import refused, typed


class View(Protocol):
    def __call__(self, request: HttpRequest, authorisation: Authorisation) -> HttpResponse: ...


def by_mailed_address(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open to whoever has the address, which search engines and caches keep out of.

    A question that was replaced says so, and shows nothing of what it asked.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        asked = get_object_or_404(Authorisation.objects.select_related("community", "asked_by"), token=token)
        response = _replaced(request) if asked.replaced_at else view(request, asked)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded


@by_mailed_address
def answer(request: HttpRequest, authorisation: Authorisation) -> HttpResponse:
    """The exact words, who asks, who would see them; yes, no, or other words."""
    form = AnswerForm(typed(request), authorisation=authorisation)
    if form.is_valid():
        actions.answer_authorisation(authorisation, token=authorisation.token, **form.as_answer())
        messages.success(request, _("Thank you. Your answer is kept, and those who asked are told."))
        return redirect(authorisation)
    return _page(request, authorisation, form=form)


@by_mailed_address
@require_POST
def withdrawal(request: HttpRequest, authorisation: Authorisation) -> HttpResponse:
    """Takes an authorisation back."""
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        actions.withdraw_authorisation(authorisation, token=authorisation.token, word=form.cleaned_data["word"])
        messages.success(request, _("Your authorisation is taken back, and those who asked are told."))
        return redirect(authorisation)
    return _page(request, authorisation, withdrawal=form)


def _page(request: HttpRequest, authorisation: Authorisation, **forms: Any) -> HttpResponse:
    both = {"form": AnswerForm(authorisation=authorisation), "withdrawal": WithdrawalForm()} | forms
    show = refused if request.method == "POST" else render
    return show(request, "confidence/answer.html", {"authorisation": authorisation, **both})


def _replaced(request: HttpRequest) -> HttpResponse:
    return render(request, "confidence/replaced.html", status=409 if request.method == "POST" else 200)
