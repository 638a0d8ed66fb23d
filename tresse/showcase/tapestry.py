"""The tapestry: the braids of several communities on one axis of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString

from tresse.communities.models import Community, Cycle
from tresse.library.lives import lives_of
from tresse.ui.braid import Axis, Life, draw

YEARS_WITH_QUARTERS = 4  # a longer axis shows its years only
YEARS_NAMED = 12  # on a longer axis still, one year in two, three…


@dataclass(frozen=True)
class Tick:
    """A place on the axis where a year or a quarter begins."""

    share: float
    label: str
    is_year: bool

    @property
    def percent(self) -> str:
        """As SVG takes it in any language: with a dot."""
        return f"{self.share * 100:.2f}%"

    @property
    def is_at_the_end(self) -> bool:
        """Its label is written before it, or it would leave the page."""
        return self.share > 0.9

    @property
    def place(self) -> str:
        """On the thousand units a braid is wide."""
        return f"{self.share * 1000:.0f}"


@dataclass(frozen=True)
class Scale:
    """What is written along an axis."""

    ticks: list[Tick]
    today: Tick | None


@dataclass(frozen=True)
class Row:
    """One community in the tapestry."""

    community: Community
    braid: SafeString

    @property
    def cycles(self) -> list[Cycle]:
        """Its open cycles, which say what it asks at present."""
        cycles = (cycle for strand in self.community.strands.all() for cycle in strand.cycles.all())
        return [cycle for cycle in cycles if cycle.is_open]


@dataclass(frozen=True)
class Tapestry:
    rows: list[Row]
    scale: Scale


def woven(communities: Iterable[Community], person: Any) -> Tapestry | None:
    """The braids of these communities, in their order, as far as they exist for this person; None without any."""
    lives = lives_of(communities, person)
    if not lives:
        return None
    axis = Axis.holding(lives.values())
    rows = [
        Row(community, draw(lives[community.pk], name=f"braid-{community.slug}", axis=axis))
        for community in communities
    ]
    return Tapestry(rows, scale(axis, next(iter(lives.values()))))


def scale(axis: Axis, life: Life) -> Scale:
    """The years and quarters of an axis, and where today lies on it."""
    today = Tick(axis.place(life.today), "", False) if axis.begins < life.today < axis.ends else None
    return Scale(list(_ticks(axis)), today)


def _ticks(axis: Axis) -> Iterator[Tick]:
    years = axis.ends.year - axis.begins.year
    step = 1 + years // YEARS_NAMED
    for year in range(axis.begins.year, axis.ends.year + 1):
        for month in (1, 4, 7, 10) if years <= YEARS_WITH_QUARTERS else (1,):
            day = date(year, month, 1)
            if axis.begins <= day < axis.ends and year % step == 0:
                yield Tick(axis.place(day), str(year) if month == 1 else date_format(day, "b"), month == 1)
