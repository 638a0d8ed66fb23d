"""A sign of how a community is doing, told to itself: what is seen, why perhaps, and what could be done about it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Share:
    """Some of a whole."""

    some: int
    whole: int

    def __add__(self, other: "Share") -> "Share":
        return Share(self.some + other.some, self.whole + other.whole)

    @property
    def percent(self) -> int:
        return round(100 * self.some / self.whole) if self.whole else 0


NOTHING = Share(0, 0)


@dataclass(frozen=True)
class Corridor:
    """Where a share stands, in percent, between too little and too much: neither end is the good one."""

    percent: int
    low: int
    high: int

    @property
    def is_inside(self) -> bool:
        return self.low <= self.percent <= self.high


@dataclass(frozen=True)
class Sign:
    """Never a mark, never a person. While all is well there is nothing to do: `gesture` is empty."""

    name: str | Promise
    said: str | Promise
    cause: str | Promise = ""  # what may explain it, without blame
    gesture: str | Promise = ""  # what could be done about it
    href: str = ""  # where
    label: str | Promise = ""  # what one does there
    corridor: Corridor | None = None  # where it stands, when it is a share that can be too small or too large

    @property
    def is_calm(self) -> bool:
        return not self.gesture
