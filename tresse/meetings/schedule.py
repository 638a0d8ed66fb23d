"""What a session's hours may be: what is impossible is refused with a sentence, what is odd is only asked about."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tresse.core import clock
from tresse.meetings.models import AgendaItem, Meeting
from tresse.meetings.moments import length

FARTHEST = timedelta(days=5 * 366)
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
LONG = timedelta(hours=10)


def moment(day: date, at: time, time_zone: str) -> datetime:
    """That hour of that day, by the clocks of that zone. Raises `ValidationError` for an hour that never strikes."""
    zone = known_zone(time_zone)
    local = datetime.combine(day, at, tzinfo=zone)
    if not EARLIEST.year <= day.year < 9999:
        raise ValidationError(_("Check the year of this date."))
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            _("On that day the clocks go forward and this hour does not exist there. Choose another one.")
        )
    return universal(local)


def universal(moment: datetime) -> datetime:
    """The same moment by the universal clock.

    Two moments of one zone are compared by their wall clocks, which lie on the night the hour changes.
    """
    return moment.astimezone(UTC)


def plain(value: Any) -> Any:
    """Words without blanks around them, moments by the universal clock."""
    if isinstance(value, str):
        return value.strip()
    return universal(value) if isinstance(value, datetime) else value


def known_zone(name: str) -> ZoneInfo:
    """The zone of that name. Raises `ValidationError` when there is none."""
    if name not in _known_zones():
        raise ValidationError(_("This time zone is not known. Choose one from the list."))
    return ZoneInfo(name)


@cache
def _known_zones() -> frozenset[str]:
    """Read once: finding them takes 14 ms."""
    return frozenset(available_timezones())


def check_order(starts_at: datetime, ends_at: datetime, time_zone: str) -> None:
    """Raise `ValidationError`, by field, for hours at which no session can be."""
    try:
        known_zone(time_zone)
    except ValidationError as error:
        raise ValidationError({"time_zone": error.messages}) from None
    if ends_at <= starts_at:
        raise ValidationError({"ends_at": _("The session would end before it begins. Check both hours.")})
    if starts_at < EARLIEST:
        raise ValidationError({"starts_at": _("Check the year of this date.")})


def check_to_come(starts_at: datetime, ends_at: datetime) -> None:
    """Raise `ValidationError` for a session that people could not come to any more, or not before many years."""
    if starts_at < clock.now():
        raise ValidationError(
            {"starts_at": _("This date is past. To record a session that already took place, say so below.")}
        )
    if ends_at > clock.now() + FARTHEST:
        raise ValidationError({"starts_at": _("Check the year of this date.")})


def check_held(ends_at: datetime) -> None:
    """Raise `ValidationError` for a session recorded as held that is not over."""
    if ends_at > clock.now():
        raise ValidationError(
            {"starts_at": _("This session is not over yet: it can be called, not recorded as already held.")}
        )


def doubts(meeting: Meeting, agenda: Sequence[AgendaItem]) -> list[str]:
    """What looks like a slip, said once to those who can mend it. Nothing is refused."""
    found = []
    planned = timedelta(minutes=sum(item.minutes for item in agenda))
    if meeting.length > LONG:
        found.append(_("This session lasts %(length)s: check when it ends.") % {"length": length(meeting.length)})
    if planned > meeting.length:
        found.append(
            _("The agenda takes %(planned)s and the session lasts %(length)s: shorten one or lengthen the other.")
            % {"planned": length(planned), "length": length(meeting.length)}
        )
    return found
