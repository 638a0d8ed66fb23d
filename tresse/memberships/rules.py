"""What takes being inside, and what takes a mandate."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.memberships.models import ActByTwo, Function, Membership, live_membership
from tresse.memberships.queries import holds_mandate, membership_of

STEERING = (Function.CO_FACILITATION, Function.CO_STEERING)


def taking_part(person: Any, community: Community) -> Ruling:
    """Whoever signed the charter takes part, with the same rights as everybody (O2, S7)."""
    if community.stage == Stage.CLOSED:
        return Ruling(_("This community is closed: what it made can be read, nothing more is added."))
    if membership_of(person, community):
        return granted
    if live_membership(person, community):
        return Ruling(_("Read the charter and sign it first: it is what lets you in."))
    return Ruling(_("This takes being a participant of the community."))


def steering(person: Any, community: Community) -> Ruling:
    """What commits the community takes a live mandate to co-facilitate or to co-steer (E1)."""
    held = holds_mandate(membership_of(person, community), *STEERING)
    return first_refusal(
        taking_part(person, community),
        granted if held else Ruling(_("This takes a live mandate of co-facilitation or co-steering.")),
    )


def inviting(person: Any, community: Community) -> Ruling:
    """Anybody inside may invite; while the community is an idea, those who carry it too."""
    if community.stage == Stage.IDEA and live_membership(person, community):
        return granted
    return taking_part(person, community)


def asking_for_act(person: Any, community: Community) -> Ruling:
    """A weighty act is asked for by somebody who holds a mandate (E4)."""
    return steering(person, community)


def confirming_act(person: Any, act: ActByTwo) -> Ruling:
    """A weighty act is confirmed by a member of another organisation than the one who asked (E4)."""
    membership = membership_of(person, act.community)
    if membership is None:
        return taking_part(person, act.community) or Ruling(_("This takes being a participant of the community."))
    return first_refusal(_still_waiting(act), _second_person(membership, act), taking_part(person, act.community))


def declining_act(person: Any, act: ActByTwo) -> Ruling:
    """Whoever takes part may decline a weighty act with a word; who asked may take it back."""
    return first_refusal(_still_waiting(act), taking_part(person, act.community))


def _still_waiting(act: ActByTwo) -> Ruling:
    if act.confirmed_at or act.declined_at:
        return Ruling(_("This has already been answered."))
    if not act.is_waiting:
        return Ruling(_("Nobody confirmed it in time, so it lapsed. It can be asked for again."))
    return granted


def _second_person(membership: Membership, act: ActByTwo) -> Ruling:
    if membership.pk == act.asked_by_id:
        return Ruling(_("You asked for it: somebody of another organisation must confirm it."))
    if membership.side == act.asked_by.side:
        return Ruling(_("Who asked is of your organisation: somebody of another one must confirm it."))
    if membership.on_trial:
        return Ruling(_("Confirming comes after the two sessions of trial."))
    return granted
