"""Questions everybody asks about who is where."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tresse.accounts.models import Person
from tresse.communities.models import Community, Stage, Strand
from tresse.confidence.models import places_of
from tresse.core import clock, reading
from tresse.memberships.models import Function, Invitation, Mandate, MandateQuerySet, Membership, WelcomePair


def membership_of(person: Any, community: Community) -> Membership | None:
    """This person's place inside the community, charter signed; None for anybody else."""
    if person is None or not person.is_authenticated:
        return None
    return places_of(person).get(community.pk)


def place_of(person: Any, community: Community) -> Membership:
    """The place inside of somebody a rule has just let act."""
    membership = membership_of(person, community)
    assert membership is not None  # the rule said so
    return membership


def visible_community(person: Any, slug: str) -> Community:
    """The community at this address as far as it exists for this person; otherwise 404."""
    return get_object_or_404(Community.objects.visible_to(person).select_related("programme"), slug=slug)


def entered_community(person: Any, slug: str) -> tuple[Community, Membership]:
    """The community at this address and this person's place inside it; 404 for whoever is not inside (S1)."""
    for place in places_of(person).values():
        if place.community.slug == slug:
            return place.community, place
    raise Http404


def live_mandates(membership: Membership) -> MandateQuerySet:
    """What this member holds at present."""
    return Mandate.objects.live().filter(membership=membership)


def holds_mandate(membership: Membership | None, *functions: str) -> bool:
    """Holds a live mandate, of one of these functions if any is named."""
    if membership is None:
        return False
    held = reading.once(("functions held", membership.pk), lambda: _functions_held(membership))
    return bool(held.intersection(functions) if functions else held)


def _functions_held(membership: Membership) -> set[str]:
    return set(live_mandates(membership).order_by().values_list("function", flat=True))


def facilitators(strand: Strand) -> list[Membership]:
    """Who co-facilitates this strand at present, by the mandate of the strand or of the whole community."""
    mandates = (
        Mandate.objects.live()
        .to_facilitate(strand)
        .select_related("membership__person", "membership__organisation")
    )
    return list({mandate.membership_id: mandate.membership for mandate in mandates}.values())


def several_sides(memberships: list[Membership], *, since: datetime | None = None) -> bool:
    """They come from two organisations at least; a person without one counts as one (E3).

    Whoever changed organisation `since` a moment makes no second side.
    """
    stayed = [membership for membership in memberships if since is None or not membership.moved_since(since)]
    return len({membership.side for membership in stayed}) >= 2


def is_last_inside(membership: Membership) -> bool:
    """After them nobody has a place in this community any more, and nobody can let anyone in."""
    community = membership.community
    if not membership.is_inside or community.stage in (Stage.IDEA, Stage.CLOSED):
        return False
    return not Membership.objects.live().filter(community=community).exclude(pk=membership.pk).exists()


def people_inside(community: Community) -> list[Person]:
    """Everyone who signed the charter and has not left."""
    inside = Membership.objects.inside().filter(community=community)
    return list(Person.objects.filter(pk__in=inside.values("person"), is_active=True))


def people_present(community: Community) -> list[Person]:
    """The same without those who pause: whom one counts on, and writes to."""
    present = Membership.objects.present().filter(community=community)
    return list(Person.objects.filter(pk__in=present.values("person"), is_active=True))


def members_with_mandates(community: Community) -> QuerySet[Membership]:
    """Everyone inside, each with what they hold at present as `held`."""
    held = Prefetch("mandates", queryset=Mandate.objects.live().select_related("strand"), to_attr="held")
    inside = Membership.objects.inside().filter(community=community)
    return inside.select_related("person", "organisation").prefetch_related(held).order_by("person__name")


def waiting_invitations(community: Community) -> QuerySet[Invitation]:
    """Who was asked and has not answered yet."""
    since = clock.now() - Invitation.LASTS
    waiting = Invitation.objects.filter(
        community=community, answered_at=None, withdrawn_at=None, invited_at__gt=since
    )
    return waiting.select_related("invited_by__person")


def next_to_welcome(
    newcomer: Membership, *, beside: Membership | None, leaving_out: Collection[int] = ()
) -> Membership | None:
    """Who welcomes this newcomer next, by fair load, from another organisation than the other one of the pair (O4)."""
    return next(iter(possible_welcomers(newcomer, beside=beside, leaving_out=leaving_out)), None)


def possible_welcomers(
    newcomer: Membership, *, beside: Membership | None, leaving_out: Collection[int] = ()
) -> list[Membership]:
    """Full members who take part, those of another organisation than `beside`, in the order of fair load.

    Holders of the mandate `welcome` first, then whoever welcomes fewest at present, then whoever did so least lately.
    Among equals it is drawn by lot, each newcomer anew and always the same for one newcomer.
    """
    members = (
        Membership.objects.full()
        .taking_part()
        .filter(community=newcomer.community_id)
        .exclude(pk__in=[newcomer.pk, *leaving_out, *([beside.pk] if beside else [])])
        .select_related("person", "organisation")
        .annotate(
            holds_welcome=Exists(
                Mandate.objects.live().filter(membership=OuterRef("pk"), function=Function.WELCOME)
            )
        )
    )
    pairs = list(WelcomePair.objects.filter(newcomer__community=newcomer.community_id).select_related("newcomer"))
    others = [member for member in members if beside is None or member.side != beside.side]
    return sorted(others, key=lambda member: _fair_load(member, pairs, newcomer))


def _fair_load(member: Any, pairs: list[WelcomePair], newcomer: Membership) -> tuple[bool, int, float, str]:
    mine = [pair for pair in pairs if member.pk in (pair.first_id, pair.second_id)]
    last = max((pair.proposed_at.timestamp() for pair in mine), default=0)
    lot = hashlib.sha256(f"{newcomer.pk}:{member.pk}".encode()).hexdigest()
    return not member.holds_welcome, sum(pair.is_going_on for pair in mine), last, lot


def once_for_each_present(things: QuerySet[Any], people: QuerySet[Person]) -> QuerySet[Any]:
    """These things of communities, once for each of these people who is present there, whom `reader_id` says.

    Present is inside and not pausing, as `MembershipQuerySet.present` says it; here in one query for everybody.
    """
    present = things.filter(
        community__memberships__person__in=people,
        community__memberships__left_at=None,
        community__memberships__signed_at__isnull=False,
        community__memberships__paused_at=None,
    )
    once_each: QuerySet[Any] = present.annotate(reader_id=F("community__memberships__person"))  # of the same join
    return once_each


def mandates_not_over(membership: Membership) -> list[Mandate]:
    """What this member holds, or has been given for later: what they lay down when they pause or leave."""
    mine = Mandate.objects.filter(membership=membership, ended_on=None, ends_on__gte=clock.today())
    return list(mine.select_related("membership", "strand").order_by("starts_on", "pk"))
