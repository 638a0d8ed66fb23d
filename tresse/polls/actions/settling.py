"""Ending a poll: by a session, or by giving up; and leaving more time before."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.core import clock
from tresse.meetings import actions as meetings
from tresse.meetings import schedule
from tresse.meetings.models import Answer, Meeting
from tresse.memberships.rules import taking_part_as
from tresse.polls import rules
from tresse.polls.actions.holding import held, tell
from tresse.polls.actions.opening import check_closing
from tresse.polls.models import Poll, PollAnswer, PollMoment, Voice


@transaction.atomic
def settle(poll: Poll, *, number: int, by: Any) -> Meeting:
    """Choose a moment: the session is called with all that the poll says of it, and whoever said yes is coming."""
    poll = held(poll)
    rules.settling(by, poll).require()
    moment = _moment(poll, number)
    rules.choosing(moment).require()
    meeting = meetings.convene(
        poll.community,
        by=by,
        title=poll.title,
        intention=poll.intention,
        starts_at=moment.starts_at,
        ends_at=moment.ends_at,
        time_zone=poll.time_zone,
        place=poll.place,
        link=poll.link,
        cycle=poll.cycle,
        audience=poll.audience,
        is_open=poll.open_session,
        chatham_house=poll.chatham_house,
    )
    _end(poll, meeting, moment)
    tell("poll.settled", poll, by, session=meeting.number)
    _note_who_comes(moment, meeting)
    if poll.chatham_house:
        _forget_names(poll)
    return meeting


@transaction.atomic
def prolong(poll: Poll, *, closes_at: datetime, by: Any) -> Poll:
    """Leave more time to answer, or less: the addresses already mailed answer until then."""
    poll = held(poll)
    rules.prolonging(by, poll).require()
    ahead = [moment.starts_at for moment in poll.moments.all() if not moment.is_past]
    if not ahead:
        raise ValidationError(_("All these moments are past: look for other ones in a new poll."))
    closes_at = schedule.universal(closes_at)
    check_closing(closes_at, min(ahead))
    poll.closes_at = closes_at
    poll.save(update_fields=["closes_at"])
    tell("poll.prolonged", poll, by)
    return poll


@transaction.atomic
def call_off(poll: Poll, *, by: Any) -> Poll:
    """Give up looking: no session is called, and nobody is waited for any more."""
    poll = held(poll)
    rules.calling_off(by, poll).require()
    _end(poll)
    tell("poll.called_off", poll, by)
    if poll.chatham_house:
        _forget_names(poll)
    return poll


@transaction.atomic
def forget_who_could_come(meeting: Meeting) -> None:
    """The session came under the Chatham House rule: the poll that found its date says who could come no more (S3)."""
    for poll in Poll.objects.filter(meeting=meeting):
        poll.chatham_house = True
        poll.save(update_fields=["chatham_house"])
        _forget_names(poll)


def _moment(poll: Poll, number: int) -> PollMoment:
    for moment in poll.moments.all():
        if moment.number == number:
            return moment
    raise ValidationError(_("Choose one of the moments proposed."))


def _end(poll: Poll, meeting: Meeting | None = None, chosen: PollMoment | None = None) -> None:
    poll.meeting, poll.chosen, poll.ended_at = meeting, chosen, clock.now()
    poll.save(update_fields=["meeting", "chosen", "ended_at"])


def _note_who_comes(moment: PollMoment, meeting: Meeting) -> None:
    """In the order in which they said yes; whoever must sign the charter first answers the invitation after."""
    said_yes = moment.answers.counted().filter(voice=Voice.YES).order_by("said_at", "pk")
    for answer in said_yes.select_related("membership__person", "membership__community"):
        if taking_part_as(answer.membership):
            meetings.answer_invitation(meeting, answer=Answer.COMING, by=answer.membership.person)


def _forget_names(poll: Poll) -> None:
    """Under the Chatham House rule nothing keeps who could come (S3)."""
    PollAnswer.objects.filter(moment__poll=poll).delete()
