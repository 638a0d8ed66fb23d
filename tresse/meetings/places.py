"""How many may come to a session, and who has a place."""

from dataclasses import dataclass

from django.db.models import Count, Q

from tresse.meetings.models import Answer, Attendance, Meeting


@dataclass
class Places:
    """The places of a session, and those that are taken, guests counted."""

    in_all: int | None
    on_site: int | None
    taken: int
    taken_on_site: int

    @property
    def left(self) -> int | None:
        """How many may still come, on site or by video; None when everybody may."""
        return None if self.in_all is None else max(self.in_all - self.taken, 0)

    @property
    def left_on_site(self) -> int | None:
        if self.on_site is None:
            return self.left
        here = max(self.on_site - self.taken_on_site, 0)
        return here if self.left is None else min(here, self.left)

    def has_room_for(self, answer: str, *, already_in: bool = False) -> bool:
        """Whoever is `already_in` changes only how they come: their place is theirs."""
        if answer == Answer.COMING and self.on_site is not None and self.taken_on_site >= self.on_site:
            return False
        return already_in or self.left is None or self.left > 0

    def take(self, answer: str) -> None:
        self.taken += 1
        self.taken_on_site += answer == Answer.COMING


def places_of(meeting: Meeting) -> Places:
    counted = meeting.attendances.coming().aggregate(
        taken=Count("pk"), taken_on_site=Count("pk", filter=Q(answer=Answer.COMING))
    )
    return Places(meeting.places, meeting.places_on_site, **counted)


def rank_of(attendance: Attendance) -> int:
    """How many are served before them on the waiting list, and themselves."""
    ahead = Q(waiting_since__lt=attendance.waiting_since) | Q(
        waiting_since=attendance.waiting_since, pk__lte=attendance.pk
    )
    return attendance.meeting.attendances.waiting().filter(ahead).count()
