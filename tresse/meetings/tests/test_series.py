"""Series: called in one gesture, each session living its own life afterwards."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tresse.core.models import JournalEntry, OutgoingMail
from tresse.meetings import actions
from tresse.meetings.models import Attendance, Meeting, Series
from tresse.meetings.rhythms import monthly, weekly
from tresse.meetings.tests import factories

PARIS = ZoneInfo("Europe/Paris")
TUESDAYS = [datetime(2027, 3, day, 14, tzinfo=PARIS) for day in (9, 16, 23, 30)]  # the clocks change on the 28th


def to(name: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=f"{name}@example.org").order_by("pk"))


def days(series) -> list[str]:
    found = series.meetings.order_by("planned_at")
    return [one.starts_at.astimezone(one.zone).strftime("%d %Hh%M") for one in found]


@pytest.fixture
def series(winter, cast):
    return factories.series(cast, TUESDAYS)


def test_everyone_inside_is_invited_to_the_whole_series_in_one_mail(series):
    numbers = list(series.meetings.order_by("number").values_list("number", flat=True))
    assert (numbers, Attendance.objects.count()) == ([1, 2, 3, 4], 4 * 6)
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == sorted(
        f"{name}@example.org" for name in ("awa", "claire", "mina", "tom", "farid", "lena")
    )
    (mail,) = to("mina")
    assert mail.subject == "CP Genre: Un mardi sur deux, 4 sessions"
    assert [f"Tuesday {day} March 2027" in mail.text for day in (9, 16, 23, 30)] == [True] * 4


def test_one_file_holds_them_all_each_an_event_of_its_own(series):
    (attachment,) = to("mina")[0].attachments
    assert attachment["type"] == "text/calendar; method=PUBLISH"
    calendar = icalendar.Calendar.from_ical(attachment["content"])
    events = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == 4
    assert [event.decoded("dtstart").astimezone(PARIS) for event in events] == TUESDAYS
    assert [event.get("attendee") for event in events] == [None] * 4  # what is published names nobody (RFC 5546)


def test_the_journal_says_it_in_one_line(series):
    (entry,) = JournalEntry.objects.filter(stream=series.community.stream)
    assert (entry.kind, entry.facts) == ("series.convened", {"first": 1, "last": 4})


def test_one_answer_for_all_or_for_one(series, cast):
    actions.answer_series(series, answer="coming", by=cast.member)
    third = series.meetings.get(number=3)
    actions.answer_invitation(third, answer="not_coming", by=cast.member)
    mine = Attendance.objects.filter(person=cast.member).order_by("meeting__number")
    assert [one.answer for one in mine] == ["coming", "coming", "not_coming", "coming"]


def test_answering_a_series_of_another_community_answers_nothing(series, cast):
    assert actions.answer_series(series, answer="coming", by=cast.neighbour) == []


def test_one_moved_apart_keeps_its_day_when_those_that_follow_are_moved(series, cast):
    second, third = series.meetings.get(number=2), series.meetings.get(number=3)
    wednesday = third.starts_at + timedelta(days=1)
    actions.move_meeting(third, by=cast.awa, starts_at=wednesday, ends_at=wednesday + timedelta(hours=2))
    later = second.starts_at + timedelta(days=2, hours=1)
    actions.change_following(second, by=cast.awa, starts_at=later, ends_at=later + timedelta(hours=3))
    # By the clocks on the wall: still at three once they have gone forward.
    assert days(series) == ["09 14h00", "18 15h00", "24 14h00", "01 15h00"]
    assert series.meetings.get(number=4).length == timedelta(hours=3)


def test_those_that_follow_are_told_in_one_mail(series, cast):
    second = series.meetings.get(number=2)
    actions.change_following(second, by=cast.awa, place="À Lille")
    _invitation, change = to("mina")
    assert change.subject == "CP Genre: another time or place for 3 sessions"
    calendar = icalendar.Calendar.from_ical(change.attachments[0]["content"])
    assert [(int(one["sequence"]), str(one["location"])) for one in calendar.walk("VEVENT")] == [
        (1, "À Lille · https://visio.example.org/secret")
    ] * 3
    assert JournalEntry.objects.latest("number").facts == {"numbers": "2, 3, 4"}


def test_what_was_changed_apart_stays(series, cast):
    third = series.meetings.get(number=3)
    actions.change_meeting(third, by=cast.awa, place="À Dakar", title="Chez les collègues")
    actions.change_following(series.meetings.get(number=1), by=cast.awa, place="À Lille", title="Autre titre")
    assert list(series.meetings.order_by("number").values_list("place", "title")) == [
        ("À Lille", "Autre titre"),
        ("À Lille", "Autre titre"),
        ("À Dakar", "Chez les collègues"),
        ("À Lille", "Autre titre"),
    ]


def test_what_is_neither_a_time_nor_a_place_changes_without_a_mail(series, cast):
    actions.change_following(series.meetings.get(number=1), by=cast.awa, intention="Choisir.")
    assert len(to("mina")) == 1


def test_one_is_called_off_alone_and_the_others_stay(series, cast):
    actions.cancel_meeting(series.meetings.get(number=2), because="Grève.", by=cast.awa)
    assert list(series.meetings.filter(cancelled_at=None).values_list("number", flat=True).order_by("number")) == [
        1,
        3,
        4,
    ]


def test_those_that_follow_are_called_off_in_one_mail_and_leave_every_calendar(series, cast):
    actions.cancel_meeting(series.meetings.get(number=3), because="Grève.", by=cast.awa)
    actions.cancel_following(series.meetings.get(number=2), because="Plus de salle.", by=cast.awa)
    assert list(series.meetings.filter(cancelled_at=None).values_list("number", flat=True)) == [1]
    mail = to("mina")[-1]
    assert mail.subject == "CP Genre: Un mardi sur deux, 2 sessions are cancelled"
    assert "Why: Plus de salle." in mail.text
    # A CANCEL speaks of one event (RFC 5546 §3.2.5): one file for each.
    assert [one["type"] for one in mail.attachments] == ["text/calendar; method=CANCEL"] * 2
    assert Meeting.objects.get(series=series, number=3).cancelled_because == "Grève."


@pytest.mark.parametrize("who", ["member", "former", "late", "outsider", "neighbour", "steward", "unsigned"])
def test_who_may_not_call_nor_change_a_series(series, cast, who):
    first = series.meetings.get(number=1)
    for gesture in (
        lambda: factories.series(cast, TUESDAYS, by=cast.person(who)),
        lambda: actions.change_following(first, by=cast.person(who), place="Ailleurs"),
        lambda: actions.cancel_following(first, by=cast.person(who), because="Non."),
    ):
        with pytest.raises(PermissionDenied):
            gesture()
    assert Series.objects.count() == 1


@pytest.mark.parametrize("moments", [[], TUESDAYS[:1], [TUESDAYS[0], TUESDAYS[0]]])
def test_a_series_has_two_sessions_at_least(winter, cast, moments):
    with pytest.raises(ValidationError, match="two sessions at least"):
        factories.series(cast, moments)
    assert (Series.objects.count(), Meeting.objects.count()) == (0, 0)


def test_one_impossible_day_calls_nothing_at_all(winter, cast):
    with pytest.raises(ValidationError, match="This date is past"):
        factories.series(cast, [datetime(2026, 3, 9, 14, tzinfo=PARIS), *TUESDAYS])
    assert (Series.objects.count(), Meeting.objects.count(), OutgoingMail.objects.count()) == (0, 0, 0)


RHYTHMS = {
    "every two weeks": (weekly(date(2027, 3, 9), every=2, times=3), ["2027-03-09", "2027-03-23", "2027-04-06"]),
    "the second Tuesday of each month": (
        monthly(date(2027, 3, 9), every=1, times=3),
        ["2027-03-09", "2027-04-13", "2027-05-11"],
    ),
    "the fifth, or the last where there are four": (
        monthly(date(2027, 3, 30), every=1, times=4),
        ["2027-03-30", "2027-04-27", "2027-05-25", "2027-06-29"],
    ),
    "every other month, over the year": (
        monthly(date(2027, 10, 5), every=2, times=3),
        ["2027-10-05", "2027-12-07", "2028-02-01"],
    ),
}


@pytest.mark.parametrize("case", RHYTHMS)
def test_a_rhythm_keeps_its_weekday(case):
    found, expected = RHYTHMS[case]
    assert [day.isoformat() for day in found] == expected
    assert {day.weekday() for day in found} == {1}
