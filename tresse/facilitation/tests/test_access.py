"""Who gets to the methods, to a session as it runs, to its roles and small groups."""

from tests.access import check_access, row
from tresse.facilitation import actions
from tresse.facilitation.models import Role
from tresse.facilitation.tests import factories
from tresse.meetings import actions as meetings

ACCESS = {
    "facilitation:methods": row(200, visitor=200),
    "facilitation:method": row(200, visitor=200),
    "facilitation:new_method": row(403, steward=200),
    "POST facilitation:new_method": row(403, steward=422),
    "facilitation:edit_method": row(403, steward=200),
    "POST facilitation:edit_method": row(403, steward=422),
    "POST facilitation:retirement": row(403, steward=302),
    "POST facilitation:retirement_undone": row(403, steward=302),
    "facilitation:retirement": row(405),
    "facilitation:run": row(404, inside=200),
    "facilitation:state": row(404, inside=200),
    "POST facilitation:next": row(404, inside=403, steering=302),
    "POST facilitation:previous": row(404, inside=403, steering=302),
    "POST facilitation:time": row(404, inside=403, steering=302),
    "POST facilitation:end": row(404, inside=403, steering=302),
    "facilitation:next": row(405),
    "POST facilitation:roles": row(404, inside=302),
    "POST facilitation:role": row(404, inside=302),
    "POST facilitation:role_passing": row(404, inside=403) | {"member": 302},
    "facilitation:groups": row(404, inside=200),
    "POST facilitation:groups": row(404, inside=403, steering=422),
    "POST facilitation:round": row(404, inside=403, steering=302),
    "POST facilitation:round_again": row(404, inside=403, steering=302),
    "POST facilitation:latecomer": row(404, inside=403, steering=302),
}
# Whoever sees the session from elsewhere follows it once they say that they come.
OPEN = {
    "facilitation:run": row(403, inside=200),
    "facilitation:state": row(403, inside=200),
    "POST facilitation:next": row(403, inside=403, steering=302),
    "facilitation:groups": row(404, inside=200),
    "POST facilitation:role": row(404, inside=302),
}
SENT = {
    "POST facilitation:next": {"seen": "1.0"},
    "POST facilitation:previous": {"seen": "1.0"},
    "POST facilitation:end": {"seen": "1.0"},
    "POST facilitation:time": {"seen": "1.0", "minutes": "5"},
}


def test_who_gets_in(as_, cast):
    meeting = factories.under_way(cast)
    actions.go_on(meeting, seen=0, by=cast.awa)
    actions.take_role(meeting, Role.KEEPS_TIME, by=cast.member)
    actions.draw_groups(meeting, people=[cast.awa, cast.claire], size=2, by=cast.awa)
    check_access(as_, ACCESS, addresses(meeting) | methods(factories.own_method(cast)), posting=SENT)


def test_who_gets_to_an_open_session_as_it_runs(as_, cast):
    meeting = factories.under_way(cast, audience="public", is_open=True)
    actions.go_on(meeting, seen=0, by=cast.awa)
    check_access(as_, OPEN, addresses(meeting), posting=SENT)
    meetings.answer_invitation(meeting, answer="coming", by=cast.outsider)
    assert as_("outsider").get(f"{meeting.get_absolute_url()}run/").status_code == 200


def addresses(meeting) -> dict[str, list[object]]:
    here: list[object] = [meeting.community.slug, meeting.number]
    where = {key.split()[-1]: here for key in ACCESS}
    where |= {"facilitation:role": [*here, "writes"], "facilitation:role_passing": [*here, "keeps_time"]}
    return where | {f"facilitation:{name}": [*here, 1] for name in ("round", "round_again", "latecomer")}


def methods(method) -> dict[str, list[object]]:
    named = ("method", "edit_method", "retirement", "retirement_undone")
    where: dict[str, list[object]] = {f"facilitation:{name}": [method.key] for name in named}
    return where | {"facilitation:methods": [], "facilitation:new_method": []}
