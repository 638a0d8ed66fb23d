"""One's own address by mail: it answers for whoever received it, without signing in, until the poll closes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tresse.meetings.moments import when
from tresse.polls import actions, forms, queries, rules
from tresse.polls.models import PollLink
from tresse.polls.until import Until
from tresse.ui.answers import refused, show_refusal


def by_mailed_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open to whoever has the address, which search engines and caches keep out of."""

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, queries.mailed_link(token))
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded


@by_mailed_address
@require_safe
def show(request: HttpRequest, link: PollLink) -> HttpResponse:
    """The moments by the clock of whoever received it. Reading changes nothing."""
    return render(request, "polls/mailed.html", _page(link))


@by_mailed_address
@require_POST
def answer(request: HttpRequest, link: PollLink) -> HttpResponse:
    """Say when one can."""
    page = _page(link)
    form = forms.AnswerForm(request.POST, rows=page["sheet"].rows)
    if form.is_valid():
        try:
            actions.answer_poll(link.poll, by=link.membership.person, voices=form.voices())
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Thank you, this is kept. You may change it until the poll closes."))
            return redirect(link)
    return refused(request, "polls/mailed.html", page | {"form": form})


def _page(link: PollLink) -> dict[str, Any]:
    """What one needs to answer; who else can is read signed in."""
    poll, person = link.poll, link.membership.person
    sheet = queries.sheet(poll, person, person.time_zone)
    return {
        "link": link,
        "poll": poll,
        "community": poll.community,
        "sheet": sheet,
        "until": Until(poll.closes_at, person.time_zone),
        "may_answer": rules.answering(person, poll),
        "form": forms.AnswerForm(rows=sheet.rows),
        "meeting_when": when(poll.meeting, person.time_zone) if poll.meeting else None,
    }
