"""Who is told what, when, and once."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.core import clock, outbox
from tresse.core.models import OutgoingMail
from tresse.documents.actions import begin_document
from tresse.memberships.actions import invite
from tresse.memberships.models import Membership
from tresse.notifications.making import LOOKS_BACK, forget_old_digests, make_morning_digests
from tresse.notifications.models import CommunityPace, Digest, MailChoices, Pace, Recall
from tresse.notifications.mornings import last_monday
from tresse.notifications.tests.letters import PARIS, begin, convene, deliver, first_morning, letters_at, pace

DAY = timedelta(days=1)
BEGAN = "Awa Diop began the document “Carnet de découverte”."
KEPT = "Your place in CP Genre is kept: signing its charter opens the door."


def test_each_morning_those_inside_are_told_of_what_the_others_did(settled: Cast) -> None:
    morning = first_morning()
    begin(settled)
    letters = letters_at(morning)
    assert {who: BEGAN in said for who, said in letters.items()} == {
        "claire": True,
        "mina": True,
        "tom": True,
        "farid": True,
        "lena": True,
        "ugo": False,  # a place kept, unsigned: only what waits
    }
    assert KEPT in letters["ugo"]


def test_nothing_is_told_twice_and_without_anything_there_is_no_letter(settled: Cast) -> None:
    morning = first_morning()
    begin(settled)
    assert "mina" in letters_at(morning)
    assert [letters_at(morning + timedelta(minutes=5)), letters_at(morning + DAY)] == [{}, {}]
    assert Digest.objects.filter(person=settled.member).count() == 1


def test_after_days_without_a_worker_nothing_is_lost_and_one_letter_says_it_all(settled: Cast) -> None:
    morning = first_morning()
    begin(settled)
    with clock.at(morning + 2 * DAY):
        begin(settled, "Un second carnet")
    said = letters_at(morning + 5 * DAY + timedelta(hours=8))
    assert said["mina"].index("Carnet de découverte") < said["mina"].index("Un second carnet")
    assert "mina" not in letters_at(morning + 6 * DAY)


def test_what_happens_while_digests_are_made_waits_for_the_next(settled: Cast) -> None:
    morning = first_morning()
    with clock.at(morning - timedelta(seconds=20)):
        begin(settled)
    assert "mina" not in letters_at(morning)
    assert "mina" in letters_at(morning + DAY)


def test_a_mail_server_away_for_days_leaves_one_letter_and_the_next_says_the_rest(settled: Cast) -> None:
    morning = first_morning()
    begin(settled)
    for day in range(3):
        with clock.at(morning + day * DAY):
            begin(settled, f"Carnet {day}")
            make_morning_digests()
    mine = OutgoingMail.objects.filter(to="mina@example.org", cause__startswith="digest/")
    assert mine.count() == 1
    (first,) = [sent.body for sent in deliver(morning + 3 * DAY) if sent.to == ["mina@example.org"]]
    assert (BEGAN in first, "Carnet 0" in first) == (True, False)
    assert "Carnet 0" in letters_at(morning + 3 * DAY + timedelta(minutes=5))["mina"]


@pytest.mark.parametrize(
    ("chosen", "next_day", "on_monday"),
    [
        (Pace.DAILY, True, False),
        (Pace.WEEKLY, False, True),
        (Pace.WAITING, False, False),
        (Pace.NOTHING, False, False),
    ],
)
def test_the_pace_of_news(settled: Cast, chosen: Pace, next_day: bool, on_monday: bool) -> None:
    monday = last_monday(PARIS, clock.now() + 7 * DAY)
    with clock.at(monday + DAY):
        pace(settled, "member", chosen, told_until=clock.now() - timedelta(hours=1))
        begin(settled)
    told = ["mina" in letters_at(monday + days * DAY + timedelta(minutes=2)) for days in (2, 3, 7)]
    assert told == [next_day, False, on_monday]


def test_as_it_happens_waits_a_few_minutes_for_what_follows(settled: Cast) -> None:
    pace(settled, "member", Pace.AS_IT_HAPPENS)
    now = clock.now() + timedelta(seconds=1)
    with clock.at(now):
        begin(settled)
    with clock.at(now + timedelta(minutes=3)):
        begin(settled, "Un second carnet")
    assert letters_at(now + timedelta(minutes=4)) == {}
    said = letters_at(now + timedelta(minutes=6))
    assert (list(said), said["mina"].count("Awa Diop began")) == (["mina"], 2)
    assert letters_at(now + timedelta(minutes=20)) == {}


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (Pace.DAILY, True),
        (Pace.WAITING, True),
        (Pace.AS_IT_HAPPENS, True),
        (Pace.WEEKLY, False),
        (Pace.NOTHING, False),
    ],
)
def test_the_pace_of_what_waits(settled: Cast, chosen: Pace, told: bool) -> None:
    tuesday = last_monday(PARIS, clock.now() + 7 * DAY) + DAY
    with clock.at(tuesday - timedelta(hours=1)):
        make_morning_digests()
        CommunityPace.objects.update(pace=chosen, told_until=clock.now())
    assert ("ugo" in letters_at(tuesday + timedelta(minutes=2))) is told


def test_on_other_mornings_whoever_hears_weekly_is_told_what_cannot_wait_for_monday(settled: Cast) -> None:
    tuesday = last_monday(PARIS, clock.now() + 7 * DAY) + DAY
    with clock.at(tuesday - timedelta(hours=1)):
        pace(settled, "member", Pace.WEEKLY, told_until=clock.now())
        convene(settled, days=4, title="Bientôt")
        convene(settled, days=40, title="Plus tard")
    said = letters_at(tuesday + 2 * DAY + timedelta(minutes=2))["mina"]
    assert ("Bientôt" in said, "Plus tard" in said) == (True, False)


def test_a_thing_that_waits_is_told_once_and_recalled_three_times_at_most(settled: Cast) -> None:
    morning = first_morning()
    told = [day for day in range(60) if "ugo" in letters_at(morning + day * DAY)]
    assert told == [0, 7, 14, 21]
    assert Recall.objects.get(person=settled.unsigned).times == 4


def test_what_a_mail_of_its_own_told_is_recalled_only_later_and_before_its_end(settled: Cast) -> None:
    morning = first_morning()
    invite(settled.community, by=settled.member, email=settled.outsider.email)
    told = [day for day in range(40) if "omar" in letters_at(morning + day * DAY)]
    assert (told[0] in (6, 7), len(told), told[-1] <= 30) == (True, 3, True)


def test_what_is_done_meanwhile_is_not_recalled(settled: Cast) -> None:
    morning = first_morning()
    assert "ugo" in letters_at(morning)
    Membership.objects.filter(person=settled.unsigned).update(signed_at=clock.now() - 40 * DAY)
    assert [day for day in range(1, 20) if "ugo" in letters_at(morning + day * DAY)] == []


def test_one_reminder_a_day_at_most_even_when_travelling(settled: Cast) -> None:
    morning = first_morning()
    letters_at(morning)
    assert "ugo" in letters_at(morning + 7 * DAY)
    MailChoices.objects.update(next_at=morning + 7 * DAY)
    Recall.objects.update(last_at=morning)
    assert "ugo" not in letters_at(morning + 7 * DAY + timedelta(hours=6))
    assert "ugo" in letters_at(morning + 8 * DAY)


@pytest.mark.parametrize("zone", ["Africa/Dakar", "America/Port-au-Prince", "Asia/Kathmandu"])
def test_letters_leave_in_the_morning_of_each_one_s_zone(settled: Cast, zone: str) -> None:
    Person.objects.filter(pk=settled.member.pk).update(time_zone=zone)
    first_morning()
    begin(settled)
    begun = clock.now()
    hours = [hour for hour in range(30) if "mina" in letters_at(begun + timedelta(hours=hour, minutes=2))]
    (hour,) = hours
    local = (begun + timedelta(hours=hour, minutes=2)).astimezone(ZoneInfo(zone))
    assert local.hour in (7, 8)


def test_whoever_is_new_is_told_of_the_last_days_at_most(settled: Cast) -> None:
    with clock.at(clock.now() - LOOKS_BACK - DAY):
        begin(settled, "Ancien")
    with clock.at(clock.now() - DAY):
        begin(settled, "Récent")
    said = letters_at(first_morning())["mina"]
    assert ("Ancien" in said, "Récent" in said) == (False, True)


def test_nothing_from_before_one_came_in_is_news(settled: Cast) -> None:
    with clock.at(clock.now() - 2 * DAY):
        begin(settled)
    Membership.objects.filter(person=settled.newcomer).update(signed_at=clock.now() - DAY)
    letters = letters_at(first_morning())
    assert (BEGAN in letters["tom"], BEGAN in letters["mina"]) == (False, True)


def test_one_letter_for_all_one_s_communities(settled: Cast) -> None:
    Membership.objects.create(
        community=settled.next_door, person=settled.member, signed_at=clock.now() - timedelta(days=90)
    )
    morning = first_morning()
    begin(settled)
    with clock.at(morning - timedelta(hours=1)):
        begin_document(settled.next_door_cycle, title="À côté", by=settled.neighbour)
    letters_at(morning)
    (mine,) = [sent for sent in mail.outbox if sent.to == ["mina@example.org"]]
    assert mine.subject == "News from CP ECSI, CP Genre"
    assert ("In CP Genre" in mine.body, "In CP ECSI" in mine.body) == (True, True)


def test_old_digests_are_forgotten(settled: Cast) -> None:
    letters_at(first_morning())
    assert (Digest.objects.count() > 0, Recall.objects.count() > 0) == (True, True)
    with clock.at(clock.now() + outbox.KEPT + 5 * DAY):
        forget_old_digests()
    assert (Digest.objects.count(), Recall.objects.count() > 0) == (0, True)
    with clock.at(clock.now() + timedelta(days=400)):
        forget_old_digests()
    assert Recall.objects.count() == 0
