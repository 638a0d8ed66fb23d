"""Minutes are ready, corrected by those who were there, then settled: after that one only adds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.meetings import actions
from tresse.meetings.models import Correction, Minutes
from tresse.meetings.tests import factories

TEXT = "Claire a dit oui. Tom a dit peut-être."
INSIDE = {"awa", "claire", "member", "newcomer", "former"}


def ready(cast, **terms) -> Minutes:
    """Awa, Claire and Mina came; Awa wrote."""
    meeting = factories.held(cast, **terms)
    came = {"others": 3} if meeting.chatham_house else {"came": [cast.awa, cast.claire, cast.member]}
    actions.note_attendance(meeting, by=cast.awa, **came)
    minutes = actions.write_minutes(meeting, text=TEXT, by=cast.awa)
    return actions.call_minutes_ready(minutes, by=cast.awa)


def mailed() -> set[str]:
    return {m.to.partition("@")[0] for m in OutgoingMail.objects.filter(cause__startswith="minutes/")}


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_call_minutes_ready(cast, who):
    minutes = actions.write_minutes(factories.held(cast), text=TEXT, by=cast.awa)
    try:
        actions.call_minutes_ready(minutes, by=cast.person(who))
    except PermissionDenied:
        assert who not in INSIDE
    assert Minutes.objects.get().is_ready == (who in INSIDE)


def test_ready_minutes_are_mailed_whole_to_those_invited(cast):
    minutes = ready(cast)
    assert mailed() == {"awa", "claire", "mina", "tom", "farid", "lena"}
    assert TEXT in OutgoingMail.objects.filter(cause__startswith="minutes/").first().text
    with pytest.raises(PermissionDenied, match="ready already"):
        actions.call_minutes_ready(minutes, by=cast.claire)


def test_minutes_kept_among_those_present_are_mailed_to_them_alone(cast):
    meeting = factories.held(cast)
    actions.note_attendance(meeting, came=[cast.awa, cast.member], by=cast.awa)
    minutes = actions.write_minutes(meeting, text=TEXT, audience="session", by=cast.awa)
    actions.call_minutes_ready(minutes, by=cast.awa)
    assert mailed() == {"awa", "mina"}


def test_the_delay_is_the_charter_s(cast):
    cast.community.charters.update(correction_days=3)
    minutes = ready(cast)
    assert minutes.corrected_until - minutes.ready_at == timedelta(days=3)


@pytest.mark.parametrize(
    ("who", "corrects"), [("member", True), ("claire", True), ("newcomer", False), ("former", False)]
)
def test_once_ready_those_who_were_there_correct(cast, who, corrects):
    minutes = ready(cast)
    try:
        actions.write_minutes(minutes.meeting, text="Autrement.", expected_revision=1, by=cast.person(who))
    except PermissionDenied:
        assert not corrects
    assert (Minutes.objects.get().text == "Autrement.") == corrects


def test_one_s_own_words_are_always_corrected_as_one_says(cast):
    minutes = ready(cast)
    actions.propose_correction(
        minutes, passage="Claire a dit oui.", instead="Claire a dit non.", own_words=True, by=cast.claire
    )
    minutes = Minutes.objects.get()
    assert (minutes.text, minutes.revision) == ("Claire a dit non. Tom a dit peut-être.", 2)


def test_a_correction_of_the_rest_waits_for_somebody_else(cast):
    minutes = ready(cast)
    asked = actions.propose_correction(minutes, passage="peut-être", instead="sans doute", by=cast.member)
    assert Minutes.objects.get().text == TEXT
    with pytest.raises(PermissionDenied, match="somebody else"):
        actions.answer_correction(asked, taken=True, by=cast.member)
    actions.answer_correction(asked, taken=True, by=cast.awa)
    assert Minutes.objects.get().text == "Claire a dit oui. Tom a dit sans doute."
    with pytest.raises(PermissionDenied, match="already been answered"):
        actions.answer_correction(asked, taken=False, word="Non.", by=cast.awa)


def test_leaving_the_words_as_they_are_takes_a_word(cast):
    asked = actions.propose_correction(ready(cast), passage="oui", instead="non", by=cast.member)
    with pytest.raises(ValidationError, match="why not"):
        actions.answer_correction(asked, taken=False, by=cast.awa)
    kept = actions.answer_correction(asked, taken=False, word="C'est ce que j'ai entendu.", by=cast.awa)
    assert (kept.taken, Minutes.objects.get().text) == (False, TEXT)


def test_a_correction_reaches_the_words_under_a_moment(cast):
    meeting = factories.held(cast, agenda=[actions.Planned("Tour", 10)])
    actions.write_part(meeting.agenda.first(), text="Mina a ri.", by=cast.awa)
    minutes = actions.call_minutes_ready(meeting.minutes, by=cast.awa)
    actions.propose_correction(minutes, passage="ri", instead="pleuré", own_words=True, by=cast.member)
    assert minutes.parts.get().text == "Mina a pleuré."


@pytest.mark.parametrize(("passage", "instead"), [("", "x"), ("oui", "oui"), ("jamais écrit", "x")])
def test_a_correction_of_nothing_is_refused(cast, passage, instead):
    with pytest.raises(ValidationError):
        actions.propose_correction(ready(cast), passage=passage, instead=instead, by=cast.member)


def test_the_same_correction_sent_twice_is_one(cast):
    minutes = ready(cast)
    for _ in range(2):
        actions.propose_correction(minutes, passage="oui", instead="non", own_words=True, by=cast.claire)
    assert Correction.objects.count() == 1


def test_a_passage_gone_since_is_not_taken(cast):
    minutes = ready(cast)
    asked = actions.propose_correction(minutes, passage="peut-être", instead="non", by=cast.member)
    actions.write_minutes(minutes.meeting, text="Tout autre chose.", expected_revision=1, by=cast.awa)
    with pytest.raises(ValidationError, match="as they stand"):
        actions.answer_correction(asked, taken=True, by=cast.awa)


def test_the_clock_settles_them_once(cast):
    minutes = ready(cast)
    assert actions.settle_due_minutes() == 0
    with clock.at(minutes.corrected_until + timedelta(minutes=1)):
        assert [actions.settle_due_minutes(), actions.settle_due_minutes()] == [1, 0]
    entry = JournalEntry.objects.get(kind="minutes.settled")
    assert (entry.by, entry.facts) == (None, {"number": 1})


@pytest.mark.parametrize("told", [True, False])
def test_settled_minutes_change_no_more_even_before_the_clock_has_passed_by(cast, told):
    minutes = ready(cast)
    with clock.at(minutes.corrected_until):
        if told:
            actions.settle_due_minutes()
        for act in (
            lambda: actions.write_minutes(minutes.meeting, text="Autre.", expected_revision=1, by=cast.awa),
            lambda: actions.propose_correction(
                minutes, passage="oui", instead="non", own_words=True, by=cast.claire
            ),
        ):
            with pytest.raises(PermissionDenied, match="settled"):
                act()
        added = actions.add_to_minutes(minutes, text="Une précision.", by=cast.newcomer)
    assert (added.added_by.person, Minutes.objects.get().text) == (cast.newcomer, TEXT)


def test_nothing_is_added_beside_minutes_that_can_still_be_changed(cast):
    with pytest.raises(PermissionDenied, match="still be changed"):
        actions.add_to_minutes(ready(cast), text="Une précision.", by=cast.awa)


def test_an_addition_brings_minutes_back_to_the_community(cast):
    minutes = ready(cast, audience="public")
    Minutes.objects.update(audience="public")
    with clock.at(minutes.corrected_until):
        for _ in range(2):
            actions.add_to_minutes(minutes, text="Une précision.", by=cast.awa)
    minutes = Minutes.objects.get()
    assert (minutes.audience, minutes.additions.count()) == ("community", 1)
    assert minutes.whole.endswith("Une précision.")


def test_nothing_says_who_corrected_or_added_under_the_chatham_house_rule(cast):
    minutes = ready(cast, chatham_house=True)
    asked = actions.propose_correction(minutes, passage="oui", instead="non", by=cast.member)
    actions.answer_correction(asked, taken=True, by=cast.claire)
    with clock.at(minutes.corrected_until):
        added = actions.add_to_minutes(minutes, text="Une précision.", by=cast.awa)
    asked.refresh_from_db()
    assert (asked.proposed_by, asked.answered_by, added.added_by) == (None, None, None)
    told = JournalEntry.objects.filter(kind__startswith="minutes")
    assert {entry.by for entry in told} == {None}


@pytest.mark.parametrize("was_there", [True, False])
def test_one_says_for_oneself_whether_one_was_there(cast, was_there):
    meeting = factories.held(cast)
    actions.note_attendance(meeting, came=[cast.awa], others=2, by=cast.awa)
    for _ in range(2):
        actions.declare_presence(meeting, was_there=was_there, by=cast.member)
    meeting.refresh_from_db()
    assert meeting.attendances.get(person=cast.member).came is was_there
    assert meeting.people_who_came == 3 + was_there


def test_whoever_was_noted_by_mistake_says_so(cast):
    meeting = factories.held(cast)
    actions.note_attendance(meeting, came=[cast.awa, cast.member], by=cast.awa)
    actions.declare_presence(meeting, was_there=False, by=cast.member)
    meeting.refresh_from_db()
    assert (meeting.people_who_came, meeting.attendances.get(person=cast.member).came) == (1, False)


def test_under_the_chatham_house_rule_nobody_says_they_were_there(cast):
    with pytest.raises(PermissionDenied, match="Chatham"):
        actions.declare_presence(factories.held(cast, chatham_house=True), was_there=True, by=cast.member)


def test_nobody_lets_themselves_in_to_minutes_by_saying_they_were_there(cast):
    meeting = factories.held(cast)
    actions.note_attendance(meeting, came=[cast.claire], by=cast.claire)
    actions.write_minutes(meeting, text="Entre nous.", audience="session", by=cast.claire)
    with pytest.raises(PermissionDenied, match="for them to note"):
        actions.declare_presence(meeting, was_there=True, by=cast.member)


def test_who_corrected_or_added_is_forgotten_once_the_chatham_house_rule_is_set(cast):
    minutes = ready(cast)
    asked = actions.propose_correction(minutes, passage="peut-être", instead="sans doute", by=cast.member)
    actions.answer_correction(asked, taken=True, by=cast.awa)
    with clock.at(minutes.corrected_until):
        actions.add_to_minutes(minutes, text="La revue est en juin.", by=cast.claire)
        actions.change_meeting(minutes.meeting, chatham_house=True, by=cast.awa)
    assert minutes.corrections.filter(proposed_by=None, answered_by=None).count() == 1
    assert minutes.additions.filter(added_by=None).count() == 1
