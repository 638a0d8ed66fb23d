"""From the minutes: a passage becomes what it says it is."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.marks import MARKS
from tresse.meetings import actions
from tresse.meetings.minutes import queries as minutes_queries
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.minutes.forms import BringForm
from tresse.meetings.models import Mark, Minutes
from tresse.ui.answers import refused, show_refusal, typed


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, slug: str, number: int, kind: str, digest: str) -> HttpResponse:
    """In one gesture when the passage says all that is needed; otherwise what lacks is asked for."""
    minutes = minutes_queries.entered_minutes(request.user, slug, number)
    minutes_rules.making_real(request.user, minutes).require()
    passage = minutes_queries.passage_at(minutes, kind, digest)
    declared = MARKS[kind]
    import_string(declared.allowed)(request.user, minutes).require()
    form_class = import_string(declared.form)
    starting = form_class.starting(passage, minutes)
    sent = starting | request.POST.dict() if request.method == "POST" else None
    form = form_class(sent, minutes=minutes, initial=starting)
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_real(minutes, passage, by=request.user, **form.terms())
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("It is done, and the minutes lead to it."))
            return redirect(f"{minutes.get_absolute_url()}#made")
    page = _page(minutes) | {"form": form, "passage": passage, "kind": declared}
    return (refused if form.is_bound else render)(request, "meetings/mark.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, slug: str, number: int, mark: int) -> HttpResponse:
    """Words their speaker authorised become a block of a document."""
    minutes = minutes_queries.entered_minutes(request.user, slug, number)
    minutes_rules.making_real(request.user, minutes).require()
    voice = get_object_or_404(Mark, minutes=minutes, kind="voice", pk=mark)
    form = BringForm(typed(request), documents=minutes_queries.open_documents(request.user, minutes))
    if request.method == "POST" and form.is_valid():
        block = actions.bring_voice(voice, form.chosen(), by=request.user)
        return redirect(block)
    page = _page(minutes) | {"form": form, "mark": voice}
    return (refused if form.is_bound else render)(request, "meetings/bring.html", page)


def _page(minutes: Minutes) -> dict[str, Any]:
    return {"community": minutes.community, "tab": "meetings", "meeting": minutes.meeting, "minutes": minutes}
