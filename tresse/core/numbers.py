"""The numbers by which people name what a community has: « session 12 », « decision 3 »."""

from typing import Any

from django.db.models import Max


def next_number(things: Any) -> int:
    """One more than the last of these. The community is held: two people at the same time get two numbers."""
    last: int | None = things.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
