"""The steps of a session in the order in which they are run, and where one stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tresse.facilitation.models import Turn
from tresse.meetings.methods import Step, shared_out
from tresse.meetings.models import AgendaItem, Meeting
from tresse.meetings.queries import agenda_of


@dataclass(frozen=True)
class Place:
    """One step of one moment of the agenda, with the minutes the agenda leaves it."""

    item: AgendaItem
    nth: int  # within the moment, from zero
    of: int
    step: Step
    minutes: int
    begins_at: datetime  # as announced

    @property
    def name(self) -> str:
        return str(self.step.name)

    @property
    def counted(self) -> int:
        return self.nth + 1

    @property
    def is_first(self) -> bool:
        return self.nth == 0


def plan_of(meeting: Meeting) -> list[Place]:
    """Every step of every moment. A moment without a method, or whose method has no steps, is one step."""
    places: list[Place] = []
    begins_at = meeting.starts_at
    for item in agenda_of(meeting):
        steps = _steps(item)
        for nth, (step, minutes) in enumerate(zip(steps, _minutes(item, steps), strict=True)):
            places.append(Place(item, nth, len(steps), step, minutes, begins_at))
            begins_at += timedelta(minutes=minutes)
    return places


def _steps(item: AgendaItem) -> Sequence[Step]:
    method = item.method
    if method and method.steps:
        return method.steps
    return (Step(item.title, item.minutes, method.gesture if method else ""),)


def _minutes(item: AgendaItem, steps: Sequence[Step]) -> list[int]:
    return shared_out([step.minutes for step in steps], item.minutes)


@dataclass(frozen=True)
class Stand:
    """Where a session stands, for whoever looks now."""

    places: list[Place]
    turn: Turn | None
    index: int | None  # of the present step; None before it begins, the number of steps once it is over

    @property
    def here(self) -> Place | None:
        return self.places[self.index] if self.index is not None and self.index < len(self.places) else None

    @property
    def coming(self) -> Place | None:
        after = 0 if self.index is None else self.index + 1
        return self.places[after] if after < len(self.places) else None

    @property
    def is_over(self) -> bool:
        return self.index is not None and self.index >= len(self.places)

    @property
    def seen(self) -> str:
        return seen(self.turn)

    @property
    def late(self) -> int:
        """How many minutes the present step is ahead of (below zero) or behind what the agenda announced."""
        if self.here is None or self.turn is None:
            return 0
        return round((self.turn.began_at - self.here.begins_at).total_seconds() / 60)

    @property
    def minutes(self) -> int:
        """Of the present step, what was added included."""
        return self.turn.minutes + self.turn.added if self.turn else 0


def stand_of(meeting: Meeting) -> Stand:
    """The present step: the last turn, read over the agenda as it is now."""
    places, turn = plan_of(meeting), last_turn(meeting)
    return Stand(places, turn, index_of(turn, places))


def last_turn(meeting: Meeting) -> Turn | None:
    return Turn.objects.filter(meeting=meeting).order_by("-number").first()


def seen(turn: Turn | None) -> str:
    """What somebody who looks has seen, so that one asks only for what is new."""
    return f"{turn.number}.{turn.added}" if turn else "0.0"


def index_of(turn: Turn | None, places: Sequence[Place]) -> int | None:
    """Where this turn is among the steps, although the agenda or the method may have changed since."""
    if turn is None:
        return None
    if turn.is_end:
        return len(places)
    same = [(place.nth, index) for index, place in enumerate(places) if place.item.pk == turn.item_id]
    if same:
        return next((index for nth, index in same if nth == turn.step), same[-1][1])
    # It was taken off the agenda meanwhile: one goes on with what took its place.
    after: Any = (index for index, place in enumerate(places) if place.item.position >= turn.position)
    return next(after, len(places))
