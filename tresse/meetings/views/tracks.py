"""The questions of a session, answered in one's own time."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.meetings import actions, queries
from tresse.meetings.minutes import emails as minutes_emails
from tresse.meetings.minutes import queries as minutes_queries
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.minutes.forms import ContributionForm, TrackForm
from tresse.meetings.models import Meeting, Track, TrackQuestion
from tresse.meetings.views.shell import within
from tresse.ui.answers import refused, show_refusal, typed


@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Each question, what was answered, and a place to answer."""
    track = _track(request, slug, number)
    return render(request, "meetings/track.html", _page(request, track))


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Open questions until a day, or more of them until another day."""
    meeting = queries.entered_meeting(request.user, slug, number)
    minutes_rules.opening_track(request.user, meeting).require()
    track = minutes_queries.track_of(meeting)
    form = TrackForm(typed(request), meeting=meeting, items=queries.agenda_of(meeting), track=track)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_track(meeting, by=request.user, **form.terms())
        except ValidationError as error:
            show_refusal(form, error, closes_at="closes_on")
        else:
            return redirect("meetings:track", slug, number)
    page = within(meeting) | {"form": form, "track": track}
    return (refused if form.is_bound else render)(request, "meetings/track_questions.html", page)


@require_POST
def answer(request: HttpRequest, slug: str, number: int, question: int) -> HttpResponse:
    """Answer one question."""
    track = _track(request, slug, number)
    asked = next((each for each in track.questions.all() if each.pk == question), None)
    if asked is None:
        raise Http404
    form = ContributionForm(request.POST, auto_id=f"question-{asked.pk}-%s")
    if form.is_valid():
        actions.contribute(asked, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Thank you: your answer joins the minutes."))
        return redirect(f"{_address(track.meeting)}#question-{asked.pk}")
    return refused(request, "meetings/track.html", _page(request, track, typed_in=(asked.pk, form)))


@require_POST
def mail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send me the questions: I answer by mail."""
    track = _track(request, slug, number)
    minutes_rules.contributing(request.user, track).require()
    minutes_emails.send_questions_to(track, request.user)
    messages.success(request, _("The questions leave for your mailbox."))
    return redirect("meetings:track", slug, number)


def _track(request: HttpRequest, slug: str, number: int) -> Track:
    track = minutes_queries.track_of(queries.entered_meeting(request.user, slug, number))
    if track is None:
        raise Http404
    return track


def _page(
    request: HttpRequest, track: Track, typed_in: tuple[int, ContributionForm] | None = None
) -> dict[str, Any]:
    meeting = track.meeting
    may = minutes_rules.contributing(request.user, track)
    reads = bool(minutes_rules.reading_answers(request.user, track))
    return within(meeting) | {
        "track": track,
        "may": may,
        "may_ask": minutes_rules.opening_track(request.user, meeting),
        "asked": [_asked(request, question, may, typed_in, reads=reads) for question in track.questions.all()],
    }


def _asked(
    request: HttpRequest, question: TrackQuestion, may: Any, typed_in: Any, *, reads: bool
) -> dict[str, Any]:
    """A question with what others answered, and one's own words to be said anew; nobody's are known under Chatham House."""
    said = list(question.contributions.all())
    mine = next((one for one in said if one.membership and one.membership.person_id == request.user.pk), None)
    form = ContributionForm(initial={"text": mine.text if mine else ""}, auto_id=f"question-{question.pk}-%s")
    if typed_in and typed_in[0] == question.pk:
        form = typed_in[1]
    return {
        "question": question,
        "mine": mine,
        "others": [one for one in said if one is not mine] if reads else [],
        "form": form if may else None,
    }


def _address(meeting: Meeting) -> str:
    return f"{meeting.get_absolute_url()}track/"
