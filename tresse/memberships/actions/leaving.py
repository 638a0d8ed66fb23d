"""Pausing, coming back, leaving, at once and without having to say why (S8)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tresse.communities.models import Community, Stage
from tresse.confidence.models import Attribution
from tresse.core import clock, journal
from tresse.memberships import place_rules as rules
from tresse.memberships.actions import welcome_pairs
from tresse.memberships.actions.mandates import end_mandate
from tresse.memberships.models import Membership, live_membership
from tresse.memberships.queries import mandates_not_over
from tresse.networks.models import Organisation

KINDS = {Attribution.NAMED: "membership.left", Attribution.UNSIGNED: "membership.left_unsigned"}
Notes = Mapping[int, str]


@transaction.atomic
def pause(community: Community, *, by: Any, notes: Notes | None = None) -> Membership:
    """Pause: one goes on reading, is no longer counted on nor written to. Mandates are laid down, each with its note."""
    community, membership = _held(community, by)
    rules.pausing(by, community).require()
    assert membership is not None
    _lay_mandates_down(membership, by, notes or {})
    membership.paused_at = clock.now()
    membership.save(update_fields=["paused_at"])
    welcome_pairs.replace(membership)
    journal.record("membership.paused", stream=community.stream, subject=membership, by=by)
    return membership


@transaction.atomic
def come_back(community: Community, *, by: Any) -> Membership:
    """Come back from a pause, with one button. Mandates laid down stay so."""
    community, membership = _held(community, by)
    rules.coming_back(by, community).require()
    assert membership is not None
    membership.paused_at = None
    membership.save(update_fields=["paused_at"])
    journal.record("membership.came_back", stream=community.stream, subject=membership, by=by)
    return membership


@transaction.atomic
def leave(
    community: Community,
    *,
    by: Any,
    stays_as: str = Attribution.NAMED,
    role: str = "",
    notes: Notes | None = None,
) -> Membership:
    """Leave at once. Mandates are handed over with a note, or fall open; what stays is named as one chooses (S8)."""
    community, membership = _held(community, by)
    rules.leaving(by, community).require()
    assert membership is not None
    rules.staying_as(stays_as, role, membership).require()
    _lay_mandates_down(membership, by, notes or {})
    membership.left_at, membership.paused_at = clock.now(), None
    membership.stays_as, membership.stays_named = stays_as, _stays_named(membership, stays_as, role)
    membership.save(update_fields=["left_at", "paused_at", "stays_as", "stays_named"])
    welcome_pairs.replace(membership)
    kind = KINDS.get(Attribution(stays_as), "membership.left_otherwise")
    journal.record(kind, stream=community.stream, subject=membership, by=by, at=membership.left_at)
    if not Membership.objects.inside().filter(community=community).exists():
        journal.record("membership.nobody_left", stream=community.stream, subject=community, by=None)
    return membership


@transaction.atomic
def move(community: Community, *, by: Any, organisation: Organisation | None) -> Membership:
    """Say from which organisation one comes now, or that one comes for oneself."""
    community, membership = _held(community, by)
    rules.moving(by, community).require()
    assert membership is not None
    if membership.organisation == organisation:
        return membership
    membership.organisation, membership.moved_at = organisation, clock.now()
    membership.save(update_fields=["organisation", "moved_at"])
    welcome_pairs.part(membership)
    where = organisation.name if organisation else "—"
    journal.record("membership.moved", stream=community.stream, subject=membership, by=by, where=where)
    return membership


def _held(community: Community, by: Any) -> tuple[Community, Membership | None]:
    """The community is held: two gestures at once come one after the other."""
    community = Community.objects.held().get(pk=community.pk)
    return community, live_membership(by, community)


def _lay_mandates_down(membership: Membership, by: Any, notes: Notes) -> None:
    if membership.community.stage == Stage.CLOSED:
        return
    while held := mandates_not_over(membership):  # a renewal falls with the mandate it would follow
        end_mandate(held[0], by=by, handover=notes.get(held[0].pk, ""))


def _stays_named(membership: Membership, stays_as: str, role: str) -> str:
    if stays_as == Attribution.ROLE:
        return role.strip()[:120]
    if stays_as == Attribution.ORGANISATION and membership.organisation:
        return membership.organisation.name[:120]
    return ""
