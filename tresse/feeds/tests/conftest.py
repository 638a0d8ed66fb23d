"""A winter's day on which nothing changes by itself, and calendars read by another reader than the one that writes them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import vobject
from django.test import Client

from tresse.core import clock

WINTER = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def winter() -> Iterator[None]:
    with clock.at(WINTER):
        yield


Reading = Callable[..., dict[str, Any]]


@pytest.fixture
def read(db: None) -> Reading:
    """`read(address)` is each event by its title, as a calendar program fetches and reads them: without a cookie."""

    def reading(address: str) -> dict[str, Any]:
        answer = Client().get(address.removeprefix("http://127.0.0.1:8000"))
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        calendar = vobject.readOne(answer.content.decode())
        return {event.summary.value: event for event in calendar.contents.get("vevent", [])}

    return reading
