"""What a decision by consent does here by itself: it gives a mandate (E2), as `config/decision_effects.py` calls it."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.core.rulings import Ruling
from tresse.memberships import actions, mandate_rules
from tresse.memberships.models import Mandate, Membership


def receiving_mandate(community: Community, terms: dict[str, Any]) -> Ruling:
    """Whether the mandate of these terms can be given at present."""
    membership = Membership.objects.inside().filter(community=community, pk=terms["membership"]).first()
    if membership is None:
        return Ruling(_("A mandate is held by somebody inside."))
    strand = community.strands.filter(pk=terms.get("strand") or 0).first()
    return mandate_rules.receiving_mandate(membership, terms["function"], strand, terms["months"])


def give_mandate(community: Community, terms: dict[str, Any], decision: Any) -> Mandate:
    """The mandate begins the day the community consents, or when the present term ends; it says by which decision."""
    with translation.override(community.language):
        given_by = _("decision %(number)s") % {"number": decision.number}
    return actions.give_mandate(
        Membership.objects.get(community=community, pk=terms["membership"]),
        terms["function"],
        strand=community.strands.filter(pk=terms.get("strand") or 0).first(),
        months=terms["months"],
        given_by=given_by,
        decision_number=decision.number,
    )
