"""When a session is, in words: in the reader's zone, and beside it in the place's zone when they differ."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils import dateformat, timezone
from django.utils.translation import gettext, pgettext

from tresse.core.dates import date_format


class Timed(Protocol):
    """A session, or a moment at which it might be."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def zone(self) -> ZoneInfo: ...


@dataclass(frozen=True)
class Moment:
    """From when to when, as read in one zone. Said in the language active when it is read."""

    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo

    @property
    def begins(self) -> datetime:
        return self.starts_at.astimezone(self.zone)

    @property
    def ends(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def day(self) -> str:
        """« jeudi 12 mars 2026 »"""
        return date_format(self.begins, "DATE_FORMAT")

    @property
    def hours(self) -> str:
        """« de 14 h à 16 h 30 », with the last day when it is another one."""
        words = {"begins": hour(self.begins), "ends": hour(self.ends), "day": date_format(self.ends, "DATE_FORMAT")}
        if self.begins.date() == self.ends.date():
            return gettext("from %(begins)s to %(ends)s") % words
        return gettext("from %(begins)s until %(day)s, %(ends)s") % words

    @property
    def place_of_zone(self) -> str:
        """« heure de Port-au-Prince »"""
        return gettext("%(city)s time") % {"city": self.city}

    @property
    def city(self) -> str:
        return city(self.zone.key)

    def __str__(self) -> str:
        return f"{self.day}, {self.hours}"

    def reads_as(self, other: "Moment") -> bool:
        """The clocks of both zones show the same that day, as those of Paris and Brussels do."""
        return self.begins.utcoffset() == other.begins.utcoffset()


@dataclass(frozen=True)
class When:
    """A session's moment for one reader: `here` is theirs, `there` the place's, None when they read the same."""

    here: Moment
    there: Moment | None

    def __str__(self) -> str:
        if self.there is None:
            return str(self.here)
        return f"{self.here} ({self.here.place_of_zone})"


def when(timed: Timed, zone: str = "") -> When:
    """Its moment for a reader in this zone; without one, in the zone of the request."""
    reader = _zone(zone) if zone else _current_zone()
    here = Moment(timed.starts_at, timed.ends_at, reader)
    there = Moment(timed.starts_at, timed.ends_at, timed.zone)
    return When(here, None if here.reads_as(there) else there)


def hour(moment: datetime) -> str:
    """« 14 h » on the dot, « 14 h 05 » otherwise."""
    on_the_dot = pgettext("date format: an hour on the dot", "g a")
    with_minutes = pgettext("date format: an hour and its minutes", "g:i a")
    return dateformat.format(moment, with_minutes if moment.minute else on_the_dot)


def length(span: timedelta) -> str:
    """« 2 h », « 1 h 30 », « 45 min »."""
    hours, minutes = divmod(round(span.total_seconds() / 60), 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": minutes}
    if not minutes:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{minutes:02}"}


def city(zone: str) -> str:
    """The city a zone is called by: « Port-au-Prince »."""
    return zone.rpartition("/")[2].replace("_", " ")


def _zone(name: str) -> ZoneInfo:
    """A person's zone, or the network's if theirs is no longer known."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return _current_zone()


def _current_zone() -> ZoneInfo:
    return ZoneInfo(timezone.get_current_timezone_name())
