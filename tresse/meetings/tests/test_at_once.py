"""Two people at the same instant, on the database one really runs."""

import pytest

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.meetings import actions
from tresse.meetings.models import Attendance, Meeting, Minutes
from tresse.meetings.tests import factories


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return build_cast()


def test_two_people_calling_a_session_get_two_numbers(world: Cast) -> None:
    outcomes = at_once(*[lambda by=by: factories.session(world, by=by) for by in (world.awa, world.claire)])
    assert sorted(Meeting.objects.values_list("number", flat=True)) == [1, 2], outcomes
    assert sorted(JournalEntry.objects.values_list("facts__number", flat=True)) == [1, 2]


def test_two_saves_of_the_minutes_keep_the_first_and_show_it_to_the_second(world: Cast) -> None:
    meeting = factories.held(world)
    outcomes = at_once(
        lambda: actions.write_minutes(meeting, by=world.member, text="Le texte de Mina."),
        lambda: actions.write_minutes(meeting, by=world.claire, text="Le texte de Claire."),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Minutes", "MinutesChanged"], outcomes
    kept = next(outcome for outcome in outcomes if isinstance(outcome, Minutes))
    told = next(outcome for outcome in outcomes if not isinstance(outcome, Minutes))
    assert (Minutes.objects.get().text, told.current.text) == (kept.text, kept.text)


def test_an_answer_sent_twice_is_one_answer(world: Cast) -> None:
    meeting = factories.session(world, audience="public", is_open=True)
    outcomes = at_once(*[lambda: actions.answer_invitation(meeting, answer="coming", by=world.outsider)] * 3)
    assert Attendance.objects.filter(person=world.outsider).count() == 1, outcomes
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []


def test_a_session_moved_and_cancelled_at_once_tells_one_story(world: Cast) -> None:
    meeting = factories.session(world)
    outcomes = at_once(
        lambda: actions.change_meeting(meeting, by=world.awa, place="À Dakar"),
        lambda: actions.cancel_meeting(meeting, because="La salle est inondée.", by=world.claire),
    )
    meeting.refresh_from_db()
    moved = meeting.place == "À Dakar"
    assert (meeting.is_cancelled, meeting.invitation_number) == (True, 1 + moved), outcomes
    assert OutgoingMail.objects.count() == 12 + 6 * moved


def test_two_people_adding_to_the_agenda_get_two_places(world: Cast) -> None:
    meeting = factories.session(world)
    at_once(
        *[lambda by=by: actions.add_agenda_item(meeting, by=by, title=str(by)) for by in (world.awa, world.member)]
    )
    assert sorted(meeting.agenda.values_list("position", flat=True)) == [1, 2]
