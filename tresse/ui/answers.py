"""How a view answers a gesture: a fragment for htmx, a redirect for everybody else."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render


def answer(request: HttpRequest, template: str, context: dict[str, Any], *, to: Any) -> HttpResponse:
    """After something was done: htmx gets `template` (`page.html#fragment`), a browser goes to `to`.

    `to` is whatever `redirect` takes: an object with an address, the name of a view, an address.
    """
    if request.headers.get("HX-Request") == "true":
        return render(request, template, context)
    return redirect(to)


def refused(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A form that cannot be taken as it is: shown again, with what was typed and what to do (422)."""
    return render(request, template, context, status=422)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, even nothing; None while the form is only being read."""
    return request.POST if request.method == "POST" else None


def is_autosave(request: HttpRequest) -> bool:
    """What was typed comes by itself, from a form with `data-autosave`: answer with `kept` or `not_kept`."""
    return request.headers.get("X-Autosave") == "1"


def kept(**fields: Any) -> JsonResponse:
    """It is kept; `fields` are put into the form, such as the version the next words start from."""
    return JsonResponse({"fields": fields})


def not_kept(sentence: str, *, status: int = 422) -> JsonResponse:
    """It is not kept, and this is why; 409 when somebody else changed it meanwhile."""
    return JsonResponse({"sentence": sentence}, status=status)


def show_refusal(form: BaseForm, error: ValidationError, **beside: str) -> None:
    """Put what an action refused beside the field it is about; `beside` says under which field when names differ."""
    for name, messages in error.update_error_dict({}).items():
        field = beside.get(name, name)
        form.add_error(field if field in form.fields else None, messages)
