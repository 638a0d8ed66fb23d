"""The act by two of this folder, as `config/weighty_acts.py` calls it."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.core.rulings import Ruling
from tresse.memberships import actions, rules
from tresse.memberships.models import ActByTwo, Mandate, Membership


def giving_mandate(person: Any, community: Community, terms: dict[str, Any]) -> Ruling:
    """Two members of two organisations report that the community consented (E2)."""
    return rules.giving_mandate(person, community, terms)


def give_mandate(community: Community, terms: dict[str, Any], act: ActByTwo) -> Mandate:
    """The mandate begins today; what it rests on is kept with it."""
    membership = Membership.objects.select_related("person", "community").get(pk=terms["membership"])
    strand = community.strands.filter(pk=terms.get("strand") or 0).first()
    with translation.override(community.language):
        given_by = _("the community: %(consent)s") % {"consent": terms["consent"]}
    return actions.give_mandate(
        membership, terms["function"], strand=strand, months=terms["months"], given_by=given_by[:200]
    )
