"""Core, active, periphery: how somebody is part of a cycle at present, by what they do there (O6).

It is derived each time and written nowhere. Only the person and the live co-facilitators read it; it is no label, stands
beside no name elsewhere, and gives no right.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tresse.commitments.models import TAKING_PART, Commitment
from tresse.communities.models import Cycle
from tresse.core import clock
from tresse.memberships.models import Mandate, Membership
from tresse.principles.openness.lived import hands, known_sessions, note_takers, presences


class Circle(TextChoices):
    CORE = "core", _("core")
    ACTIVE = "active", _("active")
    PERIPHERY = "periphery", _("periphery")

    @property
    def to_the_person(self) -> str:
        """What somebody reads of themself: no more than what they do at present, and that every place is a good one."""
        return str(
            {
                Circle.CORE: _("You are among those who carry it at present. It may be lighter whenever you wish."),
                Circle.ACTIVE: _("You take part in it, by coming, by writing or by what you said you bring."),
                Circle.PERIPHERY: _(
                    "You are there, a little further off: you read, you come when it suits you. It is a full place, "
                    "and the way nearer stays open."
                ),
            }[self]
        )


@dataclass(frozen=True)
class Place:
    """A membership, as far as circles need it."""

    pk: int
    person_id: int
    community_id: int
    signed_at: datetime
    left_at: datetime | None
    paused_at: datetime | None

    def was_inside(self, cycle: Cycle) -> bool:
        """Inside at some moment of this cycle; of an open one, inside today."""
        if cycle.ended_at is None:
            return self.left_at is None
        assert cycle.opened_at is not None
        return self.signed_at <= cycle.ended_at and (self.left_at is None or self.left_at > cycle.opened_at)


@dataclass
class Facts:
    """What is known of these cycles, read in a constant number of queries."""

    places: list[Place]
    mandates: dict[int, list[Mandate]]  # by membership
    sessions: Counter[int]  # held, by cycle
    came: Counter[tuple[int, int]]  # by cycle and person
    wrote: set[tuple[int, int]]  # by cycle and membership
    answers: dict[tuple[int, int], str] = field(default_factory=dict)  # by cycle and membership

    def circle(self, place: Place, cycle: Cycle) -> Circle:
        """A mandate, or both coming and writing, makes the core; silence without anything done, the periphery (O6)."""
        if any(_held_during(mandate, cycle) for mandate in self.mandates.get(place.pk, [])):
            return Circle.CORE
        answer = self.answers.get((cycle.pk, place.pk), "")
        if (answer and answer not in TAKING_PART) or (cycle.is_open and place.paused_at):
            return Circle.PERIPHERY
        came, wrote = self.came[(cycle.pk, place.person_id)], (cycle.pk, place.pk) in self.wrote
        if wrote and came >= 2 and came * 2 > self.sessions[cycle.pk]:
            return Circle.CORE
        return Circle.ACTIVE if came or wrote or answer else Circle.PERIPHERY


def circles(cycles: Iterable[Cycle]) -> dict[int, dict[int, Circle]]:
    """For each of these cycles, the circle of each membership inside at the time."""
    cycles = list(cycles)
    facts = _facts(cycles)
    by_community: dict[int, list[Place]] = defaultdict(list)
    for place in facts.places:
        by_community[place.community_id].append(place)
    return {
        cycle.pk: {
            place.pk: facts.circle(place, cycle)
            for place in by_community[cycle.strand.community_id]
            if place.was_inside(cycle)
        }
        for cycle in cycles
    }


def own_circles(membership: Membership) -> list[tuple[Cycle, Circle]]:
    """How this person is part of each open cycle, for their own eyes."""
    under_way = Cycle.objects.open().filter(strand__community=membership.community_id)
    cycles = list(under_way.select_related("strand").order_by("strand__position"))
    found = circles(cycles)
    return [(cycle, found[cycle.pk][membership.pk]) for cycle in cycles if membership.pk in found[cycle.pk]]


def _facts(cycles: list[Cycle]) -> Facts:
    communities = {cycle.strand.community_id for cycle in cycles}
    inside = Membership.objects.filter(community__in=communities, signed_at__isnull=False).order_by()
    names = ("pk", "person_id", "community_id", "signed_at", "left_at", "paused_at")
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    for mandate in Mandate.objects.filter(membership__community__in=communities).order_by().defer("handover"):
        mandates[mandate.membership_id].append(mandate)
    sessions = known_sessions(communities).filter(cycle__in=cycles)
    came = presences(sessions).order_by().values_list("meeting__cycle_id", "person_id")
    wrote = {(cycle, member) for cycle, _document, member in hands(cycles)}
    wrote |= set(note_takers(cycles).order_by().values_list("meeting__cycle_id", "written_by_id"))
    said = Commitment.objects.filter(cycle__in=cycles).order_by()
    return Facts(
        [Place(*row) for row in inside.values_list(*names)],
        mandates,
        Counter(dict(sessions.order_by().values_list("cycle_id").annotate(Count("pk")))),
        Counter(came),
        wrote,
        {
            (cycle, member): answer
            for cycle, member, answer in said.values_list("cycle_id", "membership_id", "answer")
        },
    )


def _held_during(mandate: Mandate, cycle: Cycle) -> bool:
    """A mandate of this strand or of the whole community, live at some moment of the cycle; of an open one, today."""
    if mandate.strand_id not in (None, cycle.strand_id):
        return False
    begins, ends = _days(cycle)
    return mandate.starts_on <= ends and (mandate.ended_on or mandate.ends_on) >= begins and _still(mandate, cycle)


def _days(cycle: Cycle) -> tuple[date, date]:
    if cycle.ended_at is None:
        return clock.today(), clock.today()
    assert cycle.opened_at is not None
    return timezone.localdate(cycle.opened_at), timezone.localdate(cycle.ended_at)


def _still(mandate: Mandate, cycle: Cycle) -> bool:
    """A mandate laid down today is held no more today."""
    return cycle.ended_at is not None or mandate.ended_on is None
