"""The door of a community: who may come in when (O5)."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.cast import Cast
from tresse.charters.models import Charter
from tresse.communities.models import Community, Cycle, Stage, Strand
from tresse.core import clock
from tresse.meetings.tests.factories import session
from tresse.memberships.actions import accept_invitation, invite
from tresse.objectives import OBJECTIVES
from tresse.principles.openness import coming_in, door

NOON = timezone.make_aware(datetime(2026, 3, 2, 12))


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def in_phase(cycle: Cycle, objective: str, phase: str) -> None:
    Strand.objects.filter(pk=cycle.strand_id).update(objective_key=objective)
    Cycle.objects.filter(pk=cycle.pk).update(phase_key=phase)


def doors_of(objective: str, cast: Cast) -> dict[str, bool]:
    """Each phase, and whether one may come in on the eve of a session."""
    found = {}
    for phase in OBJECTIVES[objective].phases:
        in_phase(cast.cycle, objective, phase.key)
        found[phase.key] = bool(coming_in(cast.community))
    return found


def test_each_objective_has_its_doors(cast: Cast) -> None:
    session(cast, cycle=cast.cycle, starts_at=NOON + timedelta(days=1))
    assert {objective: doors_of(objective, cast) for objective in OBJECTIVES} == {
        "exploration": {"question": True, "outside_views": True, "map": True, "what_next": True},
        "experimentation": {
            "hypothesis": True,
            "protocol": False,
            "trials": False,
            "return": False,
            "adapt": False,
        },
        "operationalisation": dict.fromkeys(["situations", "analysis", "pattern", "sheet", "extend"], False),
    }


@pytest.mark.parametrize(
    ("hours_before_it_begins", "is_open"),
    [(49, True), (48, False), (47, False), (0, False), (-1, False), (-2, True), (-3, True)],
)
def test_the_door_shuts_two_days_before_a_session_until_it_ends(
    cast: Cast, hours_before_it_begins: int, is_open: bool
) -> None:
    in_phase(cast.cycle, "operationalisation", "analysis")
    meeting = session(cast, cycle=cast.cycle)
    with clock.at(meeting.starts_at - timedelta(hours=hours_before_it_begins)):
        assert door(cast.community).is_open is is_open


def test_it_says_when_it_opens_again_past_sessions_that_follow_each_other(cast: Cast) -> None:
    in_phase(cast.cycle, "operationalisation", "analysis")
    session(cast, cycle=cast.cycle, starts_at=NOON + timedelta(days=1))
    last = session(cast, cycle=cast.cycle, starts_at=NOON + timedelta(days=2))
    session(cast, cycle=cast.cycle, starts_at=NOON + timedelta(days=9))
    state = door(cast.community)
    assert (state.is_open, state.opens_at) == (False, last.ends_at)
    assert str(coming_in(cast.community).reason) == (
        "The cycle is in its phase “analysis”: one comes in between two sessions. "
        "It opens again after the session, on Wednesday 4 March 2026."
    )


def test_it_says_until_when_it_is_open(cast: Cast) -> None:
    in_phase(cast.cycle, "operationalisation", "analysis")
    session(cast, cycle=cast.cycle, starts_at=NOON + timedelta(days=5))
    assert door(cast.community).when == (
        "It closes on Thursday 5 March 2026, two days before a session, and opens again after it."
    )


def test_the_days_of_sessions_stay_inside_where_the_charter_keeps_them(cast: Cast) -> None:
    Charter.objects.filter(community=cast.community).update(rhythm_is_public=False)
    in_phase(cast.cycle, "operationalisation", "analysis")
    session(cast, cycle=cast.cycle, starts_at=NOON + timedelta(days=1))
    state = door(cast.community)
    assert ("March" in state.when, state.public_when) == (True, "It opens again after the next session.")
    with clock.at(NOON + timedelta(days=-3)):
        assert door(cast.community).public_when == ""


def test_a_session_kept_to_its_own_and_a_cancelled_one_close_nothing(cast: Cast) -> None:
    in_phase(cast.cycle, "operationalisation", "analysis")
    kept, cancelled = (session(cast, starts_at=NOON + timedelta(days=1, hours=n)) for n in (0, 3))
    type(kept).objects.filter(pk=kept.pk).update(audience="session")
    type(kept).objects.filter(pk=cancelled.pk).update(cancelled_at=NOON)
    assert (door(cast.community).is_open, door(cast.community).closes_at) == (True, None)


def test_a_closed_door_tells_when_the_cycle_ends_and_what_opens_it(cast: Cast) -> None:
    in_phase(cast.cycle, "experimentation", "trials")
    cast.cycle.ends_on = NOON.date() + timedelta(days=30)
    Cycle.objects.filter(pk=cast.cycle.pk).update(starts_on=NOON.date(), ends_on=cast.cycle.ends_on)
    assert str(coming_in(cast.community).reason) == (
        "The cycle is in its phase “trials”, which needs a stable group: one comes in when the community consents to it. "
        "It should open when the cycle ends, on Wednesday 1 April 2026. To let somebody in before, propose it as a decision."
    )
    with clock.at(NOON + timedelta(days=31)):
        assert door(cast.community).when == ""


@pytest.mark.parametrize(
    ("written", "phase", "is_open"),
    [("open", "trials", True), ("between_sessions", "trials", False), ("closed", "hypothesis", False)],
)
def test_the_charter_says_it_instead_of_the_phase(cast: Cast, written: str, phase: str, is_open: bool) -> None:
    in_phase(cast.cycle, "experimentation", phase)
    session(cast, starts_at=NOON + timedelta(days=1))
    Charter.objects.filter(community=cast.community).update(door=written)
    state = door(cast.community)
    assert (state.is_open, state.by_charter, state.phase) == (is_open, True, None)
    assert "The charter says" in state.why


def test_of_several_strands_the_widest_door_counts(cast: Cast) -> None:
    in_phase(cast.cycle, "experimentation", "trials")
    assert not door(cast.community).is_open
    strand = Strand.objects.create(
        community=cast.community, title="Découvrir", objective_key="exploration", position=2
    )
    Cycle.objects.create(
        strand=strand,
        number=1,
        question="Quoi ?",
        intended_document="Carnet",
        starts_on=NOON.date(),
        ends_on=NOON.date() + timedelta(days=90),
        phase_key="map",
        opened_at=NOON,
    )
    state = door(cast.community)
    assert (state.is_open, state.phase.key) == (True, "map")


def test_a_session_of_another_strand_closes_only_its_own(cast: Cast) -> None:
    in_phase(cast.cycle, "operationalisation", "analysis")
    strand = Strand.objects.create(
        community=cast.community, title="Appliquer", objective_key="operationalisation", position=2
    )
    other = Cycle.objects.create(
        strand=strand,
        number=1,
        question="Quoi ?",
        intended_document="Guide",
        starts_on=NOON.date(),
        ends_on=NOON.date() + timedelta(days=90),
        phase_key="sheet",
        opened_at=NOON,
    )
    session(cast, cycle=other, starts_at=NOON + timedelta(days=1))
    assert door(cast.community).is_open
    session(cast, cycle=cast.cycle, starts_at=NOON + timedelta(days=1))
    assert not door(cast.community).is_open


def test_between_two_cycles_the_door_is_open_whatever_the_charter_says(cast: Cast) -> None:
    Charter.objects.filter(community=cast.community).update(door="closed")
    assert not door(cast.community).is_open
    Cycle.objects.filter(pk=cast.cycle.pk).update(
        ended_at=NOON, ending="without_document", ending_reason="Assez dit"
    )
    assert door(cast.community).is_open


@pytest.mark.parametrize(
    ("stage", "is_open"),
    [("idea", True), ("forming", True), ("living", True), ("resting", False), ("closed", False)],
)
def test_a_community_at_rest_or_closed_takes_nobody_in(cast: Cast, stage: str, is_open: bool) -> None:
    Community.objects.filter(pk=cast.community.pk).update(
        stage=stage, closed_on=NOON.date() if stage == Stage.CLOSED else None
    )
    cast.community.refresh_from_db()
    assert door(cast.community).is_open is is_open


def test_nobody_is_invited_while_the_door_is_closed_and_an_invitation_sent_before_stays_good(cast: Cast) -> None:
    invitation = invite(cast.community, by=cast.member, email=cast.outsider.email)
    in_phase(cast.cycle, "experimentation", "trials")
    with pytest.raises(PermissionDenied, match="which needs a stable group"):
        invite(cast.community, by=cast.member, email="nour@example.org")
    membership = accept_invitation(invitation, by=cast.outsider, organisation=None)
    assert membership.left_at is None


@pytest.mark.parametrize("strands", [1, 3])
def test_it_takes_three_queries_however_many_strands(cast: Cast, strands: int, django_assert_num_queries) -> None:
    for number in range(1, strands):
        strand = Strand.objects.create(community=cast.community, title=str(number), objective_key="experimentation")
        Cycle.objects.create(
            strand=strand,
            number=1,
            question="Quoi ?",
            intended_document="Outil",
            starts_on=NOON.date(),
            ends_on=NOON.date() + timedelta(days=90),
            phase_key="trials",
            opened_at=NOON,
        )
    with django_assert_num_queries(3):
        door(cast.community)
