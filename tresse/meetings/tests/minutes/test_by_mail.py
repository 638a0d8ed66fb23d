"""Answering a question of a session from one's mail."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import by_mail, clock
from tresse.core.by_mail import Letter, NothingThere
from tresse.core.models import OutgoingMail
from tresse.meetings import actions
from tresse.meetings.minutes import emails as minutes_emails
from tresse.meetings.minutes.by_mail import received_contribution
from tresse.meetings.models import Answer, Attendance, Contribution, TrackQuestion
from tresse.meetings.tests import factories

INSIDE = {"awa", "claire", "member", "newcomer", "former"}


def question(cast, **terms) -> TrackQuestion:
    meeting = factories.session(cast, **terms)
    closes_at = clock.now() + timedelta(days=5)
    track = actions.open_track(meeting, closes_at=closes_at, questions=[(None, "Et chez vous ?")], by=cast.awa)
    return track.questions.get()


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_answers_a_question_by_mail(cast, who):
    asked, refused = question(cast), None
    try:
        received_contribution(asked.pk, cast.person(who), Letter("Re: …", "Le temps."))
    except (PermissionDenied, NothingThere) as reason:
        refused = type(reason)
    expected = None if who in INSIDE else PermissionDenied if who == "late" else NothingThere
    assert (refused, Contribution.objects.count()) == (expected, who in INSIDE)


def test_an_empty_mail_is_answered_with_what_to_do(cast):
    with pytest.raises(ValidationError, match="write your answer"):
        received_contribution(question(cast).pk, cast.member, Letter("Re: …", " \n"))


def test_a_mail_that_comes_too_late_is_told_so(cast):
    asked = question(cast)
    with clock.at(asked.track.closes_at), pytest.raises(PermissionDenied, match="closed"):
        received_contribution(asked.pk, cast.member, Letter("Re: …", "Trop tard."))


def test_a_question_of_a_session_one_was_not_invited_to_is_not_there(cast):
    asked = question(cast, audience="session")
    asked.track.meeting.attendances.filter(person=cast.member).delete()
    with pytest.raises(NothingThere):
        received_contribution(asked.pk, cast.member, Letter("Re: …", "Le temps."))


def test_under_the_chatham_house_rule_one_answers_where_nothing_keeps_ones_name(cast, settings):
    settings.MAIL_IN = "cp.example.org"
    attendances = Attendance.objects.filter(person=cast.member)
    asked = question(cast, chatham_house=True)
    attendances.update(answer=Answer.LATER)
    minutes_emails.send_questions(asked.track)
    mail = OutgoingMail.objects.get(to=cast.member.email, cause__startswith="track/")
    assert ("Reply-To" in mail.headers, by_mail.unsealed(mail.text)) == (False, None)
    with pytest.raises(PermissionDenied, match="Chatham House"):
        received_contribution(asked.pk, cast.member, Letter("Re: …", "La peur."))
    assert not Contribution.objects.exists()
