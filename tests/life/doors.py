"""When the door of a community is open, worked out from the rows and from what each objective declares (O5)."""

from datetime import timedelta

from tests.life.rows import Row, Rows
from tresse.objectives import OBJECTIVES


def is_open(rows: Rows, community: int) -> bool:
    """One cycle whose phase lets people in is enough; the charter may say otherwise for all of them."""
    if rows.communities[community].stage in ("resting", "closed"):
        return False
    cycles = _open_cycles(rows, community)
    charter = rows.of("charters", community_id=community, superseded_at=None, is_draft=False)[0]
    if not cycles:
        return True
    if charter.door:
        return _lets_in(charter.door, _sessions(rows, community), rows)
    return any(_lets_in(_door(rows, cycle), _sessions(rows, community, cycle), rows) for cycle in cycles)


def _lets_in(door: str, sessions: list[Row], rows: Rows) -> bool:
    """« practices between sessions »: closed from two days before a session until it ends."""
    near = [s for s in sessions if s.starts_at - timedelta(days=2) < rows.now < s.ends_at]
    return door == "open" or (door == "between_sessions" and not near)


def _door(rows: Rows, cycle: Row) -> str:
    phases = OBJECTIVES[rows.strands[cycle.strand_id].objective_key].phases
    return str(next(phase.door for phase in phases if phase.key == cycle.phase_key))


def _open_cycles(rows: Rows, community: int) -> list[Row]:
    strands = {strand.id for strand in rows.of("strands", community_id=community)}
    return [cycle for cycle in rows.of("cycles", ended_at=None) if cycle.strand_id in strands and cycle.opened_at]


def _sessions(rows: Rows, community: int, cycle: Row | None = None) -> list[Row]:
    """A session kept to those invited closes no door: it would tell of itself."""
    known = rows.of("meetings", community_id=community, cancelled_at=None)
    of_this_cycle = (None,) if cycle is None else (None, cycle.id)
    return [m for m in known if m.audience != "session" and (cycle is None or m.cycle_id in of_this_cycle)]
