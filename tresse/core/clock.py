"""What time it is, for every rule and every record.

Rules and actions ask here instead of asking the machine, so that the example network can be lived through
its two years by the same actions as everybody, and so that tests give time instead of patching it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_given: ContextVar[datetime | None] = ContextVar("given time", default=None)


def now() -> datetime:
    """The present moment, aware of its zone."""
    return _given.get() or timezone.now()


def today() -> date:
    """The present day, in the zone of whoever reads."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside this block it is that moment. `moment` must be aware of its zone."""
    token = _given.set(moment)
    try:
        yield
    finally:
        _given.reset(token)
