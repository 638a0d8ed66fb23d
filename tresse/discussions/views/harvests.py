"""The harvest of a conversation: promised, handed back, written, read again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.core.differences import compare
from tresse.discussions import actions, queries, rules
from tresse.discussions.actions import HarvestChanged
from tresse.discussions.forms import HarvestForm, PromiseForm
from tresse.discussions.views.threads import about
from tresse.ui.answers import refused, show_refusal, typed


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Promise to sum it up for a day."""
    thread = queries.thread_for(request.user, slug, number)
    rules.promising(request.user, thread).require()
    form = PromiseForm(typed(request))
    if form.is_valid():
        try:
            actions.promise_harvest(thread, by=request.user, **form.cleaned_data)
            return redirect(thread)
        except ValidationError as error:
            show_refusal(form, error)
    answer = refused if form.is_bound else render
    return answer(request, "discussions/promise.html", about(thread) | {"form": form})


@require_POST
def promise_undo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Hand one's promise back, so that somebody else may take it up."""
    thread = queries.thread_for(request.user, slug, number)
    promised = queries.promise_of(thread)
    if promised:
        actions.hand_back(promised, by=request.user)
    return redirect(thread)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Sum it up, beside what was said; kept meanwhile by somebody else, both texts are shown."""
    thread = queries.thread_for(request.user, slug, number)
    rules.harvesting(request.user, thread).require()
    form = HarvestForm(typed(request), harvest=queries.harvest_of(thread))
    context: dict[str, Any] = about(thread) | {"form": form}
    if form.is_valid():
        try:
            actions.harvest(thread, by=request.user, **form.cleaned_data)
            return redirect(thread)
        except HarvestChanged as changed:
            context["both"] = compare(changed.harvest.text, form.cleaned_data["text"])
            form.data = form.data.dict() | {"expected_number": changed.harvest.number}  # type: ignore[attr-defined]
        except ValidationError as error:
            show_refusal(form, error)
    context["messages_read"] = queries.messages_of(thread, request.user)
    answer = refused if form.is_bound else render
    return answer(request, "discussions/harvest.html", context)


@require_safe
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Each version of the harvest, the latest first."""
    thread = queries.thread_for(request.user, slug, number)
    harvests = thread.harvests.select_related("by__person").order_by("-number")
    return render(request, "discussions/harvests.html", about(thread) | {"harvests": harvests})
