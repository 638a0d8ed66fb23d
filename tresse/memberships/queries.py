"""Questions everybody asks about who is where."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from tresse.accounts.models import Person
from tresse.communities.models import Community, Strand
from tresse.core import clock
from tresse.memberships.models import Invitation, Mandate, Membership


def membership_of(person: Any, community: Community) -> Membership | None:
    """This person's place inside the community, charter signed; None for anybody else."""
    if person is None or not person.is_authenticated:
        return None
    found: Membership | None = (
        Membership.objects.inside()
        .filter(person=person, community=community)
        .select_related("organisation")
        .order_by("pk")  # there is one: by name it would be looked for among people
        .first()
    )
    return found


def visible_community(person: Any, slug: str) -> Community:
    """The community at this address as far as it exists for this person; otherwise 404."""
    return get_object_or_404(Community.objects.visible_to(person).select_related("programme"), slug=slug)


def entered_community(person: Any, slug: str) -> tuple[Community, Membership]:
    """The community at this address and this person's place inside it; 404 for whoever is not inside (S1)."""
    inside = Membership.objects.inside().filter(person=person).select_related("community", "organisation")
    membership = get_object_or_404(inside, community__slug=slug)
    return membership.community, membership


def live_mandates(membership: Membership) -> QuerySet[Mandate]:
    """What this member holds at present."""
    return Mandate.objects.live().filter(membership=membership)


def holds_mandate(membership: Membership | None, *functions: str) -> bool:
    """Holds a live mandate, of one of these functions if any is named."""
    if membership is None:
        return False
    held = live_mandates(membership)
    return (held.filter(function__in=functions) if functions else held).exists()


def facilitators(strand: Strand) -> list[Membership]:
    """Who co-facilitates this strand at present, by the mandate of the strand or of the whole community."""
    mandates = (
        Mandate.objects.live()
        .to_facilitate(strand)
        .select_related("membership__person", "membership__organisation")
    )
    return list({mandate.membership_id: mandate.membership for mandate in mandates}.values())


def several_sides(memberships: list[Membership]) -> bool:
    """They come from two organisations at least; a person without one counts as one (E3)."""
    return len({membership.side for membership in memberships}) >= 2


def people_inside(community: Community) -> list[Person]:
    """Everyone who signed the charter and has not left."""
    inside = Membership.objects.inside().filter(community=community)
    return list(Person.objects.filter(pk__in=inside.values("person"), is_active=True))


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


def present_names(ids: set[int]) -> dict[int, str]:
    """The present name of each of these people."""
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=ids)}


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
