"""The asynchronous track: questions of a session, answered over days by those who take part in their own time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.core import clock
from tresse.core.text import digest, exact
from tresse.guests.models import Guest
from tresse.meetings.actions.holding import held
from tresse.meetings.minutes import emails as minutes_emails
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.models import AgendaItem, Attendance, Contribution, Meeting, Track, TrackQuestion
from tresse.memberships.queries import place_of

LONGEST = timedelta(days=60)
MOST_QUESTIONS = 12


@transaction.atomic
def open_track(
    meeting: Meeting, *, closes_at: datetime, questions: Sequence[tuple[AgendaItem | None, str]], by: Any
) -> Track:
    """Open questions of a session until a day; those who said they take part in their own time receive them by mail.

    Opened already, the day changes, and the questions that are new are added: what was answered stays.
    """
    meeting = held(meeting)
    minutes_rules.opening_track(by, meeting).require()
    asked = [(item, " ".join(text.split())) for item, text in questions if text.strip()]
    track = Track.objects.filter(meeting=meeting).first()
    _check(meeting, track, closes_at, asked)
    track = track or Track(meeting=meeting, opened_by=place_of(by, meeting.community), opened_at=clock.now())
    is_new, track.closes_at, track.closed_at = track.pk is None, closes_at, None
    track.save()
    known = set(track.questions.values_list("item", "text"))
    TrackQuestion.objects.bulk_create(
        TrackQuestion(track=track, item=item, text=text)
        for item, text in asked
        if (item and item.pk, text) not in known
    )
    if is_new:
        minutes_emails.send_questions(track)
    return track


@transaction.atomic
def contribute(question: TrackQuestion, *, text: str, by: Any) -> Contribution:
    """Answer a question in one's own time, or say it anew; that is to have taken part.

    Under the Chatham House rule nothing is kept of who answered or when, and the words cannot be changed (S3, S4).
    """
    track = _held_track(question)
    minutes_rules.contributing(by, track).require()
    words = _words(text)
    if track.meeting.chatham_house:
        return _unsigned(question, words)
    contribution = _signed(question, words, membership=place_of(by, track.meeting.community))
    Attendance.objects.update_or_create(meeting=track.meeting, person=by, defaults={"took_part_later": True})
    return contribution


@transaction.atomic
def contribute_as_guest(question: TrackQuestion, *, text: str, guest: Guest) -> Contribution:
    """The same by a guest of the session, with their link."""
    track = _held_track(question)
    guest = Guest.objects.select_related("community").get(pk=guest.pk)
    minutes_rules.contributing_as_guest(guest, track).require()
    words = _words(text)
    if track.meeting.chatham_house:
        return _unsigned(question, words)
    contribution = _signed(question, words, guest=guest)
    Attendance.objects.update_or_create(meeting=track.meeting, guest=guest, defaults={"took_part_later": True})
    return contribution


def close_due_tracks() -> int:
    """The day has come: nothing is added any more, and what was answered stands in the minutes. How many closed."""
    due = Track.objects.to_close()
    return due.update(closed_at=clock.now()) if due.exists() else 0


def _held_track(question: TrackQuestion) -> Track:
    meeting = held(question.track.meeting)
    track = Track.objects.get(pk=question.track_id)
    track.meeting = meeting
    return track


def _words(text: str) -> str:
    words = exact(text)
    if not words:
        raise ValidationError({"text": _("Write a few words.")})
    if len(words) > 8000:
        raise ValidationError({"text": _("Say it in eight thousand characters at most.")})
    return words


def _signed(question: TrackQuestion, words: str, **who: Any) -> Contribution:
    contribution, _created = Contribution.objects.update_or_create(
        question=question, **who, defaults={"text": words, "digest": digest(words), "written_at": clock.now()}
    )
    return contribution


def _unsigned(question: TrackQuestion, words: str) -> Contribution:
    contribution, _created = Contribution.objects.get_or_create(
        question=question, membership=None, guest=None, digest=digest(words), defaults={"text": words}
    )
    return contribution


def _check(
    meeting: Meeting, track: Track | None, closes_at: datetime, asked: list[tuple[AgendaItem | None, str]]
) -> None:
    if not asked and (track is None or not track.questions.exists()):
        raise ValidationError({"questions": _("Ask one question at least.")})
    if len(asked) > MOST_QUESTIONS or any(len(text) > 300 for _item, text in asked):
        raise ValidationError({"questions": _("Twelve questions at most, of three hundred characters each.")})
    if any(item and item.meeting_id != meeting.pk for item, _text in asked):
        raise ValidationError({"questions": _("This moment belongs to another session.")})
    if not clock.now() < closes_at <= clock.now() + LONGEST:
        raise ValidationError({"closes_on": _("Choose a day to come, within two months.")})
