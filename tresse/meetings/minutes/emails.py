"""What people read by mail of what a session leaves: its minutes once ready, and the questions of its track."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import by_mail, outbox
from tresse.meetings.minutes import queries
from tresse.meetings.models import Meeting, Minutes, Track, TrackQuestion


def send_minutes(minutes: Minutes) -> None:
    """The whole minutes, in the mail itself, to those invited who may read them."""
    if outbox.is_shut():
        return
    context = _minutes_context(minutes, minutes.whole)
    for person in queries.invited_who_may_read(minutes):
        outbox.post(
            "meetings/minutes",
            to=person.email,
            language=person.language,
            cause=f"minutes/{minutes.pk}/ready/{person.pk}",
            context=context,
        )


def send_questions(track: Track) -> None:
    """To those who said they take part in their own time."""
    if not outbox.is_shut():
        for person in queries.answering_later(track.meeting):
            send_questions_to(track, person)


def send_questions_to(track: Track, person: Any) -> None:
    """The questions, each with the address at which one answers it by mail."""
    questions = list(track.questions.all())
    only = questions[0].pk if len(questions) == 1 and not track.meeting.chatham_house else 0
    headers = by_mail.headers("minutes", only, person.pk, name=track.meeting.community.name) if only else {}
    outbox.post(
        "meetings/questions",
        to=person.email,
        language=person.language,
        cause=f"track/{track.pk}/{track.closes_at:%Y%m%d%H%M}/{len(questions)}/{person.pk}",
        context=_questions_context(track, questions, person),
        headers=headers,
    )


def _minutes_context(minutes: Minutes, text: str) -> dict[str, Any]:
    meeting = minutes.meeting
    return {
        "minutes": minutes,
        "meeting": meeting,
        "community": meeting.community,
        "side": meeting.community,
        "text": text,
        "by": "" if meeting.chatham_house else str(minutes.ready_by),
    }


def _questions_context(track: Track, questions: Iterable[TrackQuestion], person: Person) -> dict[str, Any]:
    meeting = track.meeting
    asked = [(question, _address(question, person, meeting)) for question in questions]
    return {
        "track": track,
        "meeting": meeting,
        "community": meeting.community,
        "side": meeting.community,
        "questions": asked,
        "by_reply": len(asked) == 1 and bool(asked[0][1]),
        "closes_on": track.closes_at.astimezone(ZoneInfo(person.time_zone)).date(),
    }


def _address(question: TrackQuestion, person: Person, meeting: Meeting) -> str:
    """Where one answers by mail; nowhere under the Chatham House rule, since a mail keeps who wrote it (S3)."""
    return "" if meeting.chatham_house else by_mail.address("minutes", question.pk, person.pk)


def _example_meeting() -> Meeting:
    starts_at = datetime(2026, 3, 12, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
    return Meeting(
        community=Community(name="CP Genre", slug="cp-genre"),
        number=3,
        title="Ce que nos outils ne voient pas",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        time_zone="Europe/Paris",
    )


def _minutes_example() -> dict[str, Any]:
    meeting = _example_meeting()
    until = meeting.ends_at + timedelta(days=7)
    minutes = Minutes(meeting=meeting, community=meeting.community, corrected_until=until)
    text = (
        "Nous étions neuf, de trois pays.\n\n## Trois témoignages\n\nDécision : deux récits par carnet, pas plus."
    )
    return _minutes_context(minutes, text) | {"by": "Awa Diop"}


def _questions_example() -> dict[str, Any]:
    meeting = _example_meeting()
    track = Track(meeting=meeting, closes_at=meeting.ends_at + timedelta(days=5))
    return _questions_context(
        track,
        [TrackQuestion(pk=1, track=track, text="Qu'est-ce que votre grille ne montre pas ?")],
        Person(pk=1, time_zone="Europe/Paris"),
    )


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {
    "meetings/minutes": _minutes_example,
    "meetings/questions": _questions_example,
}
