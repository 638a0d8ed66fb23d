"""Places that are counted: the waiting list, how one moves up it, and what never takes a place back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.guests import actions as guests
from tresse.meetings import actions
from tresse.meetings.models import Attendance, Meeting
from tresse.meetings.tasks import free_place_of_guest, free_places
from tresse.meetings.tests import factories
from tresse.memberships import actions as memberships

ORDER = ("awa", "claire", "member", "newcomer")


def answered(cast, meeting, *said: str) -> None:
    """« member coming »: in this order."""
    for one in said:
        who, answer = one.split()
        actions.answer_invitation(meeting, answer=answer, by=cast.person(who))


def standing(meeting) -> dict[str, str]:
    """Who has a place, and who waits."""
    return {
        str(one.who).split()[0]: "waits" if one.is_waiting else "comes" if one.is_coming else one.answer
        for one in meeting.attendances.exclude(answer="").select_related("person", "guest")
    }


def told_of_a_place() -> list[str]:
    return sorted(OutgoingMail.objects.filter(cause__contains="/place/").values_list("to", flat=True))


def guest_of(cast, meeting, name="Fatou"):
    return guests.invite_guest(
        cast.community, by=cast.awa, name=name, email=f"{name.lower()}@example.org", kind="session", thing=meeting
    )


CASES = {
    "no limit": ({}, ["awa coming", "member coming"], {"Awa": "comes", "Mina": "comes"}),
    "beyond the places in all": (
        {"places": 1},
        ["awa remotely", "member coming", "claire remotely"],
        {"Awa": "comes", "Mina": "waits", "Claire": "waits"},
    ),
    "beyond those on site": (
        {"places_on_site": 1},
        ["awa coming", "member coming", "claire remotely"],
        {"Awa": "comes", "Mina": "waits", "Claire": "comes"},
    ),
    "who cannot come or follows later takes none": (
        {"places": 1},
        ["awa not_coming", "claire later", "member coming"],
        {"Awa": "not_coming", "Claire": "later", "Mina": "comes"},
    ),
    "from the list to a place by video": (
        {"places_on_site": 1},
        ["awa coming", "member coming", "member remotely"],
        {"Awa": "comes", "Mina": "comes"},
    ),
    "the same said twice keeps the place": (
        {"places": 1},
        ["awa coming", "awa coming", "awa remotely"],
        {"Awa": "comes"},
    ),
    "somebody cancels, the next one moves up": (
        {"places": 1},
        ["awa coming", "member coming", "claire coming", "awa not_coming"],
        {"Awa": "not_coming", "Mina": "comes", "Claire": "waits"},
    ),
    "whoever does not fit lets the next one pass": (
        {"places": 2, "places_on_site": 1},
        ["awa coming", "newcomer remotely", "member coming", "claire remotely", "newcomer not_coming"],
        {"Awa": "comes", "Tom": "not_coming", "Mina": "waits", "Claire": "comes"},
    ),
    "nobody may come": ({"places": 0}, ["awa coming"], {"Awa": "waits"}),
}


@pytest.mark.parametrize("case", CASES)
def test_who_has_a_place_and_who_waits(cast, case):
    terms, said, expected = CASES[case]
    meeting = factories.session(cast, **terms)
    answered(cast, meeting, *said)
    assert standing(meeting) == expected


def test_whoever_moves_up_is_told_at_once_and_nobody_else(cast):
    meeting = factories.session(cast, places=1)
    answered(cast, meeting, "awa coming", "member coming", "claire coming", "awa not_coming")
    assert told_of_a_place() == ["mina@example.org"]
    mail = OutgoingMail.objects.get(cause__contains="/place/")
    assert "there is a place for you" in mail.subject
    assert "You were next on the waiting list: it is yours." in mail.text
    assert "Awa" not in mail.text  # nobody learns who gave theirs up


def test_guests_count_and_wait_like_everybody(cast):
    meeting = factories.session(cast, places=1)
    fatou, ines = guest_of(cast, meeting), guest_of(cast, meeting, "Ines")
    actions.answer_as_guest(meeting, answer="coming", guest=fatou)
    actions.answer_as_guest(meeting, answer="coming", guest=ines)
    assert standing(meeting) == {"Fatou": "comes", "Ines": "waits"}
    actions.answer_as_guest(meeting, answer="not_coming", guest=fatou)
    assert (standing(meeting), told_of_a_place()) == (
        {"Fatou": "not_coming", "Ines": "comes"},
        ["ines@example.org"],
    )


def test_a_guest_whose_link_is_taken_back_frees_their_place(cast):
    meeting = factories.session(cast, places=1)
    fatou = guest_of(cast, meeting)
    actions.answer_as_guest(meeting, answer="coming", guest=fatou)
    answered(cast, meeting, "member coming")
    guests.withdraw_guest(fatou, by=cast.awa)
    for _ in range(2):
        free_place_of_guest.call(JournalEntry.objects.get(kind="guest.withdrawn").pk)
    assert (told_of_a_place(), meeting.attendances.get(person=cast.member).is_coming) == (
        ["mina@example.org"],
        True,
    )


def test_whoever_pauses_frees_their_place(cast):
    meeting = factories.session(cast, places=1)
    answered(cast, meeting, "member coming", "claire coming", "newcomer coming")
    for who in ("member", "claire"):  # one has a place, the other waits
        memberships.pause(cast.community, by=cast.person(who))
        free_places.call(JournalEntry.objects.filter(kind="membership.paused").latest("pk").pk)
    assert standing(meeting) == {"Tom": "comes"}


def test_a_place_freed_by_a_guest_is_for_whoever_waits_not_for_whoever_comes_now(cast):
    meeting = factories.session(cast, places=1)
    fatou = guest_of(cast, meeting)
    actions.answer_as_guest(meeting, answer="coming", guest=fatou)
    answered(cast, meeting, "member coming")
    guests.withdraw_guest(fatou, by=cast.awa)  # the task that reads the journal has not run yet
    answered(cast, meeting, "claire coming")
    who = {one.person_id: one.is_waiting for one in meeting.attendances.exclude(person=None).exclude(answer="")}
    assert who == {cast.member.pk: False, cast.claire.pk: True}


def test_fewer_places_throw_nobody_out(cast):
    meeting = factories.session(cast, places=3)
    answered(cast, meeting, "awa coming", "member coming", "claire coming")
    actions.change_meeting(meeting, by=cast.awa, places=1)
    answered(cast, meeting, "member coming", "newcomer coming")
    assert standing(meeting) == {"Awa": "comes", "Mina": "comes", "Claire": "comes", "Tom": "waits"}
    answered(cast, meeting, "awa not_coming", "claire not_coming")
    assert standing(meeting)["Tom"] == "waits"  # one place, and Mina has it


@pytest.mark.parametrize("places", [3, None])
def test_more_places_let_people_move_up(cast, places):
    meeting = factories.session(cast, places=1)
    answered(cast, meeting, "awa coming", "member coming", "claire coming")
    actions.change_meeting(meeting, by=cast.awa, places=places)
    assert standing(meeting) == {"Awa": "comes", "Mina": "comes", "Claire": "comes"}
    assert told_of_a_place() == ["claire@example.org", "mina@example.org"]


def test_waiting_gives_a_rank_told_on_the_page(cast, as_):
    meeting = factories.session(cast, places=1)
    answered(cast, meeting, "awa coming", "claire coming")
    where = f"{meeting.get_absolute_url()}answer/"
    page = as_("member").post(where, {"answer": "coming"}, follow=True).text
    assert "You are on the waiting list, number 2." in page
    assert "1 person comes" in page
    assert "On the waiting list: Claire Roux, Mina Membre" in page


def test_nobody_on_the_list_is_named_under_the_chatham_house_rule(cast, as_):
    meeting = factories.session(cast, places=1, chatham_house=True)
    answered(cast, meeting, "awa coming", "claire coming", "member coming")
    page = as_("member").get(meeting.get_absolute_url()).text
    assert ("number 2" in page, "Claire" in page) == (True, False)


def test_whoever_waits_for_an_open_session_does_not_get_the_link(cast, as_):
    meeting = factories.session(cast, places=1, audience="public", is_open=True)
    answered(cast, meeting, "awa coming", "outsider coming")
    assert meeting.link not in as_("outsider").get(meeting.get_absolute_url()).text


def test_whoever_waits_is_told_that_it_is_cancelled(cast):
    meeting = factories.session(cast, places=1, audience="public", is_open=True)
    answered(cast, meeting, "awa coming", "outsider coming")
    actions.cancel_meeting(meeting, because="La salle est inondée.", by=cast.awa)
    assert OutgoingMail.objects.filter(to="omar@example.org", cause__contains="/cancellation/").count() == 1
    assert actions.move_up(meeting) == []


def test_nobody_moves_up_once_it_is_over(cast):
    meeting = factories.session(cast, places=1)
    answered(cast, meeting, "awa coming", "member coming")
    Meeting.objects.filter(pk=meeting.pk).update(
        places=5, starts_at=meeting.starts_at - timedelta(days=30), ends_at=meeting.ends_at - timedelta(days=30)
    )
    assert (actions.move_up(meeting), told_of_a_place()) == ([], [])


def test_somebody_from_outside_does_not_take_part_in_their_own_time(cast):
    meeting = factories.session(cast, audience="public", is_open=True)
    guest = guest_of(cast, meeting)
    with pytest.raises(PermissionDenied, match="being a participant"):
        actions.answer_invitation(meeting, answer="later", by=cast.outsider)
    with pytest.raises(PermissionDenied, match="being a participant"):
        actions.answer_as_guest(meeting, answer="later", guest=guest)


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return build_cast()


def test_two_people_at_the_same_instant_do_not_both_take_the_last_place(world: Cast) -> None:
    meeting = factories.session(world, places=1)
    people = [world.person(who) for who in ORDER]
    outcomes = at_once(*[lambda by=by: actions.answer_invitation(meeting, answer="coming", by=by) for by in people])
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert (Attendance.objects.coming().count(), Attendance.objects.waiting().count()) == (1, 3)


def test_two_who_give_up_at_the_same_instant_let_two_move_up(world: Cast) -> None:
    meeting = factories.session(world, places=2)
    for who in ORDER:
        actions.answer_invitation(meeting, answer="coming", by=world.person(who))
    leaving = [world.awa, world.claire]
    at_once(*[lambda by=by: actions.answer_invitation(meeting, answer="not_coming", by=by) for by in leaving])
    assert (standing(meeting), told_of_a_place()) == (
        {"Awa": "not_coming", "Claire": "not_coming", "Mina": "comes", "Tom": "comes"},
        ["mina@example.org", "tom@example.org"],
    )
