"""A request to come in, as whoever wrote it and those who welcome read it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tresse.memberships import acts
from tresse.memberships.naming import named_here
from tresse.ui.answers import refused
from tresse.welcome import actions, rules
from tresse.welcome.forms import LaterForm, MessageForm
from tresse.welcome.models import JoinRequest
from tresse.welcome.queries import visible_request
from tresse.welcome.welcomers import welcomers_of


@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was written, what is said about it, and what one may do."""
    found = visible_request(request.user, slug, number)
    return render(request, "welcome/request.html", page_of(request, found))


@require_POST
def write(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = visible_request(request.user, slug, number)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return refused(request, "welcome/request.html", page_of(request, found, message_form=form))
    actions.write_message(found, by=request.user, text=form.cleaned_data["text"])
    return redirect(found)


@require_POST
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = actions.take_back(visible_request(request.user, slug, number), by=request.user)
    messages.success(request, _("Your request is taken back. You may send another one whenever you like."))
    return redirect(found)


@require_POST
def put_before_all(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = actions.put_before_all(visible_request(request.user, slug, number), by=request.user)
    messages.success(request, _("All members read this request from now on."))
    return redirect(found)


def page_of(request: HttpRequest, found: JoinRequest, **forms: Any) -> dict[str, Any]:
    """The page of a request, for whoever may read it; `forms` are those that could not be taken."""
    is_mine = found.person_id == request.user.pk
    name = named_here(found.community)
    return {
        "community": found.community,
        "tab": "overview" if is_mine else "members",
        "found": found,
        "is_mine": is_mine,
        "who": name(found.person),
        "said": [(name(message.by), message) for message in found.messages.select_related("by")],
        "welcomers": welcomers_of(found.community),
        "refusal": None if is_mine else acts.waiting_for("request.refusing", found),
        "may_answer": rules.answering(request.user, found),
        "may_welcome": rules.welcoming(request.user, found),
        "may_write": rules.writing(request.user, found),
        "may_take_back": rules.taking_back(request.user, found),
        "may_put_before_all": rules.putting_before_all(request.user, found),
        "message_form": MessageForm(),
        "later_form": LaterForm(),
        **forms,
    }
