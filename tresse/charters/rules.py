"""Who may change a charter, and who signs it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.charters.models import Charter
from tresse.charters.queries import charter_in_force, has_signed, is_proposed
from tresse.communities.models import Community, Stage
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.memberships.models import live_membership
from tresse.memberships.rules import CLOSED, taking_part


def changing(person: Any, charter: Charter) -> Ruling:
    """Those who carry the idea change its charter, until the first of them signs it."""
    if not live_membership(person, charter.community):
        return Ruling(_("The charter is changed by those who will sign it."))
    if charter.adopted_at:
        return Ruling(_("Somebody has signed this charter: it no longer changes. A new version takes a decision."))
    return granted


def signing(person: Any, charter: Charter) -> Ruling:
    """Whoever was invited, founds the community or is inside signs the version in force, once."""
    if charter.is_draft:
        return Ruling(_("This version is being written: it is signed once the community has adopted it."))
    if charter.superseded_at:
        return Ruling(_("This version is no longer in force: sign the present one."))
    if charter.community.stage == Stage.CLOSED:
        return Ruling(CLOSED)
    if not live_membership(person, charter.community):
        return Ruling(_("To sign, one must have been invited."))
    if has_signed(person, charter):
        return Ruling(_("You have already signed it."))
    return granted


def drafting(person: Any, community: Community) -> Ruling:
    """Whoever takes part begins a new version, once the present one is signed: it takes a decision to adopt it."""
    may_take_part = taking_part(person, community)
    if may_take_part and charter_in_force(community).adopted_at is None:
        return Ruling(_("Nobody has signed this charter yet: change it as it is."))
    return may_take_part


def writing_draft(person: Any, draft: Charter) -> Ruling:
    """Whoever takes part writes the new version, until it is proposed: what is adopted is what was proposed."""
    return first_refusal(_still_drafted(draft), taking_part(person, draft.community), _not_proposed(draft))


def _still_drafted(draft: Charter) -> Ruling:
    if draft.is_draft:
        return granted
    return Ruling(_("This version has been adopted: changing it takes a new one."))


def _not_proposed(draft: Charter) -> Ruling:
    if not is_proposed(draft.community):
        return granted
    return Ruling(
        _(
            "This version is proposed to the community as it is. To write in it again, whoever proposed it takes"
            " the proposal back first."
        )
    )
