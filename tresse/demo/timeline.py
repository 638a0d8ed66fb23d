"""Two years in the order they happened: each act done by the real action, at its own moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from tresse.core import clock, outbox
from tresse.memberships import acts, terms
from tresse.welcome import actions as welcome

ZONE = ZoneInfo("Europe/Paris")
SATURDAY, SUNDAY = 5, 6
# Mails older than this many days were read long ago: only the latest wait on the mailbox page.
STILL_IN_THE_MAILBOX = -4
# How often the clock's own work is done: days would take a fifth of the making.
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Calendar:
    """Days counted from last Sunday, so that weeks have the same shape whenever the example is made; no week-ends."""

    now: datetime

    def day(self, days: int) -> date:
        day = self.last_sunday + timedelta(days=days)
        return day + timedelta(days={SATURDAY: -1, SUNDAY: 1}.get(day.weekday(), 0))

    @property
    def last_sunday(self) -> date:
        today = timezone.localdate(self.now, ZONE)
        return today - timedelta(days=(today.weekday() - SUNDAY) % 7)

    def moment(self, days: int, hour: str) -> datetime:
        """That day at that hour, as `14:30`; what is past has happened by now."""
        moment = datetime.combine(self.day(days), time.fromisoformat(hour), ZONE)
        return min(moment, self.now) if days <= 0 else moment

    def read(self, written: str) -> datetime:
        """A day and an hour, as `-636 14:00`."""
        days, hour = written.split()
        return self.moment(int(days), hour)


@dataclass
class Timeline:
    """What happens, told in any order and lived in the order of the calendar."""

    calendar: Calendar
    _happenings: list[tuple[datetime, int, Callable[..., object], tuple[Any, ...]]] = field(default_factory=list)

    def on(self, days: int, hour: str, act: Callable[..., object], *who_and_what: Any) -> None:
        """That day at that hour, do this."""
        self.at(self.calendar.moment(days, hour), act, *who_and_what)

    def at(self, moment: datetime, act: Callable[..., object], *who_and_what: Any) -> None:
        """At that moment, do this. What is told first happens first, when the moment is the same."""
        self._happenings.append((moment, len(self._happenings), act, who_and_what))

    def live(self) -> None:
        """Do everything, each at its moment."""
        last = None
        for moment, _number, act, who_and_what in sorted(self._happenings):
            if last is None or moment - last >= A_WEEK:
                last = moment
                with clock.at(moment), outbox.nothing_leaves():
                    _happen_by_the_clock()
            with clock.at(moment), self._mail_of(moment), _saying_where(moment, act, who_and_what):
                act(*who_and_what)

    def _mail_of(self, moment: datetime) -> Any:
        is_recent = moment > self.calendar.moment(STILL_IN_THE_MAILBOX, "00:00")
        return nullcontext() if is_recent else outbox.nothing_leaves()


def _happen_by_the_clock() -> None:
    """What the worker does as days go by, as far as the example lives of it (config/recurring.py)."""
    welcome.end_trials()
    welcome.complete_pairs()
    welcome.bring_overdue_before_all()
    terms.tell_endings()
    acts.tell_lapses()


@contextmanager
def _saying_where(moment: datetime, act: Callable[..., object], who_and_what: tuple[Any, ...]) -> Iterator[None]:
    """Whoever changes the example is told which line of it a rule refused."""
    try:
        yield
    except Exception as error:
        life, *what = who_and_what
        error.add_note(f"{life.plan.name}, {moment:%Y-%m-%d %H:%M}, {act.__name__.strip('_')}: {what}")
        raise
