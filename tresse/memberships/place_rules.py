"""One's own place: pausing, coming back, leaving, saying from where one comes. Nobody else decides of it (S8)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage
from tresse.confidence.models import Attribution
from tresse.core.rulings import Ruling, granted
from tresse.memberships.models import Membership, live_membership
from tresse.memberships.rules import CLOSED


def pausing(person: Any, community: Community) -> Ruling:
    """Whoever is inside pauses at once, without saying why."""
    if community.stage == Stage.CLOSED:
        return Ruling(CLOSED)
    membership = live_membership(person, community)
    if membership is None or not membership.is_inside:
        return Ruling(_("One pauses once one is inside."))
    if community.stage == Stage.IDEA:
        return Ruling(_("The community has not begun: there is nothing to pause from. You may leave at any time."))
    return Ruling(_("You are already pausing.")) if membership.paused_at else granted


def coming_back(person: Any, community: Community) -> Ruling:
    """Whoever pauses comes back at once, whatever the door."""
    membership = live_membership(person, community)
    if membership is None or membership.paused_at is None:
        return Ruling(_("You are not pausing here."))
    return granted


def leaving(person: Any, community: Community) -> Ruling:
    """Whoever has a place leaves at once, at any time: from an idea, from a closed community, signed or not (S8)."""
    return (
        granted
        if live_membership(person, community)
        else Ruling(_("You have no place in this community any more."))
    )


def staying_as(stays_as: str, named: str, membership: Membership) -> Ruling:
    """What stays is signed by one's name, a role, one's organisation, or not at all."""
    if stays_as not in Attribution.values:
        return Ruling(_("Choose how what stays is signed."))
    if stays_as == Attribution.ROLE and not named.strip():
        return Ruling(_("Write the role under which what you leave stays."))
    if stays_as == Attribution.ORGANISATION and membership.organisation_id is None:
        return Ruling(_("You come from no organisation here: choose another way to sign."))
    return granted


def moving(person: Any, community: Community) -> Ruling:
    """Whoever has a place says from which organisation they come, and changes it."""
    if community.stage == Stage.CLOSED:
        return Ruling(CLOSED)
    return (
        granted
        if live_membership(person, community)
        else Ruling(_("You have no place in this community any more."))
    )
