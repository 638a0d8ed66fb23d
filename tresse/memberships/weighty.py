"""The acts by two of this folder, as `config/weighty_acts.py` calls them."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.core.rulings import Ruling, first_refusal
from tresse.memberships import actions, mandate_rules, rules
from tresse.memberships.models import ActByTwo, Mandate, Membership


def giving_mandate(person: Any, community: Community, terms: dict[str, Any]) -> Ruling:
    """Two members of two organisations report that the community consented (E2)."""
    return first_refusal(rules.taking_part(person, community), receiving(community, terms))


def receiving(community: Community, terms: dict[str, Any]) -> Ruling:
    """Whether the mandate of these terms can be given at present."""
    membership = Membership.objects.inside().filter(community=community, pk=terms["membership"]).first()
    if membership is None:
        return Ruling(_("A mandate is held by somebody inside."))
    strand = community.strands.filter(pk=terms.get("strand") or 0).first()
    return mandate_rules.receiving_mandate(membership, terms["function"], strand, terms["months"])


def give_mandate(community: Community, terms: dict[str, Any], act: ActByTwo) -> Mandate:
    """The mandate begins today; what it rests on is kept with it."""
    membership = Membership.objects.select_related("person", "community").get(pk=terms["membership"])
    strand = community.strands.filter(pk=terms.get("strand") or 0).first()
    with translation.override(community.language):
        given_by = _("the community: %(consent)s") % {"consent": terms["consent"]}
    return actions.give_mandate(
        membership, terms["function"], strand=strand, months=terms["months"], given_by=given_by[:200]
    )


def taking_interim(person: Any, community: Community, terms: dict[str, Any]) -> Ruling:
    """When nobody co-facilitates any more, two members of two organisations may hold the place (E3)."""
    return mandate_rules.taking_interim(person, community)


def take_interim(community: Community, terms: dict[str, Any], act: ActByTwo) -> None:
    """Both hold it from the confirmation on, for sixty days."""
    assert act.confirmed_by is not None
    actions.take_interim(community, act.asked_by, act.confirmed_by)
