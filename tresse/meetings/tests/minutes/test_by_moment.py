"""Minutes moment by moment: several people write at once, and nobody's words are lost or shown further."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import EVERYBODY
from tresse.core.models import JournalEntry
from tresse.meetings import actions
from tresse.meetings.actions import Planned
from tresse.meetings.models import Minutes, MinutesPart
from tresse.meetings.tests import factories
from tresse.memberships import acts

INSIDE = {"awa", "claire", "member", "newcomer", "former"}
AGENDA = [Planned("Météo d'entrée", 10), Planned("Trois témoignages", 75)]


def written(minutes: Minutes) -> list[tuple[str, str]]:
    return [(part.title, part.text) for part in minutes.parts.in_order()]


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_write_under_a_moment(cast, who):
    item = factories.held(cast, agenda=AGENDA).agenda.first()
    try:
        actions.write_part(item, by=cast.person(who), text="Nous avons ri.")
    except PermissionDenied:
        assert who not in INSIDE
    assert MinutesPart.objects.count() == (who in INSIDE)


def test_several_write_under_different_moments(cast):
    first, second = factories.held(cast, agenda=AGENDA).agenda.all()
    actions.write_part(second, by=cast.claire, text="Trois récits.")
    actions.write_part(first, by=cast.member, text="Il pleut.")
    minutes = Minutes.objects.get()
    assert written(minutes) == [("Météo d'entrée", "Il pleut."), ("Trois témoignages", "Trois récits.")]
    assert (minutes.text, minutes.written_by.person) == ("", cast.claire)
    assert JournalEntry.objects.filter(kind="minutes.written").count() == 1


def test_the_second_to_save_under_a_moment_is_shown_the_first(cast):
    item = factories.held(cast, agenda=AGENDA).agenda.first()
    first = actions.write_part(item, by=cast.member, text="Le texte de Mina.")
    with pytest.raises(actions.MinutesChanged) as told:
        actions.write_part(item, by=cast.claire, text="Le texte de Claire.")
    assert told.value.current == first
    both = actions.write_part(item, by=cast.claire, text="Les deux.", expected_revision=1)
    assert (both.text, both.revision, both.written_by.person) == ("Les deux.", 2, cast.claire)


def test_the_general_part_may_come_after_the_moments(cast):
    meeting = factories.held(cast, agenda=AGENDA)
    actions.write_part(meeting.agenda.first(), by=cast.member, text="Il pleut.")
    minutes = actions.write_minutes(meeting, by=cast.claire, text="Neuf personnes.")
    assert (minutes.text, minutes.revision) == ("Neuf personnes.", 1)
    assert minutes.whole == "Neuf personnes.\n\n## Météo d'entrée\n\nIl pleut."


def test_sending_the_same_part_twice_changes_nothing(cast):
    item = factories.held(cast, agenda=AGENDA).agenda.first()
    revisions = [actions.write_part(item, by=cast.member, text=text).revision for text in ("Oui.", "Oui. \r\n")]
    assert revisions == [1, 1]


def test_nothing_written_under_a_moment_makes_no_minutes(cast):
    item = factories.held(cast, agenda=AGENDA).agenda.first()
    actions.write_part(item, by=cast.member, text="  \n")
    assert Minutes.objects.count() == 0


def test_what_was_written_stays_when_its_moment_is_taken_off_the_agenda(cast):
    item = factories.held(cast, agenda=AGENDA).agenda.first()
    actions.write_part(item, by=cast.member, text="Il pleut.")
    actions.remove_agenda_item(item, by=cast.awa)
    assert written(Minutes.objects.get()) == [("Météo d'entrée", "Il pleut.")]


def widened(cast) -> Minutes:
    meeting = factories.held(cast, audience="public", agenda=AGENDA)
    actions.write_part(meeting.agenda.first(), by=cast.member, text="Il pleut.")
    act = actions.ask_to_widen_minutes(meeting.minutes, audience="public", by=cast.awa)
    acts.confirm(act, by=cast.claire)
    return Minutes.objects.get()


def test_new_words_under_a_moment_come_back_to_the_community(cast):
    minutes = widened(cast)
    assert minutes.audience == "public"
    actions.write_part(minutes.meeting.agenda.last(), by=cast.member, text="D'autres mots.")
    assert Minutes.objects.get().audience == "community"


def test_two_people_agree_on_the_words_of_every_moment(cast):
    meeting = factories.held(cast, audience="public", agenda=AGENDA)
    actions.write_part(meeting.agenda.first(), by=cast.member, text="Il pleut.")
    act = actions.ask_to_widen_minutes(meeting.minutes, audience="public", by=cast.awa)
    actions.write_part(meeting.agenda.last(), by=cast.member, text="D'autres mots.")
    with pytest.raises(PermissionDenied, match="changed since"):
        acts.confirm(act, by=cast.claire)


def test_whoever_may_not_read_them_does_not_write_under_a_moment(cast):
    meeting = factories.held(cast, agenda=AGENDA)
    actions.note_attendance(meeting, came=[cast.awa], by=cast.awa)
    actions.write_minutes(meeting, by=cast.awa, text="Entre nous.", audience="session")
    with pytest.raises(PermissionDenied, match="those who took part"):
        actions.write_part(meeting.agenda.first(), by=cast.member, text="Autre chose.")


def test_minutes_of_a_chatham_house_session_are_not_kept_among_those_who_came(cast):
    """Nobody is known to have come: nobody could read them any more."""
    meeting = factories.held(cast, chatham_house=True)
    assert actions.audiences_for_one(meeting, None) == ["community"]


def test_the_journal_of_a_chatham_house_session_does_not_say_who_wrote_under_a_moment(cast):
    item = factories.held(cast, chatham_house=True, agenda=AGENDA).agenda.first()
    actions.write_part(item, by=cast.member, text="Il a été dit que…")
    entry = JournalEntry.objects.get(kind="minutes.written_unnamed")
    assert (entry.by, entry.facts) == (None, {"number": 1})


@pytest.mark.django_db(transaction=True)
def test_two_who_write_under_two_moments_at_once_begin_one_minutes(cast):
    first, second = factories.held(cast, agenda=AGENDA).agenda.all()
    at_once(
        lambda: actions.write_part(first, by=cast.member, text="Il pleut."),
        lambda: actions.write_part(second, by=cast.claire, text="Trois récits."),
    )
    assert len(written(Minutes.objects.get())) == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_write_under_one_moment_at_once_lose_nothing(cast):
    item = factories.held(cast, agenda=AGENDA).agenda.first()
    answers = at_once(
        lambda: actions.write_part(item, by=cast.member, text="Il pleut."),
        lambda: actions.write_part(item, by=cast.claire, text="Il neige."),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["MinutesChanged", "MinutesPart"]
