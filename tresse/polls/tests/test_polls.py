"""Looking for a date with everyone: who may, what is refused, how it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import clock, outbox
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.meetings.models import Attendance, Meeting
from tresse.memberships import actions as memberships
from tresse.polls import actions, rules
from tresse.polls.models import Poll, PollAnswer, PollLink
from tresse.polls.queries import left_out_last_time, sheet
from tresse.polls.tests.factories import answered, in_days, later, poll

INSIDE = {"awa", "claire", "member", "newcomer", "former", "late"}


def test_who_may_open_settle_and_call_off_a_poll(cast):
    opened = poll(cast)
    may = {
        who: (
            bool(rules.opening(cast.person(who), cast.community)),
            bool(rules.settling(cast.person(who), opened)),
            bool(rules.calling_off(cast.person(who), opened)),
        )
        for who in EVERYBODY
    }
    assert {who for who, granted in may.items() if granted == (True, True, True)} == {"awa", "claire"}
    assert {granted for who, granted in may.items() if who not in ("awa", "claire")} == {(False, False, False)}


def test_where_hands_are_missing_any_member_looks_for_a_date(cast):
    cast.place("awa").mandates.update(ended_on=clock.today() - timedelta(days=1))
    cast.place("claire").mandates.update(ended_on=clock.today() - timedelta(days=1))
    assert rules.opening(cast.member, cast.community)
    opened = poll(cast, by=cast.member)
    assert actions.settle(opened, number=1, by=cast.member).title == opened.title


def test_who_may_answer(cast):
    opened = poll(cast)
    may = {who for who in EVERYBODY if rules.answering(cast.person(who), opened)}
    assert may == INSIDE - {"late"}


def test_everybody_present_is_asked_by_mail_and_nobody_else(cast):
    memberships.pause(cast.community, by=cast.former)
    OutgoingMail.objects.all().delete()
    poll(cast)
    asked = {cast.person(who).email for who in INSIDE - {"former"}}
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == asked


TERMS = {
    "no title": ({"title": "  "}, "Say what the session is about"),
    "one moment": ({"moments": [in_days(9)]}, "between two and twelve"),
    "thirteen moments": ({"moments": [in_days(9, hour) for hour in range(13)]}, "between two and twelve"),
    "the same moment twice": ({"moments": [in_days(9), in_days(9)]}, "are the same"),
    "a moment in the past": ({"moments": [in_days(-1), in_days(9)]}, "This date is past"),
    "a moment in fifty years": ({"moments": [in_days(9), in_days(18_000)]}, "Check the year"),
    "no length": ({"minutes": 0}, "between a quarter of an hour"),
    "a zone nobody knows": ({"time_zone": "Europe/Ys"}, "not known"),
    "closed before it opens": ({"closes_at": in_days(-2)}, "This day is past"),
    "closed after the first moment": ({"closes_at": in_days(11)}, "before the first of the moments"),
    "open to all, shown to few": ({"open_session": True}, "everyone must be able to see it"),
    "kept to a few, under Chatham House": ({"chatham_house": True, "audience": "session"}, "would say who came"),
}


@pytest.mark.parametrize("case", TERMS)
def test_what_cannot_be_is_refused_with_a_sentence(cast, case):
    terms, sentence = TERMS[case]
    with pytest.raises(ValidationError) as refused:
        poll(cast, **terms)
    assert sentence in " ".join(refused.value.messages)
    assert Poll.objects.count() == 0


def test_moments_keep_the_hour_of_the_place_across_daylight_saving(winter, cast):
    opened = poll(
        cast,
        closes_at=datetime(2027, 3, 1, tzinfo=UTC),
        moments=[datetime(2027, 3, 27, 13, tzinfo=UTC), datetime(2027, 3, 29, 12, tzinfo=UTC)],
        time_zone="Europe/Paris",
    )
    rows = sheet(opened, cast.awa, "America/Port-au-Prince").rows
    assert [(str(row.when.there.begins.time()), str(row.when.here.begins.time())) for row in rows] == [
        ("14:00:00", "09:00:00"),
        ("14:00:00", "08:00:00"),
    ]


def test_one_may_change_one_s_mind_until_the_poll_closes(cast):
    opened = answered(poll(cast), cast, member="yyn")
    answered(opened, cast, member="n")
    said = PollAnswer.objects.filter(membership=cast.place("member")).order_by("moment__number")
    assert list(said.values_list("voice", flat=True)) == ["no", "yes", "no"]
    with later(opened), pytest.raises(PermissionDenied, match="The time to answer is over"):
        answered(opened, cast, member="yyy")


@pytest.mark.parametrize("voices", [{}, {9: "yes"}, {1: "perhaps"}, {1: "yes", 0: "no"}])
def test_an_answer_that_is_none_is_refused(cast, voices):
    with pytest.raises(ValidationError):
        actions.answer_poll(poll(cast), by=cast.member, voices=voices)
    assert PollAnswer.objects.count() == 0


def test_choosing_a_moment_calls_the_session_with_all_that_the_poll_says(cast):
    opened = poll(cast, intention="Choisir.", place="Lille", link="https://visio.example.org/x", cycle=cast.cycle)
    answered(opened, cast, awa="nyy", member="yyn", newcomer="y?n", claire="-n-")
    with later(opened):
        meeting = actions.settle(opened, number=2, by=cast.claire)
    opened.refresh_from_db()
    chosen = opened.moments.get(number=2)
    assert (opened.meeting, opened.chosen) == (meeting, chosen)
    assert (meeting.starts_at, meeting.ends_at) == (chosen.starts_at, chosen.starts_at + timedelta(hours=2))
    assert (meeting.title, meeting.intention, meeting.place, meeting.cycle) == (
        opened.title, "Choisir.", "Lille", cast.cycle,
    )  # fmt: skip
    said = {attendance.person: attendance.answer for attendance in Attendance.objects.filter(meeting=meeting)}
    expected = dict.fromkeys((cast.claire, cast.newcomer, cast.former, cast.late), "")
    assert said == expected | {cast.awa: "coming", cast.member: "coming"}
    assert list(JournalEntry.objects.values_list("kind", flat=True).order_by("number"))[-3:] == [
        "poll.opened", "meeting.convened", "poll.settled",
    ]  # fmt: skip


def test_whoever_said_yes_and_must_sign_the_charter_first_is_only_invited(cast):
    opened = answered(poll(cast), cast, member="yyy")
    place = cast.place("member")
    place.sign_again_by = clock.now() - timedelta(hours=1)
    place.save()
    meeting = actions.settle(opened, number=1, by=cast.awa)
    assert meeting.attendances.get(person=cast.member).answer == ""


def test_a_poll_is_settled_or_called_off_once(cast):
    opened = poll(cast)
    actions.settle(opened, number=1, by=cast.awa)
    for again in (
        lambda: actions.settle(opened, number=2, by=cast.claire),
        lambda: actions.call_off(opened, by=cast.awa),
        lambda: actions.prolong(opened, closes_at=in_days(8), by=cast.awa),
        lambda: answered(opened, cast, member="yyy"),
    ):
        with pytest.raises(PermissionDenied, match="the session is called"):
            again()
    assert Meeting.objects.count() == 1


def test_a_past_moment_is_not_chosen(cast):
    opened = poll(cast)
    with clock.at(in_days(11)):
        assert [row.moment.number for row in sheet(opened, cast.awa).ahead] == [2, 3]
        with pytest.raises(PermissionDenied, match="This moment is past"):
            actions.settle(opened, number=1, by=cast.awa)
        assert actions.settle(opened, number=3, by=cast.awa)


@pytest.mark.parametrize("number", [0, 4, 9999])
def test_a_moment_nobody_proposed_is_not_chosen(cast, number):
    with pytest.raises(ValidationError, match="one of the moments proposed"):
        actions.settle(poll(cast), number=number, by=cast.awa)
    assert Meeting.objects.count() == 0


def test_more_time_may_be_left_even_once_it_is_closed(cast):
    opened = poll(cast)
    with later(opened, days=1):
        opened = actions.prolong(opened, closes_at=in_days(2), by=cast.claire)
        assert opened.takes_answers
        with pytest.raises(ValidationError, match="before the first"):
            actions.prolong(opened, closes_at=in_days(30), by=cast.awa)
    with clock.at(in_days(20)), pytest.raises(ValidationError, match="All these moments are past"):
        actions.prolong(opened, closes_at=in_days(1), by=cast.awa)


def test_a_poll_called_off_calls_no_session_and_waits_for_nobody(cast):
    opened = actions.call_off(poll(cast), by=cast.claire)
    assert (opened.is_called_off, Meeting.objects.count()) == (True, 0)
    with pytest.raises(PermissionDenied, match="called off"):
        answered(opened, cast, member="yyy")


def test_a_closed_community_looks_for_no_date(cast):
    opened = poll(cast)
    cast.community.stage, cast.community.closed_on = "closed", clock.today()
    cast.community.save()
    for act in (
        lambda: poll(cast),
        lambda: answered(opened, cast, member="yyy"),
        lambda: actions.settle(opened, number=1, by=cast.awa),
    ):
        with pytest.raises(PermissionDenied, match="closed"):
            act()
    assert list(Poll.objects.alive()) == []


def test_whoever_leaves_or_pauses_is_no_longer_counted(cast):
    opened = answered(poll(cast), cast, member="yyy", former="yyy", newcomer="yyy")
    memberships.pause(cast.community, by=cast.member)
    memberships.leave(cast.community, by=cast.former)
    read = sheet(opened, cast.awa)
    assert [[str(member) for member in row.could] for row in read.rows] == [["Tom Nouveau"]] * 3
    assert (read.answered, read.silent) == (1, 3)


def test_a_hint_says_which_moments_reach_the_most_organisations(cast):
    opened = answered(poll(cast), cast, awa="yyn", claire="y?y", former="ynn", member="nny")
    assert [(row.organisations, row.reaches_most) for row in sheet(opened, cast.awa).rows] == [(2, False)] * 3
    answered(opened, cast, newcomer="nny")
    assert [(row.organisations, row.reaches_most) for row in sheet(opened, cast.awa).rows] == [
        (2, False), (2, False), (3, True),
    ]  # fmt: skip


def test_whoever_was_left_out_last_time_is_remembered(cast):
    first = answered(poll(cast), cast, member="nyy", newcomer="yyy")
    actions.settle(first, number=1, by=cast.awa)
    with clock.at(clock.now() + timedelta(days=1)):
        second = answered(poll(cast), cast, member="ny?", newcomer="yyy", awa="yyy")
        assert left_out_last_time(second) == {cast.place("member").pk}
        mina = cast.place("member")
        assert [row.brings_back for row in sheet(second, cast.awa).rows] == [[], [mina], [mina]]
        answered(second, cast, member="yyy")  # every moment would do: there is nothing to say
        assert [row.brings_back for row in sheet(second, cast.awa).rows] == [[], [], []]


def test_under_the_chatham_house_rule_nothing_is_kept_of_who_could_come(cast):
    first = answered(poll(cast, chatham_house=True), cast, member="nyy", newcomer="yyy")
    meeting = actions.settle(first, number=1, by=cast.awa)
    assert meeting.chatham_house
    assert PollAnswer.objects.count() == 0
    with clock.at(clock.now() + timedelta(days=1)):
        assert left_out_last_time(poll(cast)) == set()


def test_the_mail_says_the_moments_by_the_clock_of_whoever_reads(winter, cast, settings):
    settings.MAIL_IN = "in.example.org"
    cast.member.time_zone = "America/Port-au-Prince"
    cast.member.save()
    poll(cast)
    mail = OutgoingMail.objects.get(to=cast.member.email)
    letter = outbox.composed(mail)
    assert "1. Wednesday 20 January 2027, from 8 a.m. to 10 a.m. (from 2 p.m. to 4 p.m. in Paris)" in letter.text
    assert PollLink.objects.get(membership=cast.place("member")).get_absolute_url() in letter.text
    assert "Or reply to this mail" in letter.text
    assert mail.headers["Reply-To"].endswith("@in.example.org>")


def test_no_mail_leaves_to_whoever_has_answered_or_cannot_any_more(cast):
    opened = answered(poll(cast), cast, member="yyy")
    memberships.leave(cast.community, by=cast.former)
    told = {mail.to for mail in OutgoingMail.objects.filter(cause__startswith="poll-link") if outbox.composed(mail)}
    assert told == {cast.person(who).email for who in ("awa", "claire", "newcomer")}
    actions.call_off(opened, by=cast.awa)
    assert [outbox.composed(mail) for mail in OutgoingMail.objects.filter(cause__startswith="poll-link")] == [
        None
    ] * 6
