"""What a guest reads and does, without an account. What they are invited to shows itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from config.guest_things import GUEST_THINGS
from tresse.guests import actions
from tresse.guests.entrance import by_guest_link
from tresse.guests.forms import AnswerForm, EndingForm, NameForm
from tresse.guests.models import Guest


@by_guest_link()
@require_safe
def show(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The one thing this guest is invited to. Reading it changes nothing: scanners of mail open links."""
    if guest.kind in GUEST_THINGS:
        page: HttpResponse = import_string(GUEST_THINGS[guest.kind].page)(request, guest)
        return page
    return _question(request, guest, AnswerForm(initial={"answer": guest.answer}))


@by_guest_link("question")
@require_POST
def answer(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Keeps the answer to the question."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _question(request, guest, form)
    actions.answer_question(guest, answer=form.cleaned_data["answer"])
    return redirect(f"{guest.get_absolute_url()}#said")


@by_guest_link()
@require_POST
def name(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Says under what name one stands there."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return render(request, "guests/name.html", {"guest": guest, "form": form}, status=422)
    actions.go_by(guest, name=form.cleaned_data["name"])
    return redirect(f"{guest.get_absolute_url()}#who")


@by_guest_link()
@require_POST
def ending(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Ends one's own link."""
    form = EndingForm(request.POST)
    actions.end_own_link(guest, unnamed=form.is_valid() and form.cleaned_data["unnamed"])
    return redirect(guest)


def _question(request: HttpRequest, guest: Guest, form: AnswerForm) -> HttpResponse:
    page: dict[str, Any] = {"guest": guest, "form": form}
    return render(request, "guests/question.html", page, status=422 if form.is_bound else 200)
