"""Answering an invitation by replying to it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tresse.core import by_mail, clock
from tresse.core.by_mail import Letter, NothingThere
from tresse.core.models import OutgoingMail
from tresse.meetings import actions, calendars
from tresse.meetings.by_mail import read, received_answer
from tresse.meetings.models import Answer, Attendance
from tresse.meetings.tests import factories

SAID = {
    "Oui": Answer.COMING,
    "oui !": Answer.COMING,
    "Bonjour Awa,\n\nOui, avec grand plaisir, et j'apporterai la grille de la dernière fois.": Answer.COMING,
    "Bonjour, je viens": Answer.COMING,
    "Merci pour l'invitation.\nJ’y serai.": Answer.COMING,
    "Oui, sur place": Answer.COMING,
    "D'accord": Answer.COMING,
    "Yes": Answer.COMING,
    "Sí, voy": Answer.COMING,
    "Si": Answer.COMING,
    "Sim, vou": Answer.COMING,
    "En visio": Answer.REMOTELY,
    "Oui, en visio": Answer.REMOTELY,
    "À distance": Answer.REMOTELY,
    "By video please": Answer.REMOTELY,
    "por vídeo": Answer.REMOTELY,
    "Plus tard": Answer.LATER,
    "Non, mais en différé": Answer.LATER,
    "in my own time": Answer.LATER,
    "Más tarde": Answer.LATER,
    "no meu ritmo": Answer.LATER,
    "Non": Answer.NOT_COMING,
    "Non, désolé": Answer.NOT_COMING,
    "Je ne viens pas": Answer.NOT_COMING,
    "Je ne pourrai pas venir cette fois-ci": Answer.NOT_COMING,
    "I can't come": Answer.NOT_COMING,
    "No puedo": Answer.NOT_COMING,
    "Não posso": Answer.NOT_COMING,
}
UNCLEAR = [
    "",
    "Peut-être",
    "Je ne sais pas si je viens",
    "Oui ?",
    "Non, pas en visio, mais je viens",
    "Je viens si je peux",
    "Maybe yes",
    "À quelle heure ?",
    "Le rapport est prêt et Claire dit que oui c'est bon pour la relecture.",
]


@pytest.mark.parametrize("text", SAID)
def test_an_answer_is_read_in_the_first_words(text):
    assert read(text) == SAID[text]


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_clear_is_not_guessed(text):
    with pytest.raises(ValidationError):
        read(text)


def test_the_answer_is_kept_and_said_back(cast, settings):
    meeting = factories.session(cast, title="La grille")
    said = received_answer(meeting.pk, cast.member, Letter("Re: La grille", "Oui, en visio"))
    assert Attendance.objects.get(meeting=meeting, person=cast.member).answer == Answer.REMOTELY
    assert said == "Session 1, “La grille”. Your answer: I am coming by video."


@pytest.mark.parametrize("who", ["outsider", "neighbour", "steward", "unsigned"])
def test_for_whoever_is_outside_there_is_no_session(cast, who):
    meeting = factories.session(cast)
    with pytest.raises(NothingThere):
        received_answer(meeting.pk, cast.person(who), Letter("", "Oui"))
    with pytest.raises(NothingThere):
        received_answer(meeting.pk + 99, cast.person(who), Letter("", "Oui"))


def test_a_session_that_is_over_or_called_off_says_so(cast):
    over = factories.held(cast)
    with pytest.raises(PermissionDenied, match="over"):
        received_answer(over.pk, cast.member, Letter("", "Oui"))
    coming = factories.session(cast)
    actions.cancel_meeting(coming, because="Grève.", by=cast.awa)
    with pytest.raises(PermissionDenied, match="cancelled"):
        received_answer(coming.pk, cast.member, Letter("", "Oui"))


def test_who_has_not_signed_again_reads_and_does_not_answer(cast):
    with pytest.raises(PermissionDenied):
        received_answer(factories.session(cast).pk, cast.late, Letter("", "Oui"))


def ics(meeting, status: str, method: str = "REPLY") -> str:
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{calendars.uid(meeting)}\r\n"
        f"ATTENDEE;PARTSTAT={status}:mailto:mina@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


@pytest.mark.parametrize(("status", "answer"), [("ACCEPTED", Answer.COMING), ("DECLINED", Answer.NOT_COMING)])
def test_the_button_of_a_calendar_answers(cast, status, answer):
    meeting = factories.session(cast)
    received_answer(meeting.pk, cast.member, Letter("", "Mina accepted", calendar=ics(meeting, status)))
    assert Attendance.objects.get(meeting=meeting, person=cast.member).answer == answer


@pytest.mark.parametrize("status", ["TENTATIVE", "DELEGATED", "NEEDS-ACTION", ""])
def test_a_calendar_that_says_perhaps_changes_nothing(cast, status):
    meeting = factories.session(cast)
    with pytest.raises(ValidationError):
        received_answer(meeting.pk, cast.member, Letter("", "", calendar=ics(meeting, status)))
    assert Attendance.objects.get(meeting=meeting, person=cast.member).answer == ""


def test_a_calendar_answers_about_its_own_session_only(cast):
    meeting, other = factories.session(cast), factories.session(cast, title="Autre")
    with pytest.raises(ValidationError):
        received_answer(meeting.pk, cast.member, Letter("", "", calendar=ics(other, "ACCEPTED")))


def test_the_invitation_is_answered_by_replying(cast, settings):
    settings.MAIL_IN = "cp.example.org"
    meeting = factories.session(cast)
    mail = OutgoingMail.objects.get(to=cast.member.email)
    sealed = by_mail.unsealed(mail.headers["Reply-To"])
    assert (sealed.kind, sealed.thing_id, sealed.person_id) == ("session", meeting.pk, cast.member.pk)
    assert "simply answer this mail" in mail.text
    later = clock.now() + timedelta(days=1)
    with clock.at(later):
        actions.cancel_meeting(meeting, because="Grève.", by=cast.awa)
    second = OutgoingMail.objects.exclude(pk=mail.pk).get(to=cast.member.email)
    assert second.headers["References"] == mail.headers["References"]


def test_where_no_mail_comes_in_nobody_is_told_to_reply(cast):
    factories.session(cast)
    mail = OutgoingMail.objects.get(to=cast.member.email)
    assert ("From" in mail.headers, "simply answer this mail" in mail.text) == (False, False)


def test_under_the_chatham_house_rule_the_mail_back_does_not_repeat_the_answer(cast):
    meeting = factories.session(cast, chatham_house=True)
    assert "coming" not in received_answer(meeting.pk, cast.member, Letter("", "Oui"))
    assert Attendance.objects.get(meeting=meeting, person=cast.member).answer == Answer.COMING
