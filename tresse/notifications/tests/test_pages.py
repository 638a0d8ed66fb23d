"""Choosing a pace, and stopping with one click."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tresse.core import clock
from tresse.memberships.models import Membership
from tresse.notifications.actions import choices_of
from tresse.notifications.making import make_morning_digests
from tresse.notifications.models import CommunityPace, MailChoices, Pace
from tresse.notifications.tests.letters import begin, first_morning, letters_at

As = Callable[[str], Client]
MAILS = "/me/mail/"


def chosen(cast: Cast, who: str = "member") -> str:
    return CommunityPace.objects.get(membership=cast.place(who)).pace


def test_everybody_begins_with_each_morning_and_titles_alone(as_: As, cast: Cast) -> None:
    page = as_("member").get(MAILS)
    form = page.context["form"]
    assert [(field.label, field.value()) for field in form.pace_fields] == [("CP Genre", Pace.DAILY)]
    assert form["says_more"].value() is False


@pytest.mark.parametrize("pace", Pace.values)
def test_one_chooses_a_pace_and_finds_it_again(as_: As, cast: Cast, pace: str) -> None:
    browser = as_("member")
    field = f"pace_{cast.place('member').pk}"
    assert browser.post(MAILS, {field: pace, "says_more": "on"}).status_code == 302
    form = browser.get(MAILS).context["form"]
    assert (form[field].value(), form["says_more"].value(), chosen(cast)) == (pace, True, pace)


@pytest.mark.parametrize("sent", [{}, {"pace": "daily"}, {"mine": "hourly"}, {"mine": ""}, {"mine": "x" * 9999}])
def test_what_is_no_pace_is_refused(as_: As, cast: Cast, sent: dict[str, str]) -> None:
    field = f"pace_{cast.place('member').pk}"
    answer = as_("member").post(MAILS, {field if key == "mine" else key: said for key, said in sent.items()})
    assert (answer.status_code, CommunityPace.objects.count()) == (422, 0)


def test_nobody_chooses_for_somebody_else(as_: As, cast: Cast) -> None:
    mine, theirs = cast.place("member").pk, cast.place("claire").pk
    as_("member").post(MAILS, {f"pace_{mine}": Pace.WEEKLY, f"pace_{theirs}": Pace.NOTHING})
    assert [pace.membership_id for pace in CommunityPace.objects.all()] == [mine]


def test_news_from_before_one_asked_for_them_are_not_sent(as_: As, settled: Cast) -> None:
    morning = first_morning()
    field = f"pace_{settled.place('member').pk}"
    as_("member").post(MAILS, {field: Pace.WAITING})
    with clock.at(clock.now() + timedelta(seconds=1)):
        begin(settled)
    with clock.at(clock.now() + timedelta(seconds=2)):
        as_("member").post(MAILS, {field: Pace.DAILY})
    with clock.at(clock.now() + timedelta(seconds=3)):
        begin(settled, "Ensuite")
    said = letters_at(morning)["mina"]
    assert ("Carnet de découverte" in said, "Ensuite" in said) == (False, True)


@pytest.mark.parametrize(
    ("who", "said"),
    [("unsigned", "Until you have signed the charter"), ("former", "You are pausing there"), ("member", "")],
)
def test_it_says_what_holds_whatever_the_pace(as_: As, cast: Cast, who: str, said: str) -> None:
    Membership.objects.filter(person=cast.former).update(paused_at=clock.now())
    page = as_(who).get(MAILS).text
    notes = ["Until you have signed the charter", "You are pausing there"]
    assert [note for note in notes if note in page] == [said] * bool(said)


@pytest.mark.parametrize("everything", [True, False])
def test_one_click_stops_and_says_so_signed_in_or_not(as_: As, settled: Cast, everything: bool) -> None:
    make_morning_digests()
    token = (
        choices_of(settled.member).token
        if everything
        else CommunityPace.objects.get(membership=settled.place("member")).token
    )
    address = reverse("notifications:stop", args=[token])
    browser = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    assert ("CP Genre" in browser.get(address).text) is not everything
    assert (chosen(settled), choices_of(settled.member).stopped_at) == (Pace.DAILY, None)  # reading stops nothing
    for _twice in range(2):
        stopped = browser.post(address, {"List-Unsubscribe": "One-Click"})
        assert (stopped.status_code, "It is done" in stopped.text) == (200, True)
    assert (chosen(settled) == Pace.NOTHING, choices_of(settled.member).stopped_at is not None) == (
        not everything,
        everything,
    )
    begin(settled)
    assert "mina" not in letters_at(first_morning())


def test_after_stopping_everything_choosing_a_pace_begins_anew(as_: As, settled: Cast) -> None:
    first_morning()
    MailChoices.objects.filter(person=settled.member).update(stopped_at=clock.now())
    browser, field = as_("member"), f"pace_{settled.place('member').pk}"
    page = browser.get(MAILS)
    assert (page.context["form"][field].value(), "You stopped these letters" in page.text) == (Pace.NOTHING, True)
    browser.post(MAILS, {field: Pace.DAILY})
    assert choices_of(settled.member).stopped_at is None
    with clock.at(clock.now() + timedelta(seconds=1)):
        begin(settled)
    assert "mina" in letters_at(first_morning())


def test_the_page_asks_as_many_questions_for_three_communities_as_for_one(
    as_: As, cast: Cast, django_assert_num_queries
) -> None:
    browser = as_("member")
    browser.get(MAILS)
    with CaptureQueriesContext(connection) as one:
        browser.get(MAILS)
    Membership.objects.create(community=cast.next_door, person=cast.member, signed_at=clock.now())
    with django_assert_num_queries(len(one)):
        browser.get(MAILS)
