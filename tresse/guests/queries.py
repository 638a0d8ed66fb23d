"""Who was invited to what, as far as it exists for whoever asks (S1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from config.guest_things import GUEST_THINGS
from tresse.communities.models import Community
from tresse.guests.models import Guest
from tresse.memberships.models import Membership


def thing_to_invite_to(person: Any, community: Community, kind: str, pk: int) -> Any:
    """A session or a document of this community, as far as it exists for whoever invites; otherwise 404."""
    if kind not in GUEST_THINGS:
        raise Http404
    return get_object_or_404(_visible(person, kind).filter(community=community), pk=pk)


@dataclass(frozen=True)
class Invited:
    """A guest as one member reads of them."""

    guest: Guest
    may_withdraw: bool
    is_named: bool


def guests_of(community: Community, membership: Membership, *, holds_mandate: bool) -> list[Invited]:
    """Who was invited to what this member sees, the latest first, in a constant number of queries."""
    seen = Q(thing_type=None)
    for kind in GUEST_THINGS:
        things = _visible(membership.person, kind).filter(community=community)
        seen |= Q(thing_type=ContentType.objects.get_for_model(things.model), thing_id__in=things.values("pk"))
    guests = Guest.objects.filter(seen, community=community)
    return _as_read(_with_all(guests), membership, holds_mandate=holds_mandate)


def guests_here(thing: Any) -> list[Guest]:
    """Who was invited to this one thing, for the members who see it; nobody under the Chatham House rule (S3)."""
    if not getattr(thing, "names_people", True):
        return []
    return list(Guest.objects.invited_to(thing).select_related("place__person", "community"))


def _as_read(guests: Iterable[Guest], membership: Membership, *, holds_mandate: bool) -> list[Invited]:
    """Under the Chatham House rule only whoever invited somebody reads their name (S3)."""
    return [
        Invited(
            guest,
            may_withdraw=guest.is_live and (holds_mandate or guest.invited_by_id == membership.pk),
            is_named=guest.may_be_named or (bool(guest.email) and guest.invited_by_id == membership.pk),
        )
        for guest in guests
    ]


def _with_all(guests: QuerySet[Guest]) -> QuerySet[Guest]:
    everything = guests.select_related("community", "invited_by__person", "place__person")
    return everything.prefetch_related("thing__community")


def _visible(person: Any, kind: str) -> Any:
    return apps.get_model(GUEST_THINGS[kind].model)._default_manager.visible_to(person)
