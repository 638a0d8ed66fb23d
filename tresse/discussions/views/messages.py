"""One's own message: changed, withdrawn; what it said before."""

from typing import Any

from django.contrib import messages as notices
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.core.differences import compare
from tresse.discussions import actions, queries, rules
from tresse.discussions.actions import MessageChanged
from tresse.discussions.forms import ChangeForm
from tresse.discussions.models import Message, Thread
from tresse.discussions.views.threads import about
from tresse.ui.answers import refused, show_refusal, typed


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, number: int, message_pk: int) -> HttpResponse:
    """Change what one said; changed meanwhile from another window, both texts are shown."""
    thread, message = _own(request, slug, number, message_pk)
    rules.changing(request.user, message).require()
    form = ChangeForm(typed(request), message=message)
    context: dict[str, Any] = about(thread) | {"form": form, "message": message}
    if form.is_valid():
        try:
            return redirect(actions.change_message(message, by=request.user, **form.cleaned_data))
        except MessageChanged as changed:
            context["both"] = compare(changed.message.text, form.cleaned_data["text"])
            form.data = form.data.dict() | {"expected_revision": changed.message.revision}  # type: ignore[attr-defined]
        except ValidationError as error:
            show_refusal(form, error)
    answer = refused if form.is_bound else render
    return answer(request, "discussions/message.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, slug: str, number: int, message_pk: int) -> HttpResponse:
    """Take one's words back for good, once one has read what that means."""
    thread, message = _own(request, slug, number, message_pk)
    rules.withdrawing(request.user, message).require()
    if request.method == "POST":
        actions.withdraw_message(message, by=request.user)
        notices.success(request, _("Your message is withdrawn: nothing of it is kept here."))
        return redirect(message)
    return render(request, "discussions/withdrawal.html", about(thread) | {"message": message})


@require_safe
def history(request: HttpRequest, slug: str, number: int, message_pk: int) -> HttpResponse:
    """What a message said before, for whoever reads the conversation."""
    thread, message = _own(request, slug, number, message_pk)
    context = {"message": message, "revisions": message.revisions.all(), "named": _named(thread, message)}
    may_erase = rules.withdrawing(request.user, message)
    return render(request, "discussions/history.html", about(thread) | context | {"may_erase": may_erase})


@require_POST
def erasure(request: HttpRequest, slug: str, number: int, message_pk: int, revision: int) -> HttpResponse:
    """Erase what one's message said before."""
    thread, message = _own(request, slug, number, message_pk)
    found = get_object_or_404(message.revisions.select_related("message__thread"), number=revision)
    actions.erase_revision(found, by=request.user)
    return redirect("discussions:history", thread.community.slug, thread.number, message.pk)


def _own(request: HttpRequest, slug: str, number: int, message_pk: int) -> tuple[Thread, Message]:
    """The message at this address, of a conversation this person reads; the rules say whose it is."""
    thread = queries.thread_for(request.user, slug, number)
    return thread, queries.message_of(thread, message_pk)


def _named(thread: Thread, message: Message) -> str:
    return str(message.by) if thread.names_people else ""
