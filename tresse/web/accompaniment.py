"""What a steward reads of the communities: stages, days, public mandates, what is due. Nothing from inside (S6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from tresse.communities.models import Community, Cycle, Strand
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.meetings.models import Meeting
from tresse.memberships.mandate_queries import CALLING, strands_without_hands
from tresse.memberships.models import Mandate
from tresse.principles.openness import Weather, weather
from tresse.showcase.queries import PUBLIC_FUNCTIONS, communities_for

SOON = timedelta(days=60)
QUIET_AFTER = timedelta(days=60)


@dataclass
class Accompanied:
    """One community, as far as a steward reads it."""

    community: Community
    cycles: list[Cycle] = field(default_factory=list)  # under way
    mandates: list[Mandate] = field(default_factory=list)  # the two one accepts in public
    needs_hands: list[Strand] = field(default_factory=list)  # fewer than two organisations co-facilitate (E3)
    next_session: Meeting | None = None
    last_session_on: date | None = None

    @property
    def is_under_way(self) -> bool:
        return self.community.stage in CALLING

    @property
    def next_session_on(self) -> date | None:
        return timezone.localdate(self.next_session.starts_at) if self.next_session else None

    @property
    def session_is_public(self) -> bool:
        return self.next_session is not None and self.next_session.audience == Audience.PUBLIC

    @property
    def ending(self) -> list[Mandate]:
        """The mandates that end within two months."""
        return [mandate for mandate in self.mandates if mandate.ends_on <= clock.today() + SOON]

    @property
    def due(self) -> list[Cycle]:
        """The cycles whose document is due within two months, or late."""
        return [cycle for cycle in self.cycles if cycle.ends_on <= clock.today() + SOON]

    @property
    def days_without_session(self) -> int | None:
        """Since the last one; None when it never met."""
        return (clock.today() - self.last_session_on).days if self.last_session_on else None

    @property
    def is_quiet(self) -> bool:
        """Under way, with no session behind for two months nor one ahead."""
        days = self.days_without_session
        long_ago = bool(self.cycles) if days is None else days > QUIET_AFTER.days
        return self.is_under_way and self.next_session is None and long_ago


@dataclass(frozen=True)
class Overview:
    communities: list[Accompanied]
    weather: list[Weather]

    @property
    def needing_hands(self) -> list[Accompanied]:
        return [each for each in self.communities if each.needs_hands]

    @property
    def mandates_ending(self) -> list[Accompanied]:
        return [each for each in self.communities if each.ending]

    @property
    def documents_due(self) -> list[Accompanied]:
        return [each for each in self.communities if each.due]

    @property
    def quiet(self) -> list[Accompanied]:
        return [each for each in self.communities if each.is_quiet]


def overview() -> Overview:
    """Every community that has a public page, in a number of queries that does not grow with them.

    An idea does not exist for stewards either; a session kept to those who were there leaves no day here (S1).
    """
    found = {each.pk: Accompanied(each) for each in communities_for(None)}
    for cycle in Cycle.objects.open().filter(strand__community__in=found).select_related("strand"):
        found[cycle.strand.community_id].cycles.append(cycle)
    for mandate in _public_mandates(found):
        found[mandate.membership.community_id].mandates.append(mandate)
    calling = Strand.objects.filter(community__in=found, community__stage__in=CALLING)
    for strand in strands_without_hands(calling):
        found[strand.community_id].needs_hands.append(strand)
    for meeting in _next_sessions(found):
        found[meeting.community_id].next_session = meeting
    for community, last in _last_sessions(found):
        found[community].last_session_on = timezone.localdate(last)
    living = [each.community.pk for each in found.values() if each.is_under_way]
    return Overview(list(found.values()), weather(living))


def _public_mandates(communities: Iterable[int]) -> Iterable[Mandate]:
    live = Mandate.objects.live().filter(membership__community__in=communities, function__in=PUBLIC_FUNCTIONS)
    return live.select_related("membership__person", "strand").order_by("ends_on", "membership__person__name")


def _next_sessions(communities: Iterable[int]) -> Iterable[Meeting]:
    """Of each community, the next session that is not kept to those invited."""
    ahead = Meeting.objects.upcoming().exclude(audience=Audience.SESSION)
    first = ahead.filter(community=OuterRef("community")).values("pk")[:1]
    return ahead.filter(community__in=communities, pk=Subquery(first)).select_related("community")


def _last_sessions(communities: Iterable[int]) -> Iterable[tuple[int, Any]]:
    held = Meeting.objects.held().exclude(audience=Audience.SESSION).filter(community__in=communities)
    return held.order_by().values_list("community_id").annotate(Max("starts_at"))
