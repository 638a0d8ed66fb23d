"""Who may change a charter, and who signs it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.charters.models import Charter
from tresse.charters.queries import has_signed
from tresse.communities.models import Stage
from tresse.core.rulings import Ruling, granted
from tresse.memberships.models import live_membership
from tresse.memberships.rules import CLOSED


def changing(person: Any, charter: Charter) -> Ruling:
    """Those who carry the idea change its charter, until the first of them signs it."""
    if not live_membership(person, charter.community):
        return Ruling(_("The charter is changed by those who will sign it."))
    if charter.adopted_at:
        return Ruling(_("Somebody has signed this charter: it no longer changes. A new version takes a decision."))
    return granted


def signing(person: Any, charter: Charter) -> Ruling:
    """Whoever was invited or founds the community signs the version in force, once."""
    if charter.superseded_at:
        return Ruling(_("This version is no longer in force: sign the present one."))
    if charter.community.stage == Stage.CLOSED:
        return Ruling(CLOSED)
    if not live_membership(person, charter.community):
        return Ruling(_("To sign, one must have been invited."))
    if has_signed(person, charter):
        return Ruling(_("You have already signed it."))
    return granted
