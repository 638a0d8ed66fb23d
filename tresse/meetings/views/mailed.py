"""One's own address from a mail: it answers one session, or a whole series, without signing in, until it is over."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tresse.meetings import actions, mailed, queries, rules
from tresse.meetings.models import Answer, Attendance
from tresse.meetings.moments import when
from tresse.meetings.places import rank_of
from tresse.meetings.queries import Mailed

View = Callable[..., HttpResponse]


def by_mailed_address(view: View) -> View:
    """The secret in the address is the right, as for guests: no cookie, not even against forged forms (docs/adr/0013)."""

    @csrf_exempt
    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **rest: str) -> HttpResponse:
        opened = queries.mailed_thing(token)
        with translation.override(opened.person.language):  # as the mail they come from
            response = view(request, opened, **rest)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded


@by_mailed_address
@require_safe
def show(request: HttpRequest, opened: Mailed) -> HttpResponse:
    """What one answered, and how to answer otherwise. Reading changes nothing."""
    return _page(request, opened)


@by_mailed_address
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, opened: Mailed, answer: str) -> HttpResponse:
    """One button that says it: a program that follows the links of mails says nothing for anybody."""
    if answer not in Answer.values:
        raise Http404
    if request.method != "POST":
        return _page(request, opened, asked=Answer(answer))
    if opened.series:
        actions.answer_series(opened.series, answer=answer, by=opened.person)
    else:
        actions.answer_invitation(opened.meetings[0], answer=answer, by=opened.person)
    return redirect(mailed.address(opened.thing, opened.person.pk))


def _page(request: HttpRequest, opened: Mailed, asked: Answer | None = None) -> HttpResponse:
    first, person = opened.meetings[0], opened.person
    said = {one.meeting_id: one for one in Attendance.objects.filter(person=person, meeting__in=opened.meetings)}
    lines = [_line(meeting, said.get(meeting.pk), person) for meeting in opened.meetings]
    to_come = [line for line in lines if line["meeting"].is_upcoming]
    may_answer = rules.answering(person, to_come[0]["meeting"] if to_come else first)
    inside = bool(rules.following_later(person, first))
    offered = [answer for answer in Answer if inside or answer != Answer.LATER]
    page: dict[str, Any] = {
        "community": first.community,
        "person": person,
        "series": opened.series,
        "lines": lines,
        "asked": asked,
        "may_answer": may_answer,
        "is_over": not to_come,
        "answers": [(one, one.label, mailed.address(opened.thing, person.pk, one)) for one in offered],
    }
    return render(request, "meetings/mailed.html", page, status=200 if to_come else 410)


def _line(meeting: Any, mine: Attendance | None, person: Any) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "when": when(meeting, person.time_zone),
        "mine": mine,
        "rank": rank_of(mine) if mine and mine.is_waiting else 0,
        "href": mailed.address(meeting, person.pk),
    }
