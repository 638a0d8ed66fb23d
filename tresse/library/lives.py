"""The life of communities, gathered for their braids. Here because publications are the last thing a braid shows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone

from tresse.charters.models import Charter
from tresse.communities import models as communities
from tresse.communities.models import Community, Ending
from tresse.confidence.models import Audience, ConfidedQuerySet
from tresse.core import clock
from tresse.decisions.models import Decision
from tresse.library.models import Publication
from tresse.meetings.models import Joining, JoiningQuerySet, Meeting, MeetingQuerySet
from tresse.ui.braid import Life, Strand

Days = dict[int, list[date]]


def life_of(community: Community, person: Any) -> Life:
    """The life of one community, as far as it exists for this person."""
    return lives_of([community], person)[community.pk]


def up_to(day: date, life: Life) -> Life:
    """The same life as it was that day: what came later is not told."""

    def before(days: Iterable[date]) -> tuple[date, ...]:
        return tuple(known for known in days if known <= day)

    strands = tuple(
        replace(strand, beads=before(strand.beads), loose_ends=before(strand.loose_ends), awaited=None)
        for strand in life.strands
        if strand.begins <= day
    )
    return replace(
        life,
        strands=strands or life.strands[:1],
        today=day,
        ends=life.ends if life.ends and life.ends <= day else None,
        crossings=before(life.crossings),
        knots=before(life.knots),
    )


def lives_of(found: Iterable[Community], person: Any) -> dict[int, Life]:
    """The lives of these communities by their id, in as many queries for one as for two hundred.

    A session or a decision that does not exist for this person is in the braid they see only by its day, and only
    where the charter says that the rhythm is public (docs/adr/0006-a-braid-tells-the-rhythm.md).
    """
    found = list(found)
    prefetch_related_objects(found, "strands__cycles")
    sessions, decisions, publications = (
        _sessions(found, person),
        _decisions(found, person),
        _published(found, person),
    )
    return {
        community.pk: gathered(community, sessions[community.pk], decisions[community.pk], publications)
        for community in found
    }


def gathered(community: Community, sessions: list[date], decisions: list[date], published: Days) -> Life:
    """The life of a community whose strands and cycles are at hand; `published` is by strand."""
    return Life(
        name=community.name,
        strands=tuple(_strands(community, published)),
        begins=community.began_on,
        today=clock.today(),
        ends=community.closed_on,
        crossings=tuple(sessions),
        knots=tuple(decisions),
    )


def in_the_braid(items: ConfidedQuerySet[Any], person: Any) -> ConfidedQuerySet[Any]:
    """What exists for this person, and what the charter lets the public braid show the day of."""
    open_rhythms = Charter.objects.in_force().filter(rhythm_is_public=True)
    of_all = items.exclude(audience=Audience.SESSION).filter(community__in=open_rhythms.values("community"))
    return items.visible_to(person) | of_all


def sessions_in_the_braid(sessions: MeetingQuerySet, community: Community, person: Any) -> MeetingQuerySet:
    """Of these sessions, those in the braid of one community: it called them, or held them together with who did."""
    called = in_the_braid(sessions, person).filter(community=community)
    joint = _joint_in_the_braid(sessions, person).filter(community=community)
    return sessions.filter(Q(pk__in=called.order_by().values("pk")) | Q(pk__in=joint.order_by().values("meeting")))


def first_days(publications: Iterable[Publication]) -> Days:
    """By strand: the day each document still readable first left. Needs all versions, with their cycle."""
    readable = [publication for publication in publications if publication.withdrawn_at is None]
    current = {publication.address for publication in readable if publication.replaced_at is None}
    first: dict[str, Publication] = {}
    for publication in sorted(readable, key=lambda publication: publication.published_at):
        if publication.address in current:
            first.setdefault(publication.address, publication)
    days: Days = defaultdict(list)
    for publication in first.values():
        days[publication.cycle.strand_id].append(timezone.localdate(publication.published_at))
    return days


def _sessions(found: list[Community], person: Any) -> Days:
    """A joint session is a day in the braid of each community that held it."""
    held = Meeting.objects.held()
    called = in_the_braid(held, person).filter(community__in=found).order_by()
    joint = _joint_in_the_braid(held, person).filter(community__in=found)
    moments = [
        *called.values_list("community", "starts_at"),
        *joint.values_list("community", "meeting__starts_at"),
    ]
    days: Days = defaultdict(list)
    for community, moment in sorted(moments, key=itemgetter(1)):
        days[community].append(timezone.localdate(moment))
    return days


def _joint_in_the_braid(sessions: MeetingQuerySet, person: Any) -> JoiningQuerySet:
    """As `in_the_braid`, by the charter of the community that joined: it is its rhythm that is told, not the other's."""
    open_rhythms = Charter.objects.in_force().filter(rhythm_is_public=True)
    of_all = Q(
        community__in=open_rhythms.values("community"),
        meeting__in=sessions.exclude(audience=Audience.SESSION).order_by().values("pk"),
    )
    seen = Q(meeting__in=sessions.visible_to(person).order_by().values("pk"))
    return Joining.objects.accepted().filter(of_all | seen)


def _decisions(found: list[Community], person: Any) -> Days:
    taken = in_the_braid(Decision.objects.all(), person).filter(community__in=found).order_by("adopted_on")
    days: Days = defaultdict(list)
    for community, day in taken.values_list("community", "adopted_on"):
        days[community].append(day)
    return days


def _published(found: list[Community], person: Any) -> Days:
    mine = Publication.objects.visible_to(person).filter(community__in=found).select_related("cycle")
    return first_days(mine.only("address", "published_at", "replaced_at", "withdrawn_at", "cycle__strand"))


def _strands(community: Community, publications: Days) -> Iterable[Strand]:
    openings = {strand.pk: _opening(strand) for strand in community.strands.all()}
    first = min((day for day in openings.values() if day), default=None)
    for strand in community.strands.all():
        opened = openings[strand.pk]
        cycles = [cycle for cycle in strand.cycles.all() if cycle.opened_at]
        yield Strand(
            title=strand.title,
            objective=strand.objective_key,
            objective_name=str(strand.objective.name),
            # The strand that opened first carries the time before it; one still to open begins at the end.
            begins=community.began_on if opened == first else opened or community.closed_on or clock.today(),
            beads=tuple(publications[strand.pk]),
            loose_ends=tuple(
                timezone.localdate(cycle.ended_at)
                for cycle in cycles
                if cycle.ended_at and cycle.ending == Ending.WITHOUT_DOCUMENT
            ),
            awaited=next((cycle.ends_on for cycle in cycles if cycle.is_open), None),
        )


def _opening(strand: communities.Strand) -> date | None:
    moments = [cycle.opened_at for cycle in strand.cycles.all() if cycle.opened_at]
    return timezone.localdate(min(moments)) if moments else None
