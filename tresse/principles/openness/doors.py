"""Who may come in when: the phase of the cycle says it, or the charter instead of it (O5).

Several strands make one community, and its door is the widest of theirs. Outside a cycle there is nothing to shelter:
the door is open. An idea has no door yet; a community that rests or has closed takes nobody in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Cycle, Stage
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.dates import date_format
from tresse.core.rulings import Ruling, granted
from tresse.meetings.models import Meeting
from tresse.objectives import Door, Phase

BEFORE_A_SESSION = timedelta(days=2)
WIDTH = {Door.CLOSED: 0, Door.BETWEEN_SESSIONS: 1, Door.OPEN: 2}


@dataclass(frozen=True)
class DoorState:
    """Whether one may come in, why, and until when or from when, as far as it is known."""

    is_open: bool
    why: str
    door: Door = Door.OPEN
    cycle: Cycle | None = None  # the one whose phase says so; None when the charter does, or when there is none
    by_charter: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    days_are_public: bool = True

    @property
    def phase(self) -> Phase | None:
        return self.cycle.phase if self.cycle else None

    @property
    def when(self) -> str:
        """When it opens or closes next, in one sentence for the members; empty when nobody knows."""
        if self.is_open:
            return self._closing()
        if self.opens_at is None:
            return ""
        if self.door == Door.CLOSED:
            return _("It should open when the cycle ends, on %(day)s.") % {"day": _day(self.opens_at)}
        return _("It opens again after the session, on %(day)s.") % {"day": _day(self.opens_at)}

    @property
    def public_when(self) -> str:
        """The same for everybody: no day of a session, if the charter keeps these days inside."""
        from_a_session = self.door == Door.BETWEEN_SESSIONS
        if from_a_session and not self.days_are_public:
            return "" if self.is_open else _("It opens again after the next session.")
        return self.when

    @property
    def in_public(self) -> str:
        """The whole of it, as the public pages say it."""
        return f"{self.why} {self.public_when}".strip()

    def _closing(self) -> str:
        if self.closes_at is None:
            return ""
        return _("It closes on %(day)s, two days before a session, and opens again after it.") % {
            "day": _day(self.closes_at)
        }


def coming_in(community: Community) -> Ruling:
    """Whether one may come in today; when not, when one may, and what the community can do (O5)."""
    state = door(community)
    return granted if state.is_open else Ruling(" ".join(filter(None, [state.why, state.when, _way_in(state)])))


def door(community: Community, at: datetime | None = None) -> DoorState:
    """The door of this community now, or at a coming moment as far as its sessions are known."""
    at = at or clock.now()
    if community.stage in OUTSIDE_ITS_LIFE:
        return _outside_its_life(community)
    cycles = _open_cycles(community)
    if not cycles:
        return DoorState(True, _("No cycle is under way: one may come in at any moment."))
    charter = charter_in_force(community)
    meetings = _meetings_ahead(community, at)
    if charter.door:
        found = replace(_state(Door(charter.door), cycles, meetings, at), cycle=None, by_charter=True)
    else:
        found = max(
            (_state(_phase_door(cycle), [cycle], _meetings_of(cycle, meetings), at) for cycle in cycles), key=_width
        )
    return replace(found, why=_why(found), days_are_public=charter.rhythm_is_public)


OUTSIDE_ITS_LIFE = (Stage.IDEA, Stage.RESTING, Stage.CLOSED)


def _outside_its_life(community: Community) -> DoorState:
    if community.stage == Stage.IDEA:
        return DoorState(True, _("An idea has no door yet: those who carry it invite whom they wish."))
    if community.stage == Stage.RESTING:
        return DoorState(False, _("This community is resting: it takes nobody in for now."), Door.CLOSED)
    return DoorState(
        False, _("This community is closed: what it made can be read, nobody comes in any more."), Door.CLOSED
    )


def _open_cycles(community: Community) -> list[Cycle]:
    return list(Cycle.objects.open().filter(strand__community=community).select_related("strand").order_by("pk"))


def _meetings_ahead(community: Community, at: datetime) -> list[Meeting]:
    """The sessions to come. One kept to those who are invited closes no door: it would tell of it (S1)."""
    ahead = Meeting.objects.filter(community=community, cancelled_at=None, ends_at__gt=at)
    return list(ahead.exclude(audience=Audience.SESSION).order_by("starts_at"))


def _meetings_of(cycle: Cycle, meetings: Sequence[Meeting]) -> list[Meeting]:
    """Those of this cycle, and those of no cycle in particular."""
    return [meeting for meeting in meetings if meeting.cycle_id in (None, cycle.pk)]


def _phase_door(cycle: Cycle) -> Door:
    return cycle.phase.door if cycle.phase else Door.OPEN


def _state(door: Door, cycles: Sequence[Cycle], meetings: Sequence[Meeting], at: datetime) -> DoorState:
    if door == Door.OPEN:
        return DoorState(True, "", door, cycles[0])
    if door == Door.CLOSED:
        return DoorState(False, "", door, cycles[0], opens_at=_end_of(cycles, at))
    opens_at = at
    for meeting in meetings:
        if meeting.starts_at - BEFORE_A_SESSION > opens_at:
            break
        opens_at = max(opens_at, meeting.ends_at)
    if opens_at > at:
        return DoorState(False, "", door, cycles[0], opens_at=opens_at)
    closes_at = meetings[0].starts_at - BEFORE_A_SESSION if meetings else None
    return DoorState(True, "", door, cycles[0], closes_at=closes_at)


def _end_of(cycles: Sequence[Cycle], at: datetime) -> datetime | None:
    """When the last of these cycles is meant to end; None when it is late, since nobody knows."""
    last = max(cycle.ends_on for cycle in cycles)
    ends_at = timezone.make_aware(datetime.combine(last, time.max))
    return ends_at if ends_at > at else None


def _width(state: DoorState) -> tuple[bool, int]:
    return state.is_open, WIDTH[state.door]


def _why(state: DoorState) -> str:
    """Who says so, the charter or the phase, and what."""
    if state.by_charter:
        return {
            Door.OPEN: _("The charter says that one may come in at any moment."),
            Door.BETWEEN_SESSIONS: _("The charter says that one comes in between two sessions."),
            Door.CLOSED: _("The charter says that one comes in when the community consents to it."),
        }[state.door]
    if state.phase is None:
        return _("One may come in at any moment.")
    said = {
        Door.OPEN: _("The cycle is in its phase “%(phase)s”: one may come in at any moment."),
        Door.BETWEEN_SESSIONS: _("The cycle is in its phase “%(phase)s”: one comes in between two sessions."),
        Door.CLOSED: _(
            "The cycle is in its phase “%(phase)s”, which needs a stable group: one comes in when the community consents to it."
        ),
    }[state.door]
    return said % {"phase": state.phase.name}


def _way_in(state: DoorState) -> str:
    """What the members can do about a door that only their consent opens."""
    if state.door == Door.CLOSED and (state.cycle or state.by_charter):
        return _("To let somebody in before, propose it as a decision.")
    return ""


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
