"""Calling, changing and calling off: who may, what is refused, who is told."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.meetings import actions
from tresse.meetings.models import Attendance, Meeting
from tresse.meetings.tests import factories
from tresse.memberships.models import Mandate, Membership

PARIS = ZoneInfo("Europe/Paris")
IN_A_WEEK = timedelta(days=7)


def mails() -> set[tuple[str, str]]:
    """To whom, and what about."""
    return {(mail.to, mail.cause.split("/")[2]) for mail in OutgoingMail.objects.all()}


def to_everyone_inside(about: str) -> set[tuple[str, str]]:
    return {(f"{name}@example.org", about) for name in ("awa", "claire", "farid", "lena", "mina", "tom")}


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_call_a_session(cast, who):
    may = who in ("awa", "claire")
    try:
        factories.session(cast, by=cast.person(who))
    except PermissionDenied:
        assert not may
    assert Meeting.objects.count() == may


def test_where_hands_are_missing_any_member_calls_a_session(cast):
    """Nothing is locked because nobody holds a mandate any more (E3); Lena reads until she has signed."""
    Mandate.objects.filter(membership=cast.place("claire")).update(ended_on=clock.today())
    called = set()
    for who in ("member", "newcomer", "late", "outsider"):
        try:
            factories.session(cast, by=cast.person(who))
        except PermissionDenied:
            continue
        called.add(who)
    assert called == {"member", "newcomer"}


def test_a_closed_community_calls_no_session(cast):
    cast.community.stage, cast.community.closed_on = "closed", clock.today()
    cast.community.save()
    with pytest.raises(PermissionDenied, match="closed"):
        factories.session(cast)


def test_everyone_inside_is_invited_and_nobody_else(cast):
    meeting = factories.session(cast)
    invited = {str(attendance.person) for attendance in meeting.attendances.all()}
    assert invited == {"Awa Diop", "Claire Roux", "Farid Ancien", "Lena Tarde", "Mina Membre", "Tom Nouveau"}
    assert mails() == to_everyone_inside("invitation")


def test_sessions_are_numbered_in_each_community(cast):
    numbers = [factories.session(cast).number, factories.session(cast).number]
    next_door = factories.session(cast, inside_of=cast.next_door, by=cast.neighbour)
    assert (numbers, next_door.number) == ([1, 2], 1)


def test_the_journal_says_it_without_the_title(cast):
    meeting = factories.session(cast, audience="session", title="Un sujet qui fâche")
    (entry,) = JournalEntry.objects.all()
    assert (entry.kind, entry.by, entry.facts) == ("meeting.convened", cast.awa, {"number": meeting.number})


def test_a_session_already_held_is_recorded_and_nobody_is_written_to(cast):
    then = clock.now() - timedelta(days=400)
    meeting = factories.session(cast, starts_at=then, already_held=True)
    assert (meeting.is_past, OutgoingMail.objects.count()) == (True, 0)
    assert [attendance.person for attendance in meeting.attendances.all()] == [cast.awa]
    assert JournalEntry.objects.get().kind == "meeting.recorded"


LONG_AGO = datetime(1012, 3, 12, 14, tzinfo=UTC)
REFUSED = {
    "the date is past": ({"starts_at": -timedelta(days=1)}, "starts_at", "past"),
    "it ends before it begins": ({"ends_after": -timedelta(hours=1)}, "ends_at", "before it begins"),
    "it ends as it begins": ({"ends_after": timedelta(0)}, "ends_at", "before it begins"),
    "the year is a slip": ({"starts_at": timedelta(days=40_000)}, "starts_at", "year"),
    "held in the Middle Ages": ({"at": LONG_AGO, "already_held": True}, "starts_at", "year"),
    "held, but still to come": ({"already_held": True}, "starts_at", "not over"),
    "a zone nobody knows": ({"time_zone": "Europe/Ys"}, "time_zone", "not known"),
    "no zone": ({"time_zone": ""}, "time_zone", "not known"),
    "no title": ({"title": "  "}, "title", "title"),
    "open, and not public": ({"is_open": True}, "audience", "Anybody"),
    "names kept under Chatham House": (
        {"chatham_house": True, "audience": "session"},
        "audience",
        "Chatham House",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_impossible_is_refused_with_a_sentence(cast, case):
    terms, field, says = dict(REFUSED[case][0]), *REFUSED[case][1:]
    starts_at = terms.pop("at", None) or clock.now() + terms.pop("starts_at", IN_A_WEEK)
    terms |= {"starts_at": starts_at, "ends_at": starts_at + terms.pop("ends_after", timedelta(hours=2))}
    with pytest.raises(ValidationError) as refusal:
        factories.session(cast, **terms)
    assert list(refusal.value.message_dict) == [field]
    assert says in str(refusal.value)
    assert (Meeting.objects.count(), OutgoingMail.objects.count(), JournalEntry.objects.count()) == (0, 0, 0)


def test_a_cycle_of_another_community_is_refused(cast):
    with pytest.raises(ValidationError, match="another community"):
        factories.session(cast, cycle=cast.next_door_cycle)


def test_the_database_refuses_what_must_never_be(cast):
    meeting = factories.session(cast)
    for wrong in ({"ends_at": meeting.starts_at}, {"is_open": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**wrong)


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_change_and_cancel_a_session(cast, who):
    meeting = factories.session(cast)
    may = who in ("awa", "claire")
    for act in (
        lambda: actions.change_meeting(meeting, by=cast.person(who), title="Autre titre"),
        lambda: actions.cancel_meeting(meeting, by=cast.person(who), because="Trop peu de monde."),
    ):
        try:
            act()
        except PermissionDenied:
            assert not may
    meeting.refresh_from_db()
    assert (meeting.title == "Autre titre", meeting.is_cancelled) == (may, may)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": "Autre titre"}, False),
        ({"intention": "Autre chose"}, False),
        ({"audience": "network"}, False),
        ({"place": "À Dakar"}, True),
        ({"link": "https://visio.example.org/autre"}, True),
        ({"time_zone": "America/Port-au-Prince"}, True),
    ],
)
def test_when_and_where_are_mailed_and_nothing_else(cast, changed, told):
    meeting = factories.session(cast)
    OutgoingMail.objects.all().delete()
    after = actions.change_meeting(meeting, by=cast.claire, **changed)
    assert after.invitation_number == told
    assert mails() == (to_everyone_inside("change") if told else set())


def test_moving_twice_writes_twice_and_sending_the_same_again_writes_no_more(cast):
    meeting = factories.session(cast)
    OutgoingMail.objects.all().delete()
    for days in (8, 9, 9):
        start = meeting.starts_at + timedelta(days=days)
        moved = actions.move_meeting(meeting, by=cast.awa, starts_at=start, ends_at=start + timedelta(hours=1))
    assert (moved.invitation_number, OutgoingMail.objects.count()) == (2, 12)


def test_an_answer_given_before_a_change_is_kept(cast):
    meeting = factories.session(cast)
    actions.answer_invitation(meeting, answer="remotely", by=cast.member)
    start = meeting.starts_at + timedelta(days=1)
    actions.move_meeting(meeting, by=cast.awa, starts_at=start, ends_at=start + timedelta(hours=1))
    assert Attendance.objects.get(person=cast.member).answer == "remotely"


def test_a_session_that_is_over_keeps_its_date(cast):
    meeting = factories.held(cast)
    start = clock.now() + IN_A_WEEK
    with pytest.raises(ValidationError, match="is over"):
        actions.move_meeting(meeting, by=cast.awa, starts_at=start, ends_at=start + timedelta(hours=1))
    assert actions.change_meeting(meeting, by=cast.awa, title="Le vrai titre").title == "Le vrai titre"


def test_a_session_under_way_can_be_made_longer(cast):
    with clock.at(clock.now() - timedelta(hours=1)):
        meeting = factories.session(cast, starts_at=clock.now() + timedelta(minutes=5))
    later = meeting.ends_at + timedelta(hours=1)
    assert actions.change_meeting(meeting, by=cast.awa, ends_at=later).ends_at == later


def test_a_session_is_not_moved_into_the_past(cast):
    meeting = factories.session(cast)
    start = clock.now() - timedelta(days=1)
    with pytest.raises(ValidationError, match="past"):
        actions.move_meeting(meeting, by=cast.awa, starts_at=start, ends_at=start + timedelta(hours=1))


def test_the_chatham_house_rule_once_promised_stays(cast):
    meeting = factories.session(cast, chatham_house=True)
    with pytest.raises(ValidationError, match="Chatham House"):
        actions.change_meeting(meeting, by=cast.awa, chatham_house=False)


def test_a_session_to_which_somebody_from_outside_comes_stays_open(cast):
    meeting = factories.session(cast, is_open=True, audience="public")
    actions.answer_invitation(meeting, answer="coming", by=cast.outsider)
    with pytest.raises(ValidationError, match="from outside"):
        actions.change_meeting(meeting, by=cast.awa, is_open=False, audience="community")


def test_showing_a_session_further_is_told_in_the_journal(cast):
    meeting = factories.session(cast)
    actions.change_meeting(meeting, by=cast.awa, audience="network")
    widened = JournalEntry.objects.get(kind="meeting.widened")
    assert widened.facts == {"number": 1, "audience_word": "the network"}


def test_cancelling_tells_everyone_concerned_with_the_reason(cast):
    meeting = factories.session(cast, is_open=True, audience="public")
    actions.answer_invitation(meeting, answer="coming", by=cast.outsider)
    actions.answer_invitation(meeting, answer="not_coming", by=cast.neighbour)
    OutgoingMail.objects.all().delete()
    actions.cancel_meeting(meeting, because="La salle est inondée.", by=cast.claire)
    assert mails() == to_everyone_inside("cancellation") | {("omar@example.org", "cancellation")}
    assert all("La salle est inondée." in mail.text for mail in OutgoingMail.objects.all())


def test_cancelling_takes_a_reason_and_happens_once(cast):
    meeting = factories.session(cast)
    with pytest.raises(ValidationError, match="why"):
        actions.cancel_meeting(meeting, because="  ", by=cast.awa)
    actions.cancel_meeting(meeting, because="Trop peu de monde.", by=cast.awa)
    for act in (
        lambda: actions.cancel_meeting(meeting, because="Encore.", by=cast.awa),
        lambda: actions.change_meeting(meeting, by=cast.awa, title="Autre"),
        lambda: actions.answer_invitation(Meeting.objects.get(), answer="coming", by=cast.member),
        lambda: actions.add_agenda_item(Meeting.objects.get(), by=cast.member, title="Météo"),
    ):
        with pytest.raises(PermissionDenied, match="cancelled"):
            act()


def test_whoever_left_is_not_written_to_any_more(cast):
    meeting = factories.session(cast)
    Membership.objects.filter(person=cast.member).update(left_at=clock.now())
    OutgoingMail.objects.all().delete()
    actions.cancel_meeting(meeting, because="Trop peu de monde.", by=cast.awa)
    assert mails() == to_everyone_inside("cancellation") - {("mina@example.org", "cancellation")}


def test_a_session_among_those_invited_is_not_told_to_whoever_came_later(cast):
    meeting = factories.session(cast, audience="session")
    Membership.objects.create(community=cast.community, person=cast.outsider, signed_at=clock.now())
    OutgoingMail.objects.all().delete()
    actions.cancel_meeting(meeting, because="Trop peu de monde.", by=cast.awa)
    assert mails() == to_everyone_inside("cancellation")
    assert list(Meeting.objects.visible_to(cast.outsider)) == []


ANSWERS = {
    "a session of the community": ({}, {"awa", "claire", "member", "newcomer", "former"}),
    "a session shown to the network": (
        {"audience": "network"},
        {"awa", "claire", "member", "newcomer", "former"},
    ),
    "an open session": ({"audience": "public", "is_open": True}, set(EVERYBODY[1:])),
    "a public session that is not open": (
        {"audience": "public"},
        {"awa", "claire", "member", "newcomer", "former"},
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_who_may_answer(cast, case):
    terms, expected = ANSWERS[case]
    meeting = factories.session(cast, **terms)
    answered = set()
    for who in EVERYBODY[1:]:
        try:
            actions.answer_invitation(meeting, answer="coming", by=cast.person(who))
            answered.add(who)
        except PermissionDenied:
            pass
    assert answered == expected


def test_one_may_change_one_s_mind_and_answer_twice(cast):
    meeting = factories.session(cast)
    for answer in ("coming", "coming", "not_coming"):
        actions.answer_invitation(meeting, answer=answer, by=cast.member)
    assert Attendance.objects.get(meeting=meeting, person=cast.member).answer == "not_coming"


def test_a_session_that_is_over_takes_no_answer(cast):
    with pytest.raises(PermissionDenied, match="over"):
        actions.answer_invitation(factories.held(cast), answer="coming", by=cast.member)


def test_each_session_says_whether_somebody_has_answered(cast):
    first, second = factories.session(cast), factories.session(cast)
    actions.answer_invitation(first, answer="coming", by=cast.member)
    told = {
        who: {m.pk: m.is_answered for m in Meeting.objects.with_answer_of(cast.person(who))}
        for who in ("member", "awa")
    }
    assert told == {"member": {first.pk: True, second.pk: False}, "awa": {first.pk: False, second.pk: False}}


def test_what_is_open_to_all(cast):
    opened = factories.session(cast, audience="public", is_open=True)
    factories.session(cast, audience="public")
    assert list(Meeting.objects.open_to_all()) == [opened]
    cast.community.stage = "idea"
    cast.community.save()
    assert list(Meeting.objects.open_to_all()) == []
