"""Calling, changing and cancelling a series by plain forms; what the page of a session says of its series."""

import itertools
from datetime import timedelta

import pytest

from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.meetings import actions
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories
from tresse.meetings.tests.test_pages import address, announcement

TEN_DAYS = [clock.now() + timedelta(days=10 + 7 * number) for number in range(3)]


def days(meetings=None) -> list[int]:
    """Days between one and the next."""
    found = list((meetings or Meeting.objects.all()).order_by("starts_at").values_list("starts_at", flat=True))
    return [(after.date() - before.date()).days for before, after in itertools.pairwise(found)]


def test_a_rhythm_calls_a_series_by_one_form(cast, as_):
    sent = announcement(repeats="weeks", every="2", times="4", places="12", places_on_site="6")
    answer = as_("awa").post(address(cast), sent, follow=True)
    assert answer.redirect_chain == [("/c/cp-genre/m/", 302)]
    assert "4 sessions are called, and one mail leaves for everyone inside." in answer.text
    assert days() == [14, 14, 14]
    assert {(one.series_id is None, one.places, one.places_on_site) for one in Meeting.objects.all()} == {
        (False, 12, 6)
    }
    assert OutgoingMail.objects.filter(to="mina@example.org").count() == 1


def test_days_are_named_one_on_each_line(cast, as_):
    first = clock.today() + timedelta(days=10)
    others = [first + timedelta(days=3), first + timedelta(days=20)]
    sent = announcement(repeats="dates", dates=f"{others[0]:%d/%m/%Y}\n\n{others[1]:%Y-%m-%d}\n")
    assert as_("awa").post(address(cast), sent).status_code == 302
    assert days() == [3, 17]


BAD = {
    "a day nobody can read": ({"repeats": "dates", "dates": "mardi prochain"}, "is not a day that can be read"),
    "no other day": ({"repeats": "dates", "dates": ""}, "two sessions at least"),
    "a hundred sessions": ({"repeats": "weeks", "every": "1", "times": "100"}, "less than or equal to 30"),
    "every zero weeks": ({"repeats": "weeks", "every": "0", "times": "3"}, "greater than or equal to 1"),
    "a rhythm nobody knows": ({"repeats": "lunes"}, "Select a valid choice"),
    "a day that is past": ({"repeats": "dates", "dates": "12/03/2019"}, "This date is past"),
    "fewer than no places": ({"places": "-1"}, "greater than or equal to 0"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_rhythm_comes_back_with_a_sentence_and_calls_nothing(cast, as_, case):
    said, sentence = BAD[case]
    answer = as_("awa").post(address(cast), announcement(**said))
    assert (answer.status_code, sentence in answer.text, Meeting.objects.count()) == (422, True, 0)


def changed(meeting: Meeting, **said: str) -> dict[str, str]:
    begins, ends = meeting.starts_at.astimezone(meeting.zone), meeting.ends_at.astimezone(meeting.zone)
    usual = {
        "title": meeting.title,
        "day": f"{begins:%Y-%m-%d}",
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }
    usual |= {"time_zone": meeting.time_zone, "audience": meeting.audience, "link": meeting.link}
    if begins.date() != ends.date():
        usual["last_day"] = f"{ends:%Y-%m-%d}"
    return usual | said


@pytest.mark.parametrize(("following", "expected"), [("", 1), ("following", 2)])
def test_one_changes_this_one_or_those_that_follow(cast, as_, following, expected):
    series = factories.series(cast, TEN_DAYS)
    second = series.meetings.get(number=2)
    sent = changed(second, place="À Lille", following=following)
    assert as_("awa").post(address(cast, "meetings:change", 2), sent).status_code == 302
    assert Meeting.objects.filter(place="À Lille").count() == expected


@pytest.mark.parametrize(("following", "expected"), [("", 1), ("following", 2)])
def test_one_cancels_this_one_or_those_that_follow(cast, as_, following, expected):
    factories.series(cast, TEN_DAYS)
    sent = {"because": "Plus de salle.", "following": following}
    assert as_("awa").post(address(cast, "meetings:cancellation", 2), sent).status_code == 302
    assert Meeting.objects.exclude(cancelled_at=None).count() == expected


def test_the_page_of_a_session_lists_its_series_and_one_s_answers(cast, as_):
    series = factories.series(cast, TEN_DAYS)
    first, second, _third = series.meetings.order_by("number")
    actions.answer_invitation(second, answer="later", by=cast.member)
    actions.move_meeting(
        second,
        by=cast.awa,
        starts_at=second.starts_at + timedelta(days=1),
        ends_at=second.ends_at + timedelta(days=1),
    )
    page = as_("member").get(first.get_absolute_url()).text
    assert "The sessions of this series" in page
    assert ("moved" in page, "in your own time" in page, page.count("no answer yet")) == (True, True, 2)
    alone = factories.session(cast)
    assert "The sessions of this series" not in as_("member").get(alone.get_absolute_url()).text


def test_a_long_series_takes_as_many_queries_as_a_short_one(cast, as_, django_assert_max_num_queries):
    browser, counts = as_("member"), []
    for many in (2, 12):
        series = factories.series(cast, [clock.now() + timedelta(days=10 + 7 * n) for n in range(many)])
        with django_assert_max_num_queries(21) as counted:
            browser.get(series.meetings.first().get_absolute_url())
        counts.append(len(counted))
    assert counts[0] == counts[1]
