"""Until when one answers, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tresse.accounts.zones import zone_of
from tresse.core.dates import date_format
from tresse.meetings.moments import hour


@dataclass(frozen=True)
class Until:
    """« jeudi 12 mars 2026, 23 h 59 », by the clock of whoever reads, in the language of the moment."""

    moment: datetime
    zone: str = ""  # that of the request, unless said otherwise

    def __str__(self) -> str:
        zone = zone_of(self.zone) if self.zone else timezone.get_current_timezone()
        local = self.moment.astimezone(zone)
        return f"{date_format(local, 'DATE_FORMAT')}, {hour(local)}"
