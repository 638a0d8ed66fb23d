"""Everything the page of a community shows, gathered in a constant number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from tresse.communities.models import Community, Cycle, Stage, Strand
from tresse.core import clock
from tresse.decisions.models import Decision
from tresse.library.lives import first_days, gathered, in_the_braid, sessions_in_the_braid
from tresse.library.models import Publication
from tresse.meetings.models import Meeting
from tresse.memberships.models import Function, Mandate, Membership
from tresse.memberships.rules import STEERING
from tresse.networks.models import Organisation
from tresse.objectives import Phase
from tresse.showcase.queries import public_mandates
from tresse.ui.braid import Life

FEW = 5  # fewer participants than this are not counted in public (S6)
SESSIONS_SHOWN = 6


@dataclass(frozen=True)
class Step:
    """A phase of a cycle, and whether it is behind, now, or ahead."""

    phase: Phase
    is_now: bool
    is_behind: bool


@dataclass(frozen=True)
class Holder:
    """Somebody, and the public mandates they hold."""

    membership: Membership
    mandates: list[Mandate]


@dataclass(frozen=True)
class Ended:
    """A cycle that ended, and what it published if it did."""

    cycle: Cycle
    publication: Publication | None


@dataclass(frozen=True)
class StrandPortrait:
    strand: Strand
    mandates: list[Mandate]
    publications: list[Publication]

    @cached_property
    def cycle(self) -> Cycle | None:
        """The one under way."""
        return next((cycle for cycle in self.strand.cycles.all() if cycle.is_open), None)

    @cached_property
    def prepared(self) -> Cycle | None:
        """The one written down, which waits for its gates; shown to those inside only."""
        return next((cycle for cycle in self.strand.cycles.all() if not cycle.opened_at), None)

    @cached_property
    def ended(self) -> list[Ended]:
        published = {publication.cycle_id: publication for publication in self.publications}
        return [Ended(cycle, published.get(cycle.pk)) for cycle in self.strand.cycles.all() if cycle.ended_at]

    @cached_property
    def facilitators(self) -> list[Mandate]:
        """By the mandate of this strand or of the whole community."""
        mine = (mandate for mandate in self.mandates if mandate.strand_id in (None, self.strand.pk))
        return [mandate for mandate in mine if mandate.function == Function.CO_FACILITATION]

    @property
    def calls(self) -> bool:
        """Fewer than two co-facilitate it: everybody is told, nothing is locked (E3)."""
        return self.cycle is not None and len({mandate.membership_id for mandate in self.facilitators}) < 2

    @property
    def steps(self) -> list[Step]:
        phases = self.strand.objective.phases
        keys = [phase.key for phase in phases]
        now = keys.index(self.cycle.phase_key) if self.cycle and self.cycle.phase_key in keys else -1
        return [Step(phase, number == now, number < now) for number, phase in enumerate(phases)]


class Portrait:
    """A community as one person sees it. Attributes are lazy; each is one query at most."""

    def __init__(self, community: Community, viewer: Any) -> None:
        self.community, self.viewer = community, viewer
        prefetch_related_objects([community], "strands__cycles", "themes")

    @cached_property
    def life(self) -> Life:
        held = sorted((meeting for meeting in self._in_the_braid if meeting.is_past), key=lambda m: m.starts_at)
        decided = in_the_braid(Decision.objects.all(), self.viewer).filter(community=self.community)
        return gathered(
            self.community,
            [timezone.localdate(meeting.starts_at) for meeting in held],
            list(decided.order_by("adopted_on").values_list("adopted_on", flat=True)),
            first_days(self._versions),
        )

    @cached_property
    def strands(self) -> list[StrandPortrait]:
        return [StrandPortrait(strand, self.mandates, self.publications) for strand in self.community.strands.all()]

    @cached_property
    def mandates(self) -> list[Mandate]:
        return list(public_mandates(self.community))

    @property
    def holders(self) -> list[Holder]:
        """Each person once, with what they hold."""
        held: dict[int, Holder] = {}
        for mandate in self.mandates:
            held.setdefault(mandate.membership_id, Holder(mandate.membership, [])).mandates.append(mandate)
        return list(held.values())

    @cached_property
    def next_session(self) -> Meeting | None:
        ahead = [meeting for meeting in self._meetings if meeting.ends_at >= clock.now()]
        return min(ahead, key=lambda meeting: meeting.starts_at, default=None)

    @cached_property
    def past_sessions(self) -> list[Meeting]:
        return [meeting for meeting in self._meetings if meeting.is_past][:SESSIONS_SHOWN]

    @cached_property
    def publications(self) -> list[Publication]:
        return [version for version in self._versions if not version.replaced_at and not version.withdrawn_at]

    @cached_property
    def organisations(self) -> list[Organisation]:
        """Where participants come from, in the order of the alphabet."""
        found = {place.organisation for place in self._places if place.organisation}
        return sorted(found, key=lambda organisation: organisation.name)

    @property
    def participants(self) -> int | None:
        """How many, unless they are so few that a number would tell who (S6)."""
        return len(self._places) if len(self._places) >= FEW else None

    @cached_property
    def is_inside(self) -> bool:
        """The reader takes part in it."""
        return any(place.person_id == self.viewer.pk for place in self._places)

    @property
    def holds_the_thread(self) -> bool:
        """The reader has a mandate to prepare what comes next: the page shows them where."""
        mine = (mandate for mandate in self.mandates if mandate.membership.person_id == self.viewer.pk)
        return any(mandate.function in STEERING for mandate in mine)

    @property
    def may_be_joined(self) -> bool:
        return self.community.stage in (Stage.FORMING, Stage.LIVING)

    @property
    def _in_the_braid(self) -> list[Meeting]:
        if self.is_inside:
            return self._meetings
        return list(sessions_in_the_braid(Meeting.objects.filter(cancelled_at=None), self.community, self.viewer))

    @cached_property
    def _meetings(self) -> list[Meeting]:
        found = Meeting.objects.visible_to(self.viewer).of(self.community).filter(cancelled_at=None)
        return list(found.select_related("community").order_by("-starts_at"))

    @cached_property
    def _versions(self) -> list[Publication]:
        found = self.community.publications.visible_to(self.viewer)
        return list(found.select_related("cycle").defer("content", "credits", "trail"))

    @cached_property
    def _places(self) -> list[Membership]:
        return list(Membership.objects.inside().filter(community=self.community).select_related("organisation"))
