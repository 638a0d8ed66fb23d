"""How threads cross: the geometry of a flat braid.

Threads lie in lanes, the first one on top. At a session neighbours swap: those of lanes 0–1, 2–3… at one, those of
lanes 1–2, 3–4… at the next. Whoever goes down passes over in the first case and under in the second: so each thread
goes over and under in turn, which is what makes a braid hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from tresse.ui.braid.life import Axis, Life, Strand

GAP = 10  # between two lanes
MARGIN = 15  # above and below, for loose ends and beads
REACH = 42  # at most this far on each side, a crossing bends its two threads
LEAD = 12  # over this length the threads of a strand come apart after the tie they begin with


@dataclass(frozen=True)
class Move:
    """A thread changes lane."""

    x: float
    lane: int
    to: int
    over: bool

    @property
    def way(self) -> int:
        return self.to - self.lane


@dataclass
class Thread:
    """One thread of a strand, as it goes from left to right."""

    strand: Strand
    number: int  # within its strand
    lane: int  # where it enters
    origin: float  # the height of the tie it comes from, in lanes
    begins: float
    ends: float
    tied: float | None = None  # the height of the tie it ends with, in lanes, once its community closed
    moves: list[Move] = field(default_factory=list)

    def lane_at(self, x: float) -> int:
        """The lane this thread lies in at this place."""
        return next((move.to for move in reversed(self.moves) if move.x <= x), self.lane)


@dataclass(frozen=True)
class Point:
    """A place a thread goes through, and how steep it is there."""

    x: float
    y: float
    slope: float = 0.0


@dataclass(frozen=True)
class Piece:
    """A stretch of a thread that lies wholly above, or wholly below, what it meets."""

    start: Point
    end: Point
    over: bool = False


@dataclass
class Weave:
    """All threads of a life, laid on a width."""

    threads: list[Thread]
    axis: Axis
    width: int

    @property
    def height(self) -> int:
        return 2 * MARGIN + (len(self.threads) - 1) * GAP

    def places(self, days: Iterable[date]) -> list[float]:
        """Where these days lie."""
        return [self.axis.place(day) * self.width for day in days]

    def edges(self, x: float) -> tuple[float, float]:
        """The heights of the outer threads at this place."""
        lanes = [thread.lane_at(x) for thread in self.threads if thread.begins <= x] or [0]
        return height_of(min(lanes)), height_of(max(lanes))

    def middle(self, x: float) -> float:
        """The height of the middle of the braid at this place."""
        return sum(self.edges(x)) / 2

    def of(self, strand: Strand) -> list[Thread]:
        return [thread for thread in self.threads if thread.strand is strand]


def height_of(lane: float) -> float:
    return MARGIN + lane * GAP


def weave(life: Life, axis: Axis, width: int, *, finest: int) -> Weave:
    """Lay the threads of a life along an axis, and cross them at each session.

    `finest` is how many crossings a whole width may hold: sessions too close to be told apart are drawn as one.
    """
    threads = _entering(life, axis, width)
    lanes: list[Thread] = []
    waiting = list(threads)
    for turn, x in enumerate(_places(life, axis, width, width / finest)):
        while waiting and waiting[0].begins <= x:
            lanes.append(waiting.pop(0))
        first = turn % 2 if len(lanes) > 2 else 0
        for upper in range(first, len(lanes) - 1, 2):
            _cross(lanes, upper, x)
    return Weave(threads, axis, width)


def pieces(thread: Thread) -> list[Piece]:
    """The thread cut where it goes from above to below; stretches without a crossing lie below."""
    at = Point(thread.begins, height_of(thread.origin))
    found: list[Piece] = []
    for point in _untied(thread):
        found.append(Piece(at, point))
        at = point
    for move, following in zip_longest(thread.moves, thread.moves[1:]):
        if at.slope == 0 and move.x - REACH > at.x + 1:
            bend = Point(move.x - REACH, at.y)
            found.append(Piece(at, bend))
            at = bend
        leaving = _leaving(move, following, thread.ends)
        found.append(Piece(at, leaving, move.over))
        at = leaving
    for point in _ending(thread, at):
        found.append(Piece(at, point))
        at = point
    return found


def _entering(life: Life, axis: Axis, width: int) -> list[Thread]:
    """Three threads of one dye for a community of one strand, two for each strand of the others."""
    each = 3 if len(life.strands) == 1 else 2
    ends = max(axis.place(life.until) * width, LEAD)  # begun today, it is short but there
    threads: list[Thread] = []
    for strand in sorted(life.strands, key=lambda strand: strand.begins):
        begins = max(min(axis.place(strand.begins) * width, ends - LEAD), 0)
        first = len(threads)
        origin = first + (each - 1) / 2
        threads += [Thread(strand, n, first + n, origin, begins, ends) for n in range(each)]
    if life.ends and not life.comes_undone:
        for thread in threads:
            thread.tied = (len(threads) - 1) / 2
    return threads


def _places(life: Life, axis: Axis, width: int, apart: float) -> list[float]:
    """Where the sessions lie, this far apart at least."""
    places: list[float] = []
    for day in sorted(life.crossings):
        x = axis.place(day) * width
        if not places or x - places[-1] >= apart:
            places.append(x)
    return places


def _cross(lanes: list[Thread], upper: int, x: float) -> None:
    down, up = lanes[upper], lanes[upper + 1]
    down.moves.append(Move(x, upper, upper + 1, over=upper % 2 == 0))
    up.moves.append(Move(x, upper + 1, upper, over=upper % 2 == 1))
    lanes[upper], lanes[upper + 1] = up, down


def _untied(thread: Thread) -> list[Point]:
    """The short way from the tie into the first lane; none if a session comes at once."""
    first = thread.moves[0].x if thread.moves else thread.ends
    x = min(thread.begins + LEAD, (thread.begins + first) / 2)
    return [Point(x, height_of(thread.lane))] if x > thread.begins + 1 else []


def _ending(thread: Thread, at: Point) -> list[Point]:
    """Straight on to the end; into the last tie if there is one."""
    free = thread.ends if thread.tied is None else thread.ends - LEAD
    points = [Point(free, at.y)] if free > at.x + 1 else []
    return points if thread.tied is None else [*points, Point(thread.ends, height_of(thread.tied))]


def _leaving(move: Move, following: Move | None, end: float) -> Point:
    """Where a crossing leaves its thread alone, and how steep the thread is there."""
    y = height_of(move.to)
    if following is None:
        return Point(max(min(move.x + REACH, end), move.x + 1), y)
    between = following.x - move.x
    if between > 2 * REACH:
        return Point(move.x + REACH, y)
    slope = move.way * GAP / between if following.way == move.way else 0.0
    return Point(move.x + between / 2, y, slope)
