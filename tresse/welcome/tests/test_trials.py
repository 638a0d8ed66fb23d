"""A trial lasts two sessions, then the newcomer and those who welcome them each say a word (O4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.meetings.models import Attendance, Meeting
from tresse.meetings.tests.factories import session
from tresse.memberships.models import WelcomePair
from tresse.welcome import actions
from tresse.welcome.trials import second_session_at

CAME_IN = clock.now() - timedelta(days=40)


@pytest.fixture
def pair(cast: Cast) -> WelcomePair:
    """Ugo signed forty days ago; Awa and Claire welcome him."""
    with clock.at(CAME_IN):
        sign_charter(charter_in_force(cast.community), by=cast.unsigned)
    WelcomePair.objects.update(first=cast.place("awa"), second=cast.place("claire"))
    return WelcomePair.objects.select_related("newcomer").get()


def held(cast: Cast, *, days: int, came: bool | None = True, **changes: Any) -> Meeting:
    """A session so many days after Ugo came in; `came` is None where nobody noted who was there."""
    with clock.at(CAME_IN - timedelta(days=10)):
        meeting = session(cast, starts_at=CAME_IN + timedelta(days=days))
    if came is not None:
        Attendance.objects.filter(meeting=meeting, person=cast.unsigned).delete()
        Attendance.objects.create(meeting=meeting, person=cast.unsigned, came=came)
        changes["people_who_came"] = 4
    Meeting.objects.filter(pk=meeting.pk).update(**changes)
    return meeting


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        ({"days": 5}, {"days": 15}, True),
        ({"days": 5}, {"days": 15, "came": None}, True),
        ({"days": 5}, {"days": 15, "came": False}, False),
        ({"days": 5}, {"days": 15, "came": False, "chatham_house": True}, True),
        ({"days": 5}, {"days": 15, "came": None, "audience": "session"}, False),
        ({"days": 5}, {"days": 15, "came": True, "audience": "session"}, True),
        ({"days": 5}, {"days": 15, "cancelled_at": CAME_IN}, False),
        ({"days": -2}, {"days": 15}, False),
        ({"days": 5}, {"days": 60, "came": None}, False),
    ],
)
def test_which_sessions_count(cast: Cast, pair: WelcomePair, first: Any, second: Any, counts: bool) -> None:
    held(cast, **first)
    meeting = held(cast, **second)
    assert second_session_at(pair.newcomer) == (meeting.ends_at if counts else None)


@pytest.fixture
def two_sessions(cast: Cast, pair: WelcomePair) -> Meeting:
    held(cast, days=5)
    return held(cast, days=15)


def test_the_newcomers_word_ends_the_trial_and_the_journal_tells_only_that(
    cast: Cast, pair: WelcomePair, two_sessions: Meeting
) -> None:
    with clock.at(two_sessions.ends_at + timedelta(days=1)):
        actions.say_word(pair, by=cast.claire, word="Contente de t’entendre.")
        assert cast.place("unsigned").on_trial
        actions.say_word(pair, by=cast.unsigned, word=" Je me sens bien ici.\r\n")
    pair.refresh_from_db()
    said = (pair.newcomers_word, pair.firsts_word, pair.seconds_word)
    assert said == ("Je me sens bien ici.", "", "Contente de t’entendre.")
    assert (cast.place("unsigned").on_trial, pair.ended_at is None) == (False, False)
    entry = JournalEntry.objects.get(kind="trial.over")
    assert (entry.by, entry.facts) == (cast.unsigned, {"newcomer_person": cast.unsigned.pk})


def test_those_who_welcome_still_say_theirs_once_the_trial_is_over(
    cast: Cast, pair: WelcomePair, two_sessions: Meeting
) -> None:
    with clock.at(two_sessions.ends_at + timedelta(days=1)):
        actions.say_word(pair, by=cast.unsigned, word="Merci")
        actions.say_word(pair, by=cast.awa, word="Merci à toi")
    pair.refresh_from_db()
    assert pair.firsts_word == "Merci à toi"


@pytest.mark.parametrize(
    ("who", "days_after", "reason"),
    [
        ("unsigned", -1, "after two sessions"),
        ("awa", -1, "after two sessions"),
        ("awa", 15, "fourteen days to say it are over"),
        ("member", 1, "for the newcomer and those who welcome them"),
        ("newcomer", 1, "for the newcomer and those who welcome them"),
        ("steward", 1, "for the newcomer and those who welcome them"),
    ],
)
def test_who_says_no_word(
    cast: Cast, pair: WelcomePair, two_sessions: Meeting, who: str, days_after: int, reason: str
) -> None:
    with clock.at(two_sessions.ends_at + timedelta(days=days_after)), pytest.raises(PermissionDenied, match=reason):
        actions.say_word(pair, by=cast.person(who), word="Bonjour")


def test_the_newcomer_says_it_once(cast: Cast, pair: WelcomePair, two_sessions: Meeting) -> None:
    with clock.at(two_sessions.ends_at + timedelta(days=1)):
        actions.say_word(pair, by=cast.unsigned, word="Merci")
        with pytest.raises(PermissionDenied, match="Your trial is over"):
            actions.say_word(pair, by=cast.unsigned, word="Encore")


@pytest.mark.parametrize(("days_after", "on_trial"), [(13, True), (14, False)])
def test_without_any_word_the_trial_ends_by_the_clock(
    cast: Cast, pair: WelcomePair, two_sessions: Meeting, days_after: int, on_trial: bool
) -> None:
    with clock.at(two_sessions.ends_at + timedelta(days=days_after)):
        actions.end_trials()
        actions.end_trials()
    assert cast.place("unsigned").on_trial is on_trial
    assert JournalEntry.objects.filter(kind="trial.over", by=None).count() == (0 if on_trial else 1)


def test_the_clock_asks_once_and_writes_nothing_when_no_trial_ends(
    cast: Cast, pair: WelcomePair, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        actions.end_trials()


def test_an_empty_place_in_a_pair_is_filled_by_the_clock(cast: Cast, pair: WelcomePair) -> None:
    WelcomePair.objects.update(second=None)
    actions.complete_pairs()
    pair.refresh_from_db()
    assert pair.second in {cast.place(who) for who in ("claire", "member", "former")}
