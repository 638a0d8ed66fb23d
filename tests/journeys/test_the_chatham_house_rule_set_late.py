"""Set on a session already held, the Chatham House rule leaves nothing that says who was there or who said what (S3)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.confidence.models import Authorisation
from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.discussions import actions as conversations
from tresse.discussions.tests.factories import thread
from tresse.facilitation import actions as facilitation
from tresse.facilitation.models import Role
from tresse.guests import actions as guests
from tresse.guests.models import Guest
from tresse.meetings import actions
from tresse.meetings.minutes.passages import passages
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership
from tresse.polls import actions as polls
from tresse.polls.tests import factories as polled

TEXT = """Tom a dit peut-être.

Engagement : @Mina, envoyer la grille.
Question : qui paie les interprètes ?
Parole : « On nous a dit non. »
"""

# What still names somebody, and why it may: it says neither who was there nor who said what.
STAYS = {
    "meetings.Meeting.convened_by",  # who announced it, to everyone, before anybody came
    "meetings.Track.opened_by",  # who asked the questions, beforehand
    "polls.Poll.opened_by",  # the same of its date
    "polls.PollLink.membership",  # everyone inside has one
    "guests.Guest.invited_by",  # a guest nothing says anything of any more
    "meetings.Pledge.membership",  # what people took upon themselves is theirs, until they lay it down
    "discussions.Thread.started_by",  # their own words, which they may still take back: shown with nobody's name
    "discussions.Message.by",
    "discussions.Following.membership",
    "discussions.Promise.by",
    "confidence.Authorisation.asked_by",  # whoever asks is not who spoke; who was asked is forgotten
}
PEOPLE = (Person, Membership, Guest)


@pytest.fixture
def session(cast: Cast, as_: Any) -> Meeting:
    """A session in which everybody did something under their name: from the poll that found its date to its minutes."""
    with clock.at(clock.now() - timedelta(days=20)):
        meeting = _announced(cast)
    with clock.at(meeting.starts_at + timedelta(minutes=5)):
        _run(cast, meeting)
    with clock.at(meeting.ends_at + timedelta(hours=1)):
        _written(cast, meeting, as_)
    return meeting


def test_nothing_names_whoever_was_there_any_more(cast: Cast, session: Meeting) -> None:
    before = naming(session)
    assert before - STAYS == {
        "meetings.Attendance.person",
        "meetings.Attendance.guest",
        "meetings.AgendaItem.led_by",
        "meetings.Contribution.membership",
        "meetings.Contribution.guest",
        "meetings.Minutes.written_by",
        "meetings.Minutes.ready_by",
        "meetings.MinutesPart.written_by",
        "meetings.Correction.proposed_by",
        "meetings.Correction.answered_by",
        "meetings.Addition.added_by",
        "meetings.Mark.made_by",
        "facilitation.Part.membership",
        "facilitation.Turn.by",
        "facilitation.Seat.person",
        "polls.PollAnswer.membership",
        "confidence.Authorisation.person",
    }, "all this could name somebody"
    actions.change_meeting(session, chatham_house=True, by=cast.awa)
    assert naming(session) - STAYS == set()
    assert before >= STAYS, "what stays is there to stay"


def test_no_mail_is_kept_that_says_who_came_or_who_wrote(cast: Cast, session: Meeting) -> None:
    actions.change_meeting(session, chatham_house=True, by=cast.awa)
    kept = OutgoingMail.objects.values_list("cause", flat=True)
    assert {cause for cause in kept if cause.startswith(("meeting/", "minutes/", "track/"))} == set()
    assert Guest.objects.filter(name="", email="").count() == 1


def test_the_journal_and_the_pages_tell_it_without_a_name(cast: Cast, session: Meeting, as_: Any) -> None:
    named = ("Mina Membre noted", "Awa Diop wrote the minutes", "Awa Diop called the minutes", "Claire Roux began")
    addresses = ["journal/", f"m/{session.number}/", f"m/{session.number}/minutes/read/", "t/1/"]
    before = as_("former").get("/c/cp-genre/journal/").text
    assert [sentence for sentence in named if sentence not in before] == []
    actions.change_meeting(session, chatham_house=True, by=cast.awa)
    after = {address: as_("former").get(f"/c/cp-genre/{address}").text for address in addresses}
    assert [sentence for sentence in named if sentence in after["journal/"]] == []
    assert "The minutes of session 1 were written." in after["journal/"]
    assert "Conversation 1 was begun" in after["journal/"]
    spoke = ("Claire Roux", "Mina Membre", "Tom Nouveau")
    hers = (f"m/{session.number}/minutes/read/", "Mina Membre")  # what she pledged
    assert {(where, who) for where in addresses[2:] for who in spoke if who in after[where]} == {hers}


def test_whoever_was_asked_for_words_and_has_not_said_yes_is_forgotten(cast: Cast, session: Meeting) -> None:
    actions.change_meeting(session, chatham_house=True, by=cast.awa)
    asked = Authorisation.objects.get()
    assert (asked.person, asked.name, asked.email, asked.replaced_at is None) == (None, "", "", False)


def naming(session: Meeting) -> set[str]:
    """Every field of every row that hangs on this session and holds a person, a place inside or a guest."""
    found = set()
    for row in hanging_on(session, set()):
        for field in row._meta.concrete_fields:
            if field.related_model in PEOPLE and getattr(row, field.attname) is not None:
                found.add(f"{row._meta.label}.{field.name}")
    return found


def hanging_on(thing: models.Model, met: set[models.Model]) -> Iterator[models.Model]:
    """The thing, and whatever points at it, by a key or by a type and an id; people apart."""
    if thing in met or isinstance(thing, (Person, Membership)):
        return
    met.add(thing)
    yield thing
    for model in apps.get_models():
        for rows in _pointing_at(thing, model):
            for row in rows:
                yield from hanging_on(row, met)


def _pointing_at(thing: models.Model, model: type[models.Model]) -> Iterator[models.QuerySet[Any]]:
    for field in model._meta.concrete_fields:
        if field.related_model is type(thing):
            yield model._base_manager.filter(**{field.name: thing})
    for generic in (each for each in model._meta.private_fields if isinstance(each, GenericForeignKey)):
        kind = ContentType.objects.get_for_model(thing)
        yield model._base_manager.filter(**{generic.ct_field: kind, generic.fk_field: thing.pk})


def _announced(cast: Cast) -> Meeting:
    poll = polled.answered(polled.poll(cast), cast, awa="yyn", member="yny")
    meeting = polls.settle(poll, number=1, by=cast.awa)
    for who in (cast.awa, cast.claire, cast.member):
        actions.answer_invitation(meeting, answer="coming", by=who)
    actions.answer_invitation(meeting, answer="later", by=cast.newcomer)
    guest = guests.invite_guest(
        cast.community, by=cast.awa, name="Fatou", email="fatou@example.org", kind="session", thing=meeting
    )
    actions.answer_as_guest(meeting, answer="coming", guest=guest)
    item = actions.add_agenda_item(
        meeting, by=cast.awa, minutes=30, title="Un tour", method_key="check_in", led_by=cast.place("claire")
    )
    track = actions.open_track(
        meeting, closes_at=meeting.ends_at, questions=[(item, "Et chez vous ?")], by=cast.awa
    )
    actions.contribute(track.questions.get(), text="Le temps.", by=cast.newcomer)
    actions.contribute_as_guest(track.questions.get(), text="La fatigue.", guest=guest)
    facilitation.take_role(meeting, role=Role.FACILITATES, by=cast.member)
    thread(cast, by=cast.claire, thing=meeting)
    return meeting


def _run(cast: Cast, meeting: Meeting) -> None:
    facilitation.go_on(meeting, seen=0, by=cast.member)
    facilitation.draw_groups(meeting, people=[cast.awa, cast.claire, cast.member], size=3, by=cast.awa)


def _written(cast: Cast, meeting: Meeting, as_: Any) -> None:
    came = [cast.awa, cast.claire, cast.member]
    actions.note_attendance(meeting, came=came, guests=list(Guest.objects.all()), by=cast.member)
    minutes = actions.write_minutes(meeting, text=TEXT, by=cast.awa)
    actions.write_part(meeting.agenda.get(), text="Chacun-e son tour.", by=cast.claire)
    for passage in passages(TEXT):
        who = {"commitment": cast.place("member").pk, "voice": cast.place("claire").pk}.get(passage.kind, "")
        address = f"{meeting.get_absolute_url()}minutes/marks/{passage.kind}/{passage.digest[:16]}/"
        as_("member").post(address, {"who": who, "text": passage.words, "title": "Qui paie ?"})
    about = meeting.community.threads.get(number=1)
    conversations.promise_harvest(about, by=cast.claire, due_on=clock.today())
    minutes = actions.call_minutes_ready(minutes, by=cast.awa)
    asked = actions.propose_correction(minutes, passage="peut-être", instead="oui", by=cast.member)
    actions.answer_correction(asked, taken=True, by=cast.awa)
    with clock.at(minutes.corrected_until):
        actions.add_to_minutes(minutes, text="La revue est en juin.", by=cast.claire)
