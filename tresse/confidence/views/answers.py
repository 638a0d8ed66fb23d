"""The page where somebody reads their own words and answers. Its address is the right: no account is needed."""

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
from tresse.ui.answers import typed


class View(Protocol):
    def __call__(self, request: HttpRequest, token: str) -> HttpResponse: ...


def by_mailed_address(view: View) -> View:
    """Open to whoever has the address, which search engines and caches keep out of."""

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded


@by_mailed_address
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The exact words, who asks, who would see them; yes, no, or other words."""
    authorisation = _asked(token)
    form = AnswerForm(typed(request), authorisation=authorisation)
    if request.method == "POST" and form.is_valid():
        actions.answer_authorisation(authorisation, token=token, **form.as_answer())
        messages.success(request, _("Thank you. Your answer is kept, and those who asked are told."))
        return redirect("confidence:answer", token)
    return _page(request, authorisation, status=422 if form.is_bound else 200, form=form)


@by_mailed_address
@require_POST
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    """Takes an authorisation back."""
    authorisation = _asked(token)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _page(request, authorisation, status=422, withdrawal=form)
    actions.withdraw_authorisation(authorisation, token=token, word=form.cleaned_data["word"])
    messages.success(request, _("Your authorisation is taken back, and those who asked are told."))
    return redirect("confidence:answer", token)


def _asked(token: str) -> Authorisation:
    return get_object_or_404(Authorisation.objects.select_related("community", "asked_by"), token=token)


def _page(request: HttpRequest, authorisation: Authorisation, *, status: int, **forms: Any) -> HttpResponse:
    """A question that was replaced says so, and shows nothing of what it asked."""
    if authorisation.replaced_at:
        return render(request, "confidence/replaced.html", status=200 if request.method == "GET" else 409)
    forms.setdefault("form", AnswerForm(authorisation=authorisation))
    forms.setdefault("withdrawal", WithdrawalForm())
    return render(request, "confidence/answer.html", {"authorisation": authorisation, **forms}, status=status)
