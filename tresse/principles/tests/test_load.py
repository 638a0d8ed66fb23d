"""The load is shown and shared; nobody is ranked, and nothing says who led what is kept to a few (principle 1, S1, S3)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.meetings.models import AgendaItem, Meeting, Minutes
from tresse.memberships.models import Membership
from tresse.networks.models import Stewardship
from tresse.principles import engagement

DAY = timedelta(days=1)


def session(cast: Cast, number: int, led_by: str | None, days_ago: int = 30, **said: Any) -> Meeting:
    """A session Awa called and Claire noted, led by somebody of the cast."""
    begins = clock.now() - days_ago * DAY
    meeting = Meeting.objects.create(
        community=cast.community,
        number=number,
        title=f"Séance {number}",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        convened_by=cast.place("awa"),
        **said,
    )
    if led_by:
        AgendaItem.objects.create(meeting=meeting, position=1, title="Tour", led_by=cast.place(led_by))
    Minutes.objects.create(
        meeting=meeting,
        community=cast.community,
        text="Dit.",
        written_by=cast.place("claire"),
        audience=Audience.COMMUNITY,
    )
    return meeting


def carried(cast: Cast) -> dict[str, tuple[int, int, int]]:
    return {
        load.membership.person.name: (load.led, load.called, load.noted)
        for load in engagement.loads(cast.community)
        if load.led or load.called or load.noted
    }


def test_each_member_is_shown_in_alphabetical_order_whatever_they_carried(cast: Cast) -> None:
    session(cast, 1, "newcomer")
    names = [load.membership.person.name for load in engagement.loads(cast.community)]
    assert names == sorted(names)
    assert set(names) == {str(m.person) for m in Membership.objects.present().filter(community=cast.community)}


def test_what_is_counted_is_leading_calling_and_noting(cast: Cast) -> None:
    session(cast, 1, "member")
    session(cast, 2, "member")
    assert carried(cast) == {"Mina Membre": (2, 0, 0), "Awa Diop": (0, 2, 0), "Claire Roux": (0, 0, 2)}


def test_whoever_called_a_session_led_it_when_its_programme_names_nobody(cast: Cast) -> None:
    session(cast, 1, None)
    assert carried(cast)["Awa Diop"] == (1, 1, 0)


@pytest.mark.parametrize(
    "said",
    [
        {"chatham_house": True},
        {"audience": Audience.SESSION},
        {"cancelled_at": datetime(2026, 1, 5, tzinfo=UTC)},
        {"days_ago": 366},
        {"days_ago": -3},
    ],
    ids=str,
)
def test_what_is_kept_to_a_few_old_or_not_held_counts_for_nobody(cast: Cast, said: dict[str, Any]) -> None:
    session(cast, 1, "member", **said)
    assert carried(cast) == {}


def test_minutes_kept_to_those_who_were_there_say_of_nobody_that_they_wrote_them(cast: Cast) -> None:
    kept = session(cast, 1, "member")
    Minutes.objects.filter(meeting=kept).update(audience=Audience.SESSION)
    assert carried(cast) == {"Mina Membre": (1, 0, 0), "Awa Diop": (0, 1, 0)}


def test_the_longest_bar_fills_the_line_and_the_parts_follow_each_other(cast: Cast) -> None:
    session(cast, 1, None)
    awa = next(load for load in engagement.loads(cast.community) if load.membership.person == cast.awa)
    assert awa.bars == [("led", 0, 500), ("called", 500, 500), ("noted", 1000, 0)]


def test_two_of_two_organisations_who_have_not_led_lately_are_proposed(cast: Cast) -> None:
    for number, who in enumerate(("awa", "member", "claire"), start=1):
        session(cast, number, who, days_ago=60 - number)
    proposed = engagement.who_could_lead(cast.community)
    assert [place.person for place in proposed] == [cast.former]


def test_whoever_led_longest_ago_comes_after_whoever_never_did(cast: Cast) -> None:
    for number, who in enumerate(("claire", "awa", "awa", "awa"), start=1):
        session(cast, number, who, days_ago=60 - number)
    proposed = engagement.who_could_lead(cast.community)
    assert [place.person for place in proposed] == [cast.former, cast.member]


def test_nobody_on_trial_pausing_or_late_to_sign_is_proposed(cast: Cast) -> None:
    Membership.objects.filter(person__in=(cast.awa, cast.former)).update(paused_at=clock.now())
    Membership.objects.filter(person=cast.member).update(sign_again_by=clock.now())
    assert [place.person for place in engagement.who_could_lead(cast.community)] == [cast.claire]


def test_a_community_of_one_proposes_nobody_else(cast: Cast) -> None:
    Membership.objects.filter(community=cast.community).exclude(person=cast.awa).update(left_at=clock.now())
    session(cast, 1, "awa")
    assert engagement.who_could_lead(cast.community) == []


@pytest.mark.parametrize(
    ("leaders", "calm"),
    [
        (["awa", "claire"], True),
        (["awa", "awa", "claire", "member"], True),
        (["awa", "awa", "awa", "claire"], False),
    ],
)
def test_the_share_of_the_busiest_is_a_sign_with_a_gesture(cast: Cast, leaders: list[str], calm: bool) -> None:
    for number, who in enumerate(leaders, start=1):
        session(cast, number, who)
    busiest, _stewards = engagement.signs(cast.community)
    assert busiest.is_calm is calm
    assert not any(person.name in str(busiest) for person in (cast.awa, cast.claire))


def test_sessions_led_by_the_staff_of_the_network_are_a_sign(cast: Cast) -> None:
    Stewardship.objects.create(person=cast.awa)
    for number, who in enumerate(("awa", "awa", "claire"), start=1):
        session(cast, number, who)
    _busiest, stewards = engagement.signs(cast.community)
    assert (stewards.is_calm, stewards.corridor.percent) == (False, 67)


def test_the_load_is_read_in_as_many_queries_for_three_sessions_as_for_one(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    session(cast, 1, "awa")
    with django_assert_num_queries(3):
        engagement.loads(cast.community)
    for number in (2, 3):
        session(cast, number, "claire")
    with django_assert_num_queries(3):
        engagement.loads(cast.community)


def test_the_new_session_puts_the_two_on_its_programme_in_one_click(as_: Any, cast: Cast) -> None:
    session(cast, 1, "awa")
    browser = as_("awa")
    page = browser.get("/c/cp-genre/m/new/").text
    first, second = engagement.who_could_lead(cast.community)
    link = f"?leads={first.pk}&amp;leads={second.pk}"
    assert (link in page, str(first.person) in page, str(second.person) in page) == (True, True, True)
    filled = browser.get(f"/c/cp-genre/m/new/?leads={first.pk}&leads={second.pk}").text
    assert [f'<option value="{place.pk}" selected>' in filled for place in (first, second)] == [True, True]


@pytest.mark.parametrize("leads", ["x", "0", "999999", "1&leads=2&leads=3", "%00"])
def test_a_hostile_address_of_a_new_session_puts_nobody_on_the_programme(as_: Any, cast: Cast, leads: str) -> None:
    page = as_("awa").get(f"/c/cp-genre/m/new/?leads={leads}")
    assert (page.status_code, "selected>Nadia" in page.text) == (200, False)
