"""Date polls for tests, made by the same actions as everybody's."""

from datetime import datetime, timedelta
from typing import Any

from tests.cast import Cast
from tresse.core import clock
from tresse.polls import actions
from tresse.polls.models import Poll


def in_days(days: int, hour: int = 13) -> datetime:
    """That many days from now, at this hour by the universal clock."""
    return (clock.now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def poll(cast: Cast, *, by: Any = None, days: tuple[int, ...] = (10, 12, 14), **terms: Any) -> Poll:
    """A poll opened by Awa: three moments in ten days, answered within five, unless said otherwise."""
    said: dict[str, Any] = {
        "title": "Ce que nos outils ne voient pas",
        "minutes": 120,
        "moments": [in_days(day) for day in days],
        "closes_at": in_days(5),
    }
    return actions.open_poll(terms.pop("inside_of", cast.community), by=by or cast.awa, **{**said, **terms})


def answered(poll: Poll, cast: Cast, **said: str) -> Poll:
    """`answered(poll, cast, awa="yyn")`: yes, yes, no to the moments in their order; ? is « if need be »."""
    voices = {"y": "yes", "?": "if_need_be", "n": "no"}
    for who, letters in said.items():
        given = {number: voices[letter] for number, letter in enumerate(letters, start=1) if letter != "-"}
        actions.answer_poll(poll, by=cast.person(who), voices=given)
    return Poll.objects.select_related("community").get(pk=poll.pk)


def later(poll: Poll, **after: int) -> Any:
    """The clock, this long after the poll has closed."""
    return clock.at(poll.closes_at + timedelta(**(after or {"minutes": 1})))
