"""Who came, and the Chatham House rule under which nothing says so (S3)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.meetings import actions
from tresse.meetings.models import AgendaItem, Attendance, Meeting
from tresse.meetings.tests import factories

INSIDE = {"awa", "claire", "member", "newcomer", "former"}


def who_came(meeting: Meeting) -> set[str]:
    return {str(one.person) for one in meeting.attendances.filter(came=True)}


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_note_who_came(cast, who):
    meeting = factories.held(cast)
    try:
        actions.note_attendance(meeting, came=[cast.awa], by=cast.person(who))
    except PermissionDenied:
        assert who not in INSIDE
    assert who_came(meeting) == ({"Awa Diop"} if who in INSIDE else set())


def test_who_came_is_noted_with_those_without_an_account(cast):
    meeting = actions.note_attendance(
        factories.held(cast), came=[cast.awa, cast.outsider], others=3, by=cast.member
    )
    assert (who_came(meeting), meeting.people_who_came) == ({"Awa Diop", "Omar Dehors"}, 5)


def test_noting_again_corrects(cast):
    meeting = factories.held(cast)
    actions.note_attendance(meeting, came=[cast.awa, cast.claire], by=cast.member)
    meeting = actions.note_attendance(meeting, came=[cast.claire], by=cast.member)
    assert (who_came(meeting), meeting.people_who_came) == ({"Claire Roux"}, 1)


def test_nobody_came_before_it_began(cast):
    with pytest.raises(PermissionDenied, match="begun"):
        actions.note_attendance(factories.session(cast), came=[cast.awa], by=cast.awa)


def test_a_session_among_those_who_took_part_stays_with_those_who_came(cast):
    meeting = factories.held(cast, audience="session")
    actions.note_attendance(meeting, came=[cast.member], by=cast.claire)
    seen = {who for who in EVERYBODY if Meeting.objects.visible_to(cast.person(who)).exists()}
    assert seen == {"member"}
    with pytest.raises(ValidationError, match="one person"):
        actions.note_attendance(meeting, came=[], by=cast.member)


def chatham(cast) -> Meeting:
    """Several have answered, and somebody was to lead."""
    with clock.at(clock.now() - timedelta(days=10)):
        meeting = factories.session(
            cast,
            chatham_house=True,
            agenda=[actions.Planned("Ce que nous n'osons pas dire", 60, "fishbowl", cast.place("claire"))],
        )
        for who in ("awa", "claire", "member"):
            actions.answer_invitation(meeting, answer="coming", by=cast.person(who))
    return meeting


def test_a_chatham_house_session_keeps_the_number_alone(cast):
    meeting = chatham(cast)
    assert Attendance.objects.exclude(answer="").count() == 3
    meeting = actions.note_attendance(meeting, came=[cast.awa, cast.claire], others=2, by=cast.member)
    assert meeting.people_who_came == 4
    assert (Attendance.objects.count(), AgendaItem.objects.exclude(led_by=None).count()) == (0, 0)
    entry = JournalEntry.objects.get(kind="meeting.attended_unnamed")
    assert (entry.by, entry.facts) == (None, {"number": 1, "people": 4})


def test_names_are_forgotten_even_when_nobody_notes_who_came(cast):
    meeting = chatham(cast)
    named = factories.held(cast)
    to_come = factories.session(cast, chatham_house=True)
    assert actions.forget_names_of_ended_sessions() == 1
    assert list(meeting.attendances.all()) == []
    assert (named.attendances.count(), to_come.attendances.count()) == (6, 6)
    assert actions.forget_names_of_ended_sessions() == 0


def test_choosing_the_chatham_house_rule_afterwards_forgets_at_once(cast):
    meeting = factories.held(cast)
    actions.note_attendance(meeting, came=[cast.awa], by=cast.awa)
    actions.change_meeting(meeting, by=cast.awa, chatham_house=True)
    assert meeting.attendances.count() == 0


NAMES = {"Awa Diop", "Claire Roux", "Farid Ancien", "Lena Tarde", "Mina Membre", "Tom Nouveau"}


def named_on_the_page(browser, meeting, me: str) -> set[str]:
    """Whom the page of a session names, beside oneself in its header."""
    page = browser.get(meeting.get_absolute_url()).text
    return {name for name in NAMES - {me} if name in page}


@pytest.mark.parametrize(
    ("who", "named"),
    [
        ("member", {"Awa Diop", "Claire Roux", "Farid Ancien"}),
        ("outsider", set()),
        ("neighbour", set()),
        ("steward", set()),
        ("visitor", set()),
    ],
)
def test_who_reads_the_names_of_a_public_session(cast, as_, who, named):
    meeting = factories.session(cast, audience="public", is_open=True)
    for name, answer in (("awa", "coming"), ("claire", "remotely"), ("former", "not_coming")):
        actions.answer_invitation(meeting, answer=answer, by=cast.person(name))
    assert named_on_the_page(as_(who), meeting, "Mina Membre") == named


@pytest.mark.parametrize("over", [False, True])
def test_the_page_of_a_chatham_house_session_names_nobody(cast, as_, over):
    """Before it is over one may read who leads, for that is the announcement; never who comes."""
    meeting = factories.session(cast, chatham_house=True)
    for who in ("awa", "claire", "member"):
        actions.answer_invitation(meeting, answer="coming", by=cast.person(who))
    with clock.at(clock.now() + timedelta(days=20 if over else 0)):
        if over:
            actions.write_minutes(meeting, by=cast.claire, text="Il a été dit que…")
        assert named_on_the_page(as_("member"), meeting, "Mina Membre") == set()


def test_one_still_sees_one_s_own_answer_under_the_chatham_house_rule(cast, as_):
    meeting = factories.session(cast, chatham_house=True)
    actions.answer_invitation(meeting, answer="remotely", by=cast.member)
    assert "I am coming by video.</strong>" in as_("member").get(meeting.get_absolute_url()).text
    assert "I am coming by video.</strong>" not in as_("claire").get(meeting.get_absolute_url()).text


def test_the_form_of_a_chatham_house_session_shows_no_name(cast, as_):
    meeting = chatham(cast)
    page = as_("member").get(meeting.get_absolute_url() + "attendance/").text
    assert not [name for name in NAMES - {"Mina Membre"} if name in page]
    as_("member").post(meeting.get_absolute_url() + "attendance/", {"others": "9"})
    assert Meeting.objects.get().people_who_came == 9


def test_the_form_proposes_those_who_said_they_come(cast, as_):
    meeting = factories.session(cast)
    actions.answer_invitation(meeting, answer="coming", by=cast.claire)
    with clock.at(clock.now() + timedelta(days=8)):
        page = as_("member").get(meeting.get_absolute_url() + "attendance/").text
    assert page.count("checked") == 1


@pytest.mark.parametrize("others", ["-1", "beaucoup", "99999999999999"])
def test_a_number_that_is_none_is_refused(cast, as_, others):
    meeting = factories.held(cast)
    answer = as_("member").post(meeting.get_absolute_url() + "attendance/", {"others": others})
    assert (answer.status_code, Meeting.objects.get().people_who_came) == (422, None)


def test_somebody_unknown_to_the_session_is_not_noted(cast, as_):
    meeting = factories.held(cast)
    sent = {"came": [str(cast.outsider.pk)], "others": "0"}
    assert as_("member").post(meeting.get_absolute_url() + "attendance/", sent).status_code == 422


def test_whoever_takes_part_in_their_own_time_is_not_expected_there(cast, as_):
    meeting = factories.session(cast)
    actions.answer_invitation(meeting, answer="later", by=cast.newcomer)
    page = as_("member").get(meeting.get_absolute_url()).text
    assert ("0 people come" in page, "In their own time: Tom Nouveau" in page) == (True, True)
