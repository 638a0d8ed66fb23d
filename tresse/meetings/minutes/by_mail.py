"""Answering a question of a session by replying to the mail that asks it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tresse.core.by_mail import Letter, NothingThere
from tresse.core.rulings import Ruling
from tresse.meetings import actions
from tresse.meetings.models import Meeting, TrackQuestion
from tresse.memberships.queries import membership_of


def received_contribution(question_id: int, person: Any, letter: Letter) -> str:
    """What one wrote joins the minutes, under the moment that asks it.

    Under the Chatham House rule one answers on the page: a mail keeps who wrote it, and when (S3, S4).
    """
    visible = Meeting.objects.visible_to(person)
    question = (
        TrackQuestion.objects.filter(pk=question_id, track__meeting__in=visible)
        .select_related("track__meeting__community")
        .first()
    )
    if question is None or membership_of(person, question.track.meeting.community) is None:
        raise NothingThere
    if question.track.meeting.chatham_house:
        said = _("This session follows the Chatham House rule: answer on its page, where nothing keeps your name.")
        Ruling(said).require()
    if not letter.text.strip():
        raise ValidationError(_("Your mail says nothing: write your answer above the question."))
    actions.contribute(question, text=letter.text, by=person)
    return _("Your answer to “%(question)s” joins the minutes of the session.") % {"question": question.text}
