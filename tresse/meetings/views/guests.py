"""What somebody invited to one session sees and does, by the link they were mailed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from tresse.guests.entrance import by_guest_link
from tresse.guests.models import Guest
from tresse.meetings import actions, calendars, queries, rules
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.minutes.forms import ContributionForm
from tresse.meetings.models import Answer, Meeting, Track, TrackQuestion
from tresse.meetings.moments import when
from tresse.meetings.places import places_of, rank_of
from tresse.meetings.programme import programme
from tresse.ui.answers import refused


def show(request: HttpRequest, guest: Guest) -> HttpResponse:
    """When, where, what for and the programme; nothing of what it left. Called by the door of guests."""
    return render(request, "meetings/guest.html", _page(guest) | {"said": request.GET.get("said", "")})


@by_guest_link("session")
@require_POST
def answer(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Says whether one comes."""
    said = request.POST.get("answer", "")
    if said not in Answer.values:
        return render(request, "meetings/guest.html", _page(guest) | {"unclear": True}, status=422)
    actions.answer_as_guest(guest.thing, answer=said, guest=guest)
    return redirect(f"{guest.get_absolute_url()}#answer")


@by_guest_link("session")
@require_POST
def contribute(request: HttpRequest, guest: Guest, question: int) -> HttpResponse:
    """Answers a question in one's own time, or says it anew."""
    asked = get_object_or_404(
        TrackQuestion.objects.select_related("track__meeting"), pk=question, track__meeting=guest.thing_id
    )
    form = _form(asked, data=request.POST)
    if not form.is_valid():
        return refused(request, "meetings/guest.html", _page(guest, typed_in={asked.pk: form}))
    actions.contribute_as_guest(asked, text=form.cleaned_data["text"], guest=guest)
    return redirect(f"{guest.get_absolute_url()}?said={asked.pk}#question-{asked.pk}")


@by_guest_link("session")
@require_safe
def calendar(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The session as a file for one's own calendar."""
    meeting: Meeting = guest.thing
    content = calendars.download(meeting, queries.agenda_of(meeting), with_link=True, reader=guest)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="session-{meeting.number}.ics"'
    return response


def _page(guest: Guest, typed_in: dict[int, ContributionForm] | None = None) -> dict[str, Any]:
    meeting: Meeting = guest.thing
    moment = when(meeting, meeting.time_zone)
    mine = meeting.attendances.filter(guest=guest).first()
    return {
        "guest": guest,
        "meeting": meeting,
        "when": moment,
        "steps": programme(meeting, queries.agenda_of(meeting), moment.here.zone),
        "mine": mine,
        "rank": rank_of(mine) if mine and mine.is_waiting else 0,
        "places": places_of(meeting) if meeting.is_limited else None,
        "recorded": meeting.recording_wanted and actions.may_be_recorded(meeting),
        "may_go_in": rules.going_in_as_guest(guest, meeting),
        "may_answer": rules.answering_as_guest(guest, meeting),
        "answers": [(one.value, one.label) for one in Answer if one != Answer.LATER],
        **_questions(guest, meeting, typed_in or {}),
    }


def _questions(guest: Guest, meeting: Meeting, typed_in: dict[int, ContributionForm]) -> dict[str, Any]:
    """Those of the asynchronous track, with their own answers alone: what others said stands in the minutes (S1)."""
    track = Track.objects.filter(meeting=meeting).first()
    if track is None:
        return {}
    mine = dict(guest.contributions.filter(question__track=track).values_list("question", "text"))
    asked = [
        (question, question.pk in mine, typed_in.get(question.pk) or _form(question, mine.get(question.pk, "")))
        for question in track.questions.select_related("item")
    ]
    return {"track": track, "asked": asked, "may_contribute": minutes_rules.contributing_as_guest(guest, track)}


def _form(question: TrackQuestion, text: str = "", data: Any = None) -> ContributionForm:
    return ContributionForm(data, initial={"text": text}, auto_id=f"question-{question.pk}-%s")
