"""Answering from the mail, in one gesture and without signing in."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.meetings import actions, mailed
from tresse.meetings.models import Answer, Attendance
from tresse.meetings.tests import factories

DAYS = [datetime(2027, 3, day, 14, tzinfo=ZoneInfo("Europe/Paris")) for day in (9, 16, 23)]


SAID = {
    "coming": "I am coming.",
    "remotely": "I am coming by video.",
    "later": "I am taking part in my own time.",
    "not_coming": "I cannot come.",
}


def mailed_to(name: str) -> list[str]:
    """The addresses in the last mail they received, one for each answer."""
    text = OutgoingMail.objects.filter(to=f"{name}@example.org").latest("pk").text
    return re.findall(r"https?://[^/\s]+(/s/\S+/)", text)


def buttons(page) -> int:
    """How many the page itself has, without those of its foot."""
    return page.text.partition("<main")[2].partition("</main>")[0].count("<button")


def said(cast, who="member") -> list[str]:
    return list(
        Attendance.objects.filter(person=cast.person(who)).order_by("meeting").values_list("answer", flat=True)
    )


def test_each_invitation_has_an_address_for_each_answer(cast):
    factories.session(cast)
    assert [address.split("/")[3] for address in mailed_to("mina")] == Answer.values
    assert mailed_to("mina") != mailed_to("claire")


@pytest.mark.parametrize("answer", Answer.values)
def test_one_button_says_it_and_reading_says_nothing(cast, answer):
    factories.session(cast)
    address, browser = mailed_to("mina")[Answer.values.index(answer)], Client(enforce_csrf_checks=True)
    assert buttons(browser.get(address)) == 1
    assert browser.head(address).status_code == 200
    assert said(cast) == [""]
    page = browser.post(address, follow=True)
    assert (page.status_code, said(cast)) == (200, [answer])
    assert SAID[answer] in page.text
    assert browser.cookies.keys() == set()


def test_one_changes_one_s_mind_from_the_same_mail_until_it_is_over(cast):
    meeting = factories.session(cast)
    coming, _remotely, _later, not_coming = mailed_to("mina")
    browser = Client()
    browser.post(coming)
    browser.post(not_coming)
    assert said(cast) == ["not_coming"]
    with clock.at(meeting.ends_at + timedelta(hours=1)):
        assert browser.get(coming).status_code == 410
        assert browser.post(coming).status_code == 403
    assert said(cast) == ["not_coming"]


@pytest.mark.parametrize(
    "forged",
    [
        lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda token: token.replace("m", "s", 1),
        lambda token: "m1-1-" + "0" * 40,
        lambda token: "m" + "9" * 18 + token[token.index("-") :],
        lambda token: re.sub(r"-\d+-", "-1-", token) + "0",
        lambda token: "",
    ],
)
def test_an_address_nobody_was_sent_does_not_exist(cast, forged):
    factories.session(cast)
    token = forged(mailed_to("mina")[0].split("/")[2]) or "x"
    for address in (
        reverse("meetings:mailed", args=[token]),
        reverse("meetings:mailed_answer", args=[token, "coming"]),
    ):
        assert Client().get(address).status_code == 404
        assert Client().post(address).status_code in (404, 405)
    assert said(cast) == [""]


def test_an_answer_nobody_offers_does_not_exist(cast):
    meeting = factories.session(cast)
    here = mailed.address(meeting, cast.member.pk)
    assert Client().post(f"{here}perhaps/").status_code == 404


GONE = {
    "left": lambda cast, meeting: (
        cast.place("member").__class__.objects.filter(person=cast.member).update(left_at=clock.now())
    ),
    "is no longer active": lambda cast, meeting: cast.member.__class__.objects.filter(pk=cast.member.pk).update(
        is_active=False
    ),
    "was not invited": lambda cast, meeting: meeting.attendances.filter(person=cast.member).delete(),
}


@pytest.mark.parametrize("why", GONE)
def test_an_address_opens_only_what_exists_for_whoever_received_it(cast, why):
    meeting = factories.session(cast, audience="session")
    address = mailed_to("mina")[0]
    GONE[why](cast, meeting)
    assert (Client().get(address).status_code, Client().post(address).status_code) == (404, 404)


@pytest.mark.parametrize("who", ["late"])
def test_whoever_may_not_answer_reads_why(cast, who):
    meeting = factories.session(cast)
    page = Client().get(mailed.address(meeting, cast.person(who).pk, "coming"))
    assert (buttons(page), "The charter has changed" in page.text) == (0, True)
    assert Client().post(mailed.address(meeting, cast.person(who).pk, "coming")).status_code == 403


def test_a_cancelled_session_says_so(cast):
    meeting = factories.session(cast)
    address = mailed_to("mina")[0]
    actions.cancel_meeting(meeting, because="La salle est inondée.", by=cast.awa)
    page = Client().get(address)
    assert (page.status_code, "La salle est inondée." in page.text) == (410, True)


def test_a_series_is_answered_whole_or_one_by_one(winter, cast):
    factories.series(cast, DAYS)
    *answers, one_by_one = mailed_to("mina")
    browser = Client()
    browser.post(answers[0])
    assert said(cast) == ["coming"] * 3
    page = browser.get(one_by_one).text
    second = re.findall(r'href="(/s/m[^"]+)"', page)[1]
    browser.post(f"{second}not_coming/")
    assert said(cast) == ["coming", "not_coming", "coming"]


def test_a_full_session_tells_whoever_answers_from_the_mail(cast):
    meeting = factories.session(cast, places=1)
    actions.answer_invitation(meeting, answer="coming", by=cast.awa)
    page = Client().post(mailed_to("mina")[0], follow=True).text
    assert "You are on the waiting list, number 1." in page


def test_an_outsider_is_not_offered_to_take_part_in_their_own_time(cast):
    meeting = factories.session(cast, audience="public", is_open=True)
    actions.answer_invitation(meeting, answer="coming", by=cast.outsider)
    actions.change_meeting(meeting, by=cast.awa, place="À Lille")
    assert [address.split("/")[3] for address in mailed_to("omar")] == ["coming", "remotely", "not_coming"]


def test_no_search_engine_and_no_cache_keeps_it(cast):
    factories.session(cast)
    response = Client().get(mailed_to("mina")[0])
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in response["Cache-Control"]
