"""Who gets in where. The tables say it; each is tried with the whole cast."""

import pytest

from tests.access import check_access, late_as
from tests.cast import EVERYBODY
from tresse.meetings import actions
from tresse.meetings.models import AgendaItem
from tresse.meetings.tests import factories

INSIDE = ("awa", "claire", "member", "newcomer", "former")
STEERING = ("awa", "claire")
SIGNS_FIRST = {"late": 403}  # where the page itself is for writing


def row(others: int, visitor: int = 302, **groups: int) -> dict[str, int]:
    """Everybody gets `others`, the visitor apart; then those inside, then those who steer."""
    said = dict.fromkeys(EVERYBODY, others) | {"visitor": visitor}
    if "inside" in groups:
        said |= dict.fromkeys(INSIDE, groups["inside"]) | {"late": late_as(groups["inside"])}
    return said | (dict.fromkeys(STEERING, groups["steering"]) if "steering" in groups else {})


ACCESS = {
    "meetings:meetings": row(200, visitor=200),
    "meetings:new": row(404, inside=403, steering=200),
    "POST meetings:new": row(404, inside=403, steering=422),
    "meetings:meeting": row(404, visitor=404, inside=200),
    "meetings:calendar": row(404, visitor=404, inside=200),
    "meetings:change": row(404, inside=403, steering=200),
    "POST meetings:change": row(404, inside=403, steering=422),
    "meetings:cancellation": row(404, inside=403, steering=200),
    "POST meetings:cancellation": row(404, inside=403, steering=302),
    "POST meetings:answer": row(404, inside=302),
    "meetings:answer": row(405),
    "meetings:agenda": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:agenda": row(404, inside=302),
    "meetings:agenda_item": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:agenda_item": row(404, inside=302),
    "POST meetings:agenda_place": row(404, inside=302),
    "POST meetings:agenda_removal": row(404, inside=302),
    # The session of this table is still to come: nobody writes its minutes yet.
    "meetings:minutes": row(404, inside=403),
    "POST meetings:minutes": row(404, inside=403),
    "meetings:minutes_audience": row(404, inside=404),
    "meetings:attendance": row(404, inside=403),
    "POST meetings:attendance": row(404, inside=403),
}

OVER = {
    "meetings:meeting": row(404, visitor=404, inside=200),
    "POST meetings:answer": row(404, inside=403),
    "meetings:cancellation": row(404, inside=403),
    "meetings:minutes": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:minutes": row(404, inside=302),
    "meetings:minutes_audience": row(404, inside=403, steering=200),
    "POST meetings:minutes_audience": row(404, inside=403, steering=422),
    "meetings:attendance": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:attendance": row(404, inside=302),
}

OPEN = {
    "meetings:meeting": row(200, visitor=200),
    "meetings:calendar": row(200, visitor=200),
    "POST meetings:answer": row(302),
    "meetings:agenda": row(404, inside=200) | SIGNS_FIRST,
}

NETWORK = {
    "meetings:meeting": row(404, visitor=404, inside=200) | {"neighbour": 200, "steward": 200},
    "meetings:calendar": row(404, visitor=404, inside=200) | {"neighbour": 200, "steward": 200},
    "POST meetings:answer": row(404, inside=302) | {"neighbour": 403, "steward": 403},
    "meetings:change": row(404, inside=403, steering=200),
}

MOMENT = {"title": "Météo d'entrée", "minutes": "10", "method_key": "check_in", "led_by": ""}
POSTING = {
    "POST meetings:cancellation": {"because": "Trop peu de monde."},
    "POST meetings:answer": {"answer": "coming"},
    "POST meetings:agenda": MOMENT,
    "POST meetings:agenda_item": MOMENT,
    "POST meetings:agenda_place": {"way": "later"},
    "POST meetings:minutes": {"text": "Nous avons ri.", "audience": "community", "expected_revision": "1"},
    "POST meetings:attendance": {"came": [], "others": "3"},
}


def addresses(meeting, item: AgendaItem | None = None):
    here = [meeting.community.slug, meeting.number]
    names = {name.split()[-1] for name in ACCESS}
    where = dict.fromkeys(names, here) | {"meetings:meetings": here[:1], "meetings:new": here[:1]}
    return where | {name: [*here, item.pk] for name in names if item and name.startswith("meetings:agenda_")}


def test_who_gets_to_a_session_to_come(as_, cast):
    meeting = factories.session(cast)
    item = actions.add_agenda_item(meeting, by=cast.member, title="Trois témoignages")
    check_access(as_, ACCESS, addresses(meeting, item), posting=POSTING)


def test_who_gets_to_a_session_that_is_over(as_, cast):
    meeting = factories.held(cast)
    actions.write_minutes(meeting, by=cast.member, text="Nous avons parlé.")
    check_access(as_, OVER, addresses(meeting), posting=POSTING)


def test_who_gets_to_an_open_session(as_, cast):
    meeting = factories.session(cast, audience="public", is_open=True)
    check_access(as_, OPEN, addresses(meeting), posting=POSTING)


def test_who_gets_to_a_session_shown_to_the_network(as_, cast):
    meeting = factories.session(cast, audience="network")
    check_access(as_, NETWORK, addresses(meeting), posting=POSTING)


def test_a_session_among_those_invited_exists_for_them_alone(as_, cast):
    meeting = factories.session(cast, audience="session")
    meeting.attendances.filter(person=cast.member).delete()  # as for somebody who came in later
    table = {"meetings:meeting": row(404, visitor=404, inside=200) | {"member": 404}}
    check_access(as_, table, addresses(meeting))


@pytest.mark.parametrize("address", ["meetings:meeting", "meetings:calendar"])
def test_the_session_of_an_idea_does_not_exist_outside(as_, cast, address):
    meeting = factories.session(cast, audience="public", is_open=True)
    cast.community.stage = "idea"
    cast.community.save()
    table = {address: row(404, visitor=404, inside=200) | {"unsigned": 200}}
    check_access(as_, table, addresses(meeting))


def test_another_community_s_session_is_not_found_here(as_, cast):
    meeting = factories.session(cast)
    elsewhere = f"/c/{cast.next_door.slug}/m/{meeting.number}/"
    assert as_("neighbour").get(elsewhere).status_code == 404
    assert as_("awa").get(elsewhere).status_code == 404


def test_a_moment_of_another_session_is_not_found_here(as_, cast):
    one, other = factories.session(cast), factories.session(cast, title="Une autre")
    item = actions.add_agenda_item(other, by=cast.awa, title="Ailleurs")
    assert as_("awa").get(f"/c/cp-genre/m/{one.number}/agenda/{item.pk}/").status_code == 404
