"""When letters leave: at seven in the morning of each person's own zone."""

from datetime import date, datetime, time, timedelta

from tresse.accounts.zones import zone_of

HOUR = time(7)


def next_morning(zone: str, after: datetime) -> datetime:
    """The first seven in the morning after this moment."""
    today = after.astimezone(zone_of(zone)).date()
    this_morning = _morning(zone, today)
    return this_morning if this_morning > after else _morning(zone, today + timedelta(days=1))


def last_monday(zone: str, before: datetime) -> datetime:
    """The last Monday morning that has come."""
    today = before.astimezone(zone_of(zone)).date()
    monday = _morning(zone, today - timedelta(days=today.weekday()))
    return monday if monday <= before else _morning(zone, today - timedelta(days=7))


def _morning(zone: str, day: date) -> datetime:
    return datetime.combine(day, HOUR, tzinfo=zone_of(zone))
