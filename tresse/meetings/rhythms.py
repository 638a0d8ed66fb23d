"""How often one meets: the days of a series, by the calendar on the wall."""

from calendar import monthrange
from datetime import date, timedelta


def weekly(first: date, *, every: int, times: int) -> list[date]:
    """The same weekday, every so many weeks."""
    return [first + timedelta(weeks=every * number) for number in range(times)]


def monthly(first: date, *, every: int, times: int) -> list[date]:
    """The same weekday of the month, such as its second Tuesday; the fifth is the last where a month has four."""
    rank = (first.day - 1) // 7
    return [_weekday_of(first, every * number, rank) for number in range(times)]


def _weekday_of(first: date, months: int, rank: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    begins = date(first.year + years, month + 1, 1)
    day = 1 + (first.weekday() - begins.weekday()) % 7 + 7 * rank
    last = monthrange(begins.year, begins.month)[1]
    return begins.replace(day=day if day <= last else day - 7)
