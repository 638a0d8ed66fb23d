"""What the methods are: public pages to read and to print; stewards write those of the network."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.facilitation import actions, forms, rules
from tresse.facilitation.models import NetworkMethod
from tresse.meetings.methods import METHODS, named, on_offer
from tresse.objectives import OBJECTIVES
from tresse.ui.answers import refused, show_refusal, typed


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every method: those that suit each objective, those that suit any session, those of the network."""
    may_write = rules.writing_method(request.user)
    suiting = {key for objective in OBJECTIVES.values() for key in objective.formats}
    page = {
        "objectives": [
            (objective, [METHODS[key] for key in objective.formats]) for objective in OBJECTIVES.values()
        ],
        "for_any": [method for key, method in METHODS.items() if key not in suiting],
        "of_the_network": [method for method in on_offer().values() if method.of_the_network],
        "retired": NetworkMethod.objects.exclude(retired_at=None) if may_write else [],
        "may_write": may_write,
    }
    return render(request, "facilitation/methods.html", page)


@login_not_required
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """How one method goes, step by step."""
    method = named([key]).get(key)
    if method is None:
        raise Http404
    page: dict[str, Any] = {"method": method}
    if method.of_the_network:
        page |= {"written": NetworkMethod.objects.get(key=key), "may_write": rules.writing_method(request.user)}
    return render(request, "facilitation/method.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a method of the network's own."""
    rules.writing_method(request.user).require()
    return _write(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Say one of them anew."""
    method = get_object_or_404(NetworkMethod, key=key)
    rules.writing_method(request.user).require()
    return _write(request, method)


@require_POST
def retire(request: HttpRequest, key: str) -> HttpResponse:
    method = actions.retire_method(get_object_or_404(NetworkMethod, key=key), by=request.user)
    messages.success(request, _("It is offered no more. The agendas that use it keep it."))
    return redirect(method)


@require_POST
def bring_back(request: HttpRequest, key: str) -> HttpResponse:
    return redirect(actions.bring_back_method(get_object_or_404(NetworkMethod, key=key), by=request.user))


def _write(request: HttpRequest, method: NetworkMethod | None) -> HttpResponse:
    form = forms.MethodForm(typed(request), initial=forms.as_told(method))
    steps = forms.steps_form(typed(request), method)
    if request.method == "POST" and form.is_valid() and steps.is_valid():
        terms = {**form.cleaned_data, "steps": steps.told(), "by": request.user}
        try:
            kept = actions.change_method(method, **terms) if method else actions.write_method(**terms)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The method is kept: agendas can use it."))
            return redirect(kept)
    page = {"form": form, "steps": steps, "method": method}
    return (refused if form.is_bound else render)(request, "facilitation/write_method.html", page)
