"""Who gets in where. The tables say it; each is tried with the whole cast."""

from datetime import timedelta

import pytest

from tests.access import INSIDE, check_access, row
from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.guests.actions import invite_guest
from tresse.meetings import actions, mailed
from tresse.meetings.models import AgendaItem, Joining
from tresse.meetings.tests import factories

SIGNS_FIRST = {"late": 403}  # where the page itself is for writing


TO_COME = {
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
    "POST meetings:my_attendance": row(404, inside=403),
    "meetings:minutes_read": row(404, visitor=404),
    "meetings:track": row(404, inside=404),
    "meetings:track_questions": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:track_questions": row(404, inside=302),
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
    "POST meetings:track_questions": {
        "closes_on": (clock.today() + timedelta(days=5)).isoformat(),
        "general": "Et chez vous ?",
    },
}


def addresses(meeting, item: AgendaItem | None = None):
    here = [meeting.community.slug, meeting.number]
    names = {name.split()[-1] for name in TO_COME}
    where = dict.fromkeys(names, here) | {"meetings:meetings": here[:1], "meetings:new": here[:1]}
    return where | {name: [*here, item.pk] for name in names if item and name.startswith("meetings:agenda_")}


def test_who_gets_to_a_session_to_come(as_, cast):
    meeting = factories.session(cast)
    item = actions.add_agenda_item(meeting, by=cast.member, title="Trois témoignages")
    to_come = {key: ACCESS[key] for key in TO_COME}
    check_access(as_, to_come, addresses(meeting, item), posting=POSTING)


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


MEMBERS = (*INSIDE, "late")
ELSEWHERE = dict.fromkeys(EVERYBODY, 404) | {"visitor": 302}
HERE = ELSEWHERE | dict.fromkeys(MEMBERS, 403)
ASKED_TO_JOIN = {
    "meetings:together": HERE | {"awa": 200, "claire": 200},
    "POST meetings:together": HERE | {"awa": 422, "claire": 422},
    "POST meetings:together_removal": HERE | {"awa": 302, "claire": 302},
    "meetings:together_removal": dict.fromkeys(EVERYBODY, 405) | {"visitor": 302},
    "meetings:joining": ELSEWHERE | {"neighbour": 200},
    "POST meetings:joining_answer": ELSEWHERE | {"neighbour": 302},
    "POST meetings:joining_leaving": ELSEWHERE | {"neighbour": 403},
}
HELD_TOGETHER = {
    "meetings:meeting": ELSEWHERE | {"visitor": 404} | dict.fromkeys({*MEMBERS, "neighbour"}, 200),
    "POST meetings:answer": ELSEWHERE | dict.fromkeys(MEMBERS, 302) | {"neighbour": 302, "late": 403},
    "meetings:change": HERE | {"awa": 200, "claire": 200},
    "POST meetings:cancellation": HERE | {"awa": 302, "claire": 302},
    "POST meetings:together_removal": HERE,
    "meetings:joining": ELSEWHERE | {"neighbour": 200},
    "POST meetings:joining_answer": ELSEWHERE | {"neighbour": 403},
    "POST meetings:joining_leaving": ELSEWHERE | {"neighbour": 302},
}
SAID_TOGETHER = {
    "POST meetings:joining_answer": {"answer": "accept"},
    "POST meetings:answer": {"answer": "coming"},
    "POST meetings:cancellation": {"because": "Grève."},
}


def together(joining: Joining) -> dict[str, list[object]]:
    here = ["cp-genre", joining.meeting.number]
    where = dict.fromkeys(("together", "meeting", "answer", "change", "cancellation"), here)
    where["together_removal"] = [*here, joining.pk]
    where |= {name: ["cp-ecsi", joining.pk] for name in ("joining", "joining_answer", "joining_leaving")}
    return {f"meetings:{name}": arguments for name, arguments in where.items()}


def test_who_answers_for_a_community(cast, as_):
    check_access(as_, ASKED_TO_JOIN, together(factories.asked(cast)), posting=SAID_TOGETHER)


def test_who_does_what_with_a_session_held_together(cast, as_):
    meeting = factories.joint(cast)
    check_access(as_, HELD_TOGETHER, together(meeting.joinings.get()), posting=SAID_TOGETHER)


BY_ADDRESS = dict.fromkeys(EVERYBODY, 200)
FROM_THE_MAIL = {
    "meetings:mailed": BY_ADDRESS,
    "meetings:mailed_answer": BY_ADDRESS,
    "POST meetings:mailed_answer": dict.fromkeys(EVERYBODY, 302),
    "POST meetings:mailed": dict.fromkeys(EVERYBODY, 405),
}


def test_whoever_has_the_address_answers_for_whom_it_was_sent_to(cast, as_):
    meeting = factories.session(cast)
    where = {
        "meetings:mailed": mailed.address(meeting, cast.member.pk),
        "meetings:mailed_answer": mailed.address(meeting, cast.member.pk, "coming"),
    }
    check_access(as_, FROM_THE_MAIL, where)


WITH_A_ROOM = {
    # The room opens an hour before: that of this table is still closed.
    "meetings:video": ELSEWHERE | dict.fromkeys(MEMBERS, 200),
    "POST meetings:video": ELSEWHERE | dict.fromkeys(MEMBERS, 403),
    "POST meetings:recording": ELSEWHERE | dict.fromkeys(MEMBERS, 302) | {"late": 403},
    "meetings:recording": dict.fromkeys(EVERYBODY, 405) | {"visitor": 302},
    "POST meetings:guest_video": dict.fromkeys(EVERYBODY, 403),
    "POST meetings:guest_recording": dict.fromkeys(EVERYBODY, 302),
}


def test_who_goes_into_a_room_and_agrees_to_a_recording(cast, as_, settings):
    settings.BBB_URL, settings.BBB_SECRET = "https://bbb.example.org/bigbluebutton", "secret"
    meeting = factories.session(cast, room_kind="bbb", recording_wanted=True)
    guest = invite_guest(
        cast.community, by=cast.awa, name="Fatou", email="fatou@example.org", kind="session", thing=meeting
    )
    here = [meeting.community.slug, meeting.number]
    where = {"meetings:video": here, "meetings:recording": here}
    where |= {"meetings:guest_video": [guest.token], "meetings:guest_recording": [guest.token]}
    check_access(as_, WITH_A_ROOM, where)


ACCESS = {**TO_COME, **ASKED_TO_JOIN, **FROM_THE_MAIL, **WITH_A_ROOM}  # every address has its row
