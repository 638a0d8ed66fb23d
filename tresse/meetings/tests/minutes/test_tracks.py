"""The asynchronous track: questions open for days, answers signed or, under the Chatham House rule, nobody's (S3, S4)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.guests import actions as guests
from tresse.guests.models import Guest
from tresse.meetings import actions
from tresse.meetings.models import Attendance, Contribution, Meeting, Minutes, Track, TrackQuestion
from tresse.meetings.tests import factories

INSIDE = {"awa", "claire", "member", "newcomer", "former"}
QUESTION = "Qu'est-ce que votre grille ne montre pas ?"


def question(cast, *, days: int = 10, **terms) -> TrackQuestion:
    meeting = factories.session(cast, agenda=[actions.Planned("Tour", 10)], **terms)
    closes_at = clock.now() + timedelta(days=days)
    asked = [(meeting.agenda.first(), QUESTION)]
    return actions.open_track(meeting, closes_at=closes_at, questions=asked, by=cast.awa).questions.get()


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_open_questions_and_answer_them(cast, who):
    asked, opened = question(cast), 0
    try:
        actions.contribute(asked, text="Le temps.", by=cast.person(who))
        opened = actions.open_track(
            asked.track.meeting, closes_at=asked.track.closes_at, questions=[], by=cast.person(who)
        ).pk
    except PermissionDenied:
        assert who not in INSIDE
    assert (Contribution.objects.count(), bool(opened)) == (who in INSIDE, who in INSIDE)


def test_answering_is_having_taken_part_and_may_be_said_anew(cast):
    asked = question(cast)
    for text in ("Le temps.", "Le temps, et la peur."):
        actions.contribute(asked, text=text, by=cast.member)
    said = Contribution.objects.get()
    assert (said.text, said.membership.person) == ("Le temps, et la peur.", cast.member)
    assert list(Attendance.objects.having_taken_part().values_list("person", flat=True)) == [cast.member.pk]


def test_whoever_answered_stays_in_a_session_kept_to_those_who_came(cast):
    asked = question(cast, audience="session")
    actions.contribute(asked, text="Le temps.", by=cast.member)
    with clock.at(clock.now() + timedelta(days=8)):
        actions.note_attendance(asked.track.meeting, came=[cast.awa], by=cast.awa)
    assert {who for who in EVERYBODY if Meeting.objects.visible_to(cast.person(who)).exists()} == {"awa", "member"}


def test_nobody_lets_themselves_in_to_a_session_by_answering(cast):
    asked = question(cast, audience="session")
    Attendance.objects.filter(person=cast.member).delete()
    with pytest.raises(PermissionDenied, match="invited"):
        actions.contribute(asked, text="Le temps.", by=cast.member)


def kept_minutes(cast) -> TrackQuestion:
    """A session all may know of, whose minutes stay among those who took part: Awa, and Claire in her own time."""
    asked = question(cast, days=30)
    meeting = asked.track.meeting
    actions.answer_invitation(meeting, answer="later", by=cast.claire)
    with clock.at(meeting.ends_at):
        actions.note_attendance(meeting, came=[cast.awa], by=cast.awa)
        actions.write_minutes(meeting, text="Entre nous.", audience="session", by=cast.awa)
    return asked


def test_nobody_lets_themselves_in_to_minutes_by_answering(cast):
    asked = kept_minutes(cast)
    with clock.at(asked.track.meeting.ends_at + timedelta(days=1)):
        actions.contribute(asked, text="Le temps.", by=cast.claire)
        with pytest.raises(PermissionDenied, match="among those"):
            actions.contribute(asked, text="Laissez-moi entrer.", by=cast.member)
        assert {who for who in EVERYBODY if Minutes.objects.visible_to(cast.person(who)).exists()} == {
            "awa",
            "claire",
        }


def test_answers_stay_where_the_minutes_they_join_stay(cast, as_):
    asked = kept_minutes(cast)
    with clock.at(asked.track.meeting.ends_at + timedelta(days=1)):
        actions.contribute(asked, text="Le temps qui manque.", by=cast.claire)
        page = f"{asked.track.meeting.get_absolute_url()}track/"
        read = {who for who in INSIDE if "Le temps qui manque." in as_(who).get(page).content.decode()}
        assert read == {"awa", "claire"}


def test_under_the_chatham_house_rule_nothing_says_who_answered_or_when(cast):
    asked = question(cast, chatham_house=True)
    for _ in range(2):
        actions.contribute(asked, text="La peur.", by=cast.member)
    said = Contribution.objects.get()
    assert (said.membership, said.written_at) == (None, None)
    assert not Attendance.objects.having_taken_part().exists()


def test_questions_close_on_their_day(cast):
    asked = question(cast, days=2)
    with clock.at(clock.now() + timedelta(days=2)):
        with pytest.raises(PermissionDenied, match="closed"):
            actions.contribute(asked, text="Trop tard.", by=cast.member)
        assert [actions.close_due_tracks(), actions.close_due_tracks()] == [1, 0]


def test_opening_again_moves_the_day_and_adds_what_is_new(cast):
    asked = question(cast)
    actions.contribute(asked, text="Le temps.", by=cast.member)
    later = clock.now() + timedelta(days=20)
    again = [(asked.item, QUESTION), (None, "Et chez vous ?")]
    track = actions.open_track(asked.track.meeting, closes_at=later, questions=again, by=cast.claire)
    assert (track.closes_at, track.questions.count(), Contribution.objects.count()) == (later, 2, 1)
    assert Track.objects.count() == 1


def test_what_was_answered_stays_when_its_moment_is_taken_off_the_agenda(cast):
    asked = question(cast)
    actions.contribute(asked, text="Le temps.", by=cast.member)
    actions.remove_agenda_item(asked.item, by=cast.awa)
    assert Contribution.objects.get().question.text == QUESTION


def test_those_who_take_part_in_their_own_time_receive_the_questions(cast):
    meeting = factories.session(cast)
    actions.answer_invitation(meeting, answer="later", by=cast.newcomer)
    actions.answer_invitation(meeting, answer="coming", by=cast.member)
    closes_at = clock.now() + timedelta(days=9)
    actions.open_track(meeting, closes_at=closes_at, questions=[(None, QUESTION)], by=cast.awa)
    sent = OutgoingMail.objects.filter(cause__startswith="track/")
    assert [(mail.to, QUESTION in mail.text) for mail in sent] == [("tom@example.org", True)]


@pytest.mark.parametrize(
    ("days", "texts", "field"),
    [
        (0, [QUESTION], "closes_on"),
        (61, [QUESTION], "closes_on"),
        (5, [], "questions"),
        (5, ["é" * 301], "questions"),
        (5, [str(n) for n in range(13)], "questions"),
    ],
)
def test_what_is_no_track_is_refused(cast, days, texts, field):
    with pytest.raises(ValidationError) as told:
        actions.open_track(
            factories.session(cast),
            closes_at=clock.now() + timedelta(days=days),
            questions=[(None, text) for text in texts],
            by=cast.awa,
        )
    assert list(told.value.message_dict) == [field]


@pytest.mark.parametrize("text", ["", "  \n", "é" * 8001])
def test_an_answer_that_says_nothing_or_too_much_is_refused(cast, text):
    with pytest.raises(ValidationError):
        actions.contribute(question(cast), text=text, by=cast.member)


def test_what_was_signed_before_the_chatham_house_rule_is_signed_no_more(cast):
    asked = question(cast)
    for who in (cast.member, cast.claire, cast.awa):
        actions.contribute(asked, text="La peur." if who != cast.awa else "Le temps.", by=who)
    actions.change_meeting(asked.track.meeting, chatham_house=True, by=cast.awa)
    said = Contribution.objects.order_by("text").values_list("text", "membership", "written_at")
    assert list(said) == [("La peur.", None, None), ("Le temps.", None, None)]
    assert not Attendance.objects.having_taken_part().exists()


def invited(cast, meeting: Meeting) -> Guest:
    return guests.invite_guest(
        cast.community, by=cast.awa, name="Fatou Sarr", email="fatou@example.org", kind="session", thing=meeting
    )


def test_a_guest_answers_by_their_link_and_reads_nobody_else_s_answer(cast, client, as_):
    asked = question(cast)
    actions.contribute(asked, text="Ce que dit Mina.", by=cast.member)
    guest = invited(cast, asked.track.meeting)
    address = f"{guest.get_absolute_url()}questions/{asked.pk}/"
    page = client.get(guest.get_absolute_url()).text
    assert ("que votre grille ne montre pas" in page, "Ce que dit Mina." in page) == (True, False)
    for text in ("La fatigue.", "La fatigue des mères."):
        assert client.post(address, {"text": text}).status_code == 302
    assert "La fatigue des mères." in client.get(guest.get_absolute_url()).text
    assert list(guest.contributions.values_list("text", flat=True)) == ["La fatigue des mères."]
    assert set(Attendance.objects.having_taken_part().values_list("guest", flat=True)) == {None, guest.pk}
    read = as_("claire").get(f"{asked.track.meeting.get_absolute_url()}track/").text
    assert ("La fatigue des mères." in read, "Fatou Sarr" in read) == (True, True)


@pytest.mark.parametrize("text", ["", "   ", "x" * 8001, "\x00"])
def test_what_a_guest_cannot_say_so_comes_back(cast, client, text):
    asked = question(cast)
    guest = invited(cast, asked.track.meeting)
    address = f"{guest.get_absolute_url()}questions/{asked.pk}/"
    assert (client.post(address, {"text": text}).status_code, Contribution.objects.count()) == (422, 0)


def test_a_guest_answers_the_questions_of_their_session_alone_until_they_close(cast, client):
    asked = question(cast)
    other = question(cast, title="Une autre")
    guest = invited(cast, asked.track.meeting)
    with pytest.raises(PermissionDenied, match="something else"):
        actions.contribute_as_guest(other, text="Oui.", guest=guest)
    address = f"{guest.get_absolute_url()}questions/"
    assert client.post(f"{address}{other.pk}/", {"text": "Oui."}).status_code == 404
    with clock.at(asked.track.closes_at):
        assert client.post(f"{address}{asked.pk}/", {"text": "Oui."}).status_code == 403
    guests.withdraw_guest(guest, by=cast.awa)
    assert client.post(f"{address}{asked.pk}/", {"text": "Oui."}).status_code == 410
    assert Contribution.objects.count() == 0


def test_under_the_chatham_house_rule_nothing_says_a_guest_answered(cast, client):
    asked = question(cast, chatham_house=True)
    guest = invited(cast, asked.track.meeting)
    client.post(f"{guest.get_absolute_url()}questions/{asked.pk}/", {"text": "La peur."})
    said = Contribution.objects.values_list("text", "membership", "guest", "written_at")
    assert list(said) == [("La peur.", None, None, None)]
    assert not Attendance.objects.having_taken_part().exists()
    assert "La peur." not in client.get(guest.get_absolute_url()).text
