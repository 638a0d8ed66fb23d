"""What the public pages read."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils import timezone

from tresse.communities.models import Community, Stage, Strand
from tresse.core import clock
from tresse.library.models import Publication
from tresse.meetings.models import Meeting
from tresse.memberships.models import Function, Mandate, Membership
from tresse.networks.models import Organisation, Programme, Theme

ORDER = (Stage.LIVING, Stage.FORMING, Stage.RESTING, Stage.CLOSED, Stage.IDEA)
PUBLIC_FUNCTIONS = (Function.CO_FACILITATION, Function.CO_STEERING)


def communities_for(person: Any) -> QuerySet[Community]:
    """Those that exist for this person: the living first, then the oldest."""
    rank = Case(*(When(stage=s, then=Value(n)) for n, s in enumerate(ORDER)), output_field=IntegerField())
    return Community.objects.visible_to(person).select_related("programme").order_by(rank, "began_on", "name")


def chosen(communities: QuerySet[Community], wanted: dict[str, str]) -> QuerySet[Community]:
    """Those with this objective, programme, theme, organisation and stage, as far as each is asked for."""
    if objective := wanted.get("objective"):
        strands = Strand.objects.filter(community=OuterRef("pk"), objective_key=objective)
        communities = communities.filter(Exists(strands))
    if organisation := wanted.get("organisation"):
        inside = Membership.objects.inside().filter(community=OuterRef("pk"), organisation__slug=organisation)
        communities = communities.filter(Exists(inside))
    if theme := wanted.get("theme"):
        communities = communities.filter(themes__slug=theme)
    if programme := wanted.get("programme"):
        communities = communities.filter(programme__slug=programme)
    if stage := wanted.get("stage"):
        communities = communities.filter(stage=stage)
    return communities


def communities_of(organisation: Organisation, person: Any) -> QuerySet[Community]:
    """Where people of this organisation take part: how many, and who, is not said (S6)."""
    return chosen(communities_for(person), {"organisation": organisation.slug})


@dataclass(frozen=True)
class Way:
    """A programme, a theme or an organisation by which one finds communities."""

    slug: str
    name: str


def ways_in() -> dict[str, list[Way]]:
    """The programmes, themes and organisations of the communities that have a public page, in one query."""
    public = Community.objects.public()
    inside = Membership.objects.inside().filter(organisation=OuterRef("pk"), community__in=public)
    leading = {
        "programme": Programme.objects.filter(communities__in=public),
        "theme": Theme.objects.filter(communities__in=public),
        "organisation": Organisation.objects.filter(Exists(inside)),
    }
    first, *others = (found.order_by().values_list(Value(kind), "slug", "name") for kind, found in leading.items())
    ways: dict[str, list[Way]] = {kind: [] for kind in leading}
    for kind, slug, name in first.union(*others):
        ways[kind].append(Way(slug, name))
    for found in ways.values():
        found.sort(key=lambda way: way.slug)  # by name, « Écologie » would come after « Zone »
    return ways


def open_sessions(person: Any) -> QuerySet[Meeting]:
    """Those anybody may come to."""
    return Meeting.objects.visible_to(person).open_to_all().filter(cancelled_at=None).select_related("community")


def sessions_ahead(person: Any) -> QuerySet[Meeting]:
    return open_sessions(person).filter(ends_at__gte=clock.now()).order_by("starts_at")


def sessions_behind(person: Any) -> QuerySet[Meeting]:
    return open_sessions(person).filter(ends_at__lt=clock.now()).order_by("-starts_at")


def by_month(meetings: Iterable[Meeting]) -> list[tuple[Any, list[Meeting]]]:
    """Sessions under the first day of their month, in the reader's zone."""
    return [
        (month, list(inside))
        for month, inside in groupby(meetings, lambda meeting: timezone.localdate(meeting.starts_at).replace(day=1))
    ]


def publications_for(person: Any) -> QuerySet[Publication]:
    """The current versions, latest first, without their content."""
    current = Publication.objects.visible_to(person).current().select_related("community")
    return current.defer("content", "credits", "trail")


def public_mandates(community: Community) -> QuerySet[Mandate]:
    """Who holds, at present, the two mandates one accepts in public: co-facilitation and co-steering."""
    held = Mandate.objects.live().filter(membership__community=community, function__in=PUBLIC_FUNCTIONS)
    return held.select_related("membership__person", "membership__organisation", "strand").order_by(
        "function", "strand__position", "membership__person__name"
    )
