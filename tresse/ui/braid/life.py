"""What a braid is drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Strand:
    """One strand of a community: its objective gives the dye, its cycles what hangs on it."""

    title: str
    objective: str
    objective_name: str
    begins: date
    beads: tuple[date, ...] = ()  # publications
    loose_ends: tuple[date, ...] = ()  # cycles closed without a document
    awaited: date | None = None  # when the open cycle should have made its document


@dataclass(frozen=True)
class Life:
    """A community seen from far enough away that only its rhythm is left."""

    name: str
    strands: tuple[Strand, ...]
    begins: date
    today: date
    ends: date | None = None
    crossings: tuple[date, ...] = ()  # sessions held
    knots: tuple[date, ...] = ()  # decisions

    @property
    def until(self) -> date:
        """How far it has come."""
        return max(self.begins, self.ends or self.today)

    @property
    def beads(self) -> tuple[date, ...]:
        return tuple(sorted(day for strand in self.strands for day in strand.beads))

    @property
    def loose_ends(self) -> tuple[date, ...]:
        return tuple(sorted(day for strand in self.strands for day in strand.loose_ends))

    @property
    def awaited(self) -> date | None:
        """The next document it is on its way to, while it lives."""
        ahead = [s.awaited for s in self.strands if s.awaited and s.awaited > self.until]
        return min(ahead, default=None) if self.ends is None else None

    @property
    def comes_undone(self) -> bool:
        """Closed with its last cycle left without a document: nothing ties its end."""
        last = max((*self.beads, *self.loose_ends), default=None)
        return self.ends is not None and last in self.loose_ends


@dataclass(frozen=True)
class Axis:
    """A stretch of time, from one edge of a drawing to the other."""

    begins: date
    ends: date

    SHORTEST = timedelta(days=365)

    @classmethod
    def holding(cls, lives: Iterable[Life]) -> "Axis":
        """Long enough for all these lives and what they are on their way to, and for a year at least."""
        lives = list(lives)
        begins = min(life.begins for life in lives)
        ends = max(max(life.until, life.awaited or life.until) for life in lives)
        return cls(begins, max(ends, begins + cls.SHORTEST))

    def place(self, day: date) -> float:
        """Where a day lies: 0 at the beginning, 1 at the end, never outside."""
        share = (day - self.begins) / (self.ends - self.begins)
        return min(max(share, 0.0), 1.0)
