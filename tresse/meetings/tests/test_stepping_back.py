"""Whoever pauses or left is expected at no session to come; what was lived stays."""

from tests.cast import Cast
from tresse.core.models import JournalEntry
from tresse.meetings import actions
from tresse.meetings.models import Attendance
from tresse.meetings.tasks import free_places
from tresse.meetings.tests import factories
from tresse.memberships import actions as memberships


def answers(cast: Cast) -> list[tuple[int, str]]:
    mine = Attendance.objects.filter(person=cast.member).order_by("meeting__number")
    return [(one.meeting.number, one.answer) for one in mine]


def test_pausing_takes_answers_back_and_leaving_the_places(cast: Cast) -> None:
    past, to_come = factories.held(cast), factories.session(cast)
    actions.note_attendance(past, came=[cast.member], by=cast.claire)
    actions.answer_invitation(to_come, answer="coming", by=cast.member)
    memberships.pause(cast.community, by=cast.member)
    free_places.call(JournalEntry.objects.get(kind="membership.paused").pk)
    assert answers(cast) == [(past.number, ""), (to_come.number, "")]
    memberships.leave(cast.community, by=cast.member)
    left = JournalEntry.objects.get(kind="membership.left").pk
    for _ in range(2):
        free_places.call(left)
    assert answers(cast) == [(past.number, "")]


def test_whoever_came_back_meanwhile_keeps_their_answer(cast: Cast) -> None:
    to_come = factories.session(cast)
    memberships.pause(cast.community, by=cast.member)
    memberships.come_back(cast.community, by=cast.member)
    actions.answer_invitation(to_come, answer="coming", by=cast.member)
    free_places.call(JournalEntry.objects.get(kind="membership.paused").pk)
    assert answers(cast) == [(to_come.number, "coming")]
