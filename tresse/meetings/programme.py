"""The agenda as a printed programme: each moment with the hour at which it begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from tresse.meetings.models import AgendaItem, Meeting
from tresse.meetings.moments import hour, length


@dataclass(frozen=True)
class Step:
    """One moment of the programme, read by the clocks of one zone."""

    item: AgendaItem
    begins_at: datetime

    @property
    def begins(self) -> str:
        return hour(self.begins_at)

    @property
    def method_name(self) -> str:
        """Its method, unless its title already says it."""
        name = str(self.item.method.name) if self.item.method else ""
        return "" if name.casefold() == self.item.title.replace("'", "’").casefold() else name

    @property
    def length(self) -> str:
        return length(timedelta(minutes=self.item.minutes))


def programme(meeting: Meeting, items: Iterable[AgendaItem], zone: tzinfo) -> list[Step]:
    """The items one after the other, from the beginning of the session."""
    steps, begins_at = [], meeting.starts_at
    for item in items:
        steps.append(Step(item, begins_at.astimezone(zone)))
        begins_at += timedelta(minutes=item.minutes)
    return steps
