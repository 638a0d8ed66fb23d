"""« Where we are »: what somebody who comes in, or comes back, needs to know. It makes itself; nobody keeps it (O4)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from tresse.charters.models import Charter
from tresse.charters.queries import charter_in_force
from tresse.commitments.models import Commitment
from tresse.communities.models import Community, Cycle
from tresse.core import clock
from tresse.decisions.models import Decision
from tresse.documents.models import Document
from tresse.documents.queries import Trace, traces_of, with_publication
from tresse.meetings.models import Meeting, Minutes
from tresse.memberships.models import Mandate, Membership
from tresse.objectives import FirstGesture
from tresse.welcome.queries import Trial, trials

LATELY = 3  # minutes and decisions shown


@dataclass(frozen=True)
class Gesture:
    """Something to begin with: why, and where."""

    sentence: str
    href: str
    label: str


class WhereWeAre:
    """A community as one of its members finds it today: nothing beyond what they may see. Each attribute is lazy."""

    def __init__(self, membership: Membership) -> None:
        self.membership = membership
        self.community: Community = membership.community
        self.reader: Any = membership.person

    @cached_property
    def cycles(self) -> list[Cycle]:
        found = Cycle.objects.open().filter(strand__community=self.community)
        return list(found.select_related("strand__community").order_by("strand__position", "pk"))

    @cached_property
    def charter(self) -> Charter:
        charter = charter_in_force(self.community)
        prefetch_related_objects([charter], "articles")
        return charter

    @cached_property
    def next_session(self) -> Meeting | None:
        ahead = Meeting.objects.visible_to(self.reader).upcoming().of(self.community)
        return ahead.select_related("community").with_answer_of(self.reader).first()

    @cached_property
    def minutes(self) -> list[Minutes]:
        visible = Minutes.objects.visible_to(self.reader).filter(
            community=self.community, meeting__cancelled_at=None, meeting__starts_at__lte=clock.now()
        )
        latest = visible.select_related("meeting__community").order_by("-meeting__starts_at")[:LATELY]
        return list(latest.prefetch_related("parts", "additions"))

    @cached_property
    def decisions(self) -> list[Decision]:
        visible = Decision.objects.visible_to(self.reader).filter(community=self.community)
        return list(visible.select_related("community")[:LATELY])

    @cached_property
    def documents(self) -> list[Trace]:
        """What the cycles under way are making, each with its state."""
        visible = Document.objects.visible_to(self.reader).filter(cycle__in=self.cycles)
        found = with_publication(visible).select_related("community", "cycle__strand").order_by("begun_at")
        return list(traces_of(found).values())

    @cached_property
    def mandates(self) -> list[Mandate]:
        live = Mandate.objects.live().filter(membership__community=self.community)
        return list(
            live.select_related("membership__person", "membership__organisation", "strand").order_by(
                "function", "strand__position", "membership__person__name"
            )
        )

    @cached_property
    def trials(self) -> list[Trial]:
        """Those of which the reader is one of the three: their own first sessions, or those they welcome."""
        return [trial for trial in trials(self.community, self.membership) if trial.place]

    @cached_property
    def parts_said(self) -> set[int]:
        """The cycles in which the reader said their part."""
        said = Commitment.objects.filter(membership=self.membership, cycle__in=self.cycles)
        return set(said.values_list("cycle", flat=True))

    @cached_property
    def first_gesture(self) -> Gesture:
        """What one may do first, as the phase of the cycle has it; what is not possible gives way to the next."""
        cycle = self.cycles[0] if self.cycles else None
        if cycle is None:
            return self._come() or self._read()
        wished = cycle.phase.first if cycle.phase else FirstGesture.BRING
        orders: dict[FirstGesture, list[Callable[[], Gesture | None]]] = {
            FirstGesture.BRING: [self._bring, self._say],
            FirstGesture.WRITE: [self._write, self._bring, self._say],
            FirstGesture.REREAD: [self._reread, self._bring, self._say],
        }
        return next(filter(None, (gesture() for gesture in orders[wished])), None) or self._read()

    def _bring(self) -> Gesture | None:
        if self.next_session is None:
            return None
        return Gesture(
            _("Bring a situation you meet to the next session: two sentences in its agenda are enough."),
            self.next_session.get_absolute_url(),
            _("Open the next session"),
        )

    def _write(self) -> Gesture | None:
        document = self._document()
        if document is None:
            return None
        return Gesture(
            _("Add a block to the document of the cycle: something you lived, tried or read, failures included."),
            document.get_absolute_url(),
            _("Open the document"),
        )

    def _reread(self) -> Gesture | None:
        document = self._document()
        if document is None or document.rereading_opened_at is None:
            return self._write()
        return Gesture(
            _("Reread a block: fresh eyes see what the others no longer do."),
            reverse("documents:rereading", args=[self.community.slug, document.pk]),
            _("Reread the document"),
        )

    def _say(self) -> Gesture | None:
        waiting = [cycle for cycle in self.cycles if cycle.pk not in self.parts_said]
        if not waiting:
            return None
        return Gesture(
            _("Say your part in this cycle: what you bring, what you look for, the time you have."),
            reverse("commitments:my_part", args=[self.community.slug, waiting[0].pk]),
            _("Say my part"),
        )

    def _come(self) -> Gesture | None:
        if self.next_session is None:
            return None
        return Gesture(
            _("Say whether you come to the next session, and what you would like to talk about there."),
            self.next_session.get_absolute_url(),
            _("Open the next session"),
        )

    def _read(self) -> Gesture:
        return Gesture(
            _("Read what was made and said before you: it says how people talk here."),
            reverse("documents:production", args=[self.community.slug]),
            _("See what was made"),
        )

    def _document(self) -> Document | None:
        open_ones = [trace.document for trace in self.documents if not trace.is_published]
        return open_ones[0] if open_ones else None
