"""The acts by two of this folder, as `config/weighty_acts.py` calls them."""

from typing import Any

from tresse.communities.models import Community
from tresse.core.rulings import Ruling, first_refusal
from tresse.memberships import actions, effects, mandate_rules, rules
from tresse.memberships.models import ActByTwo


def giving_mandate(person: Any, community: Community, terms: dict[str, Any]) -> Ruling:
    """Two members of two organisations report that the community consented (E2)."""
    return first_refusal(rules.taking_part(person, community), effects.receiving_mandate(community, terms))


def taking_interim(person: Any, community: Community, terms: dict[str, Any]) -> Ruling:
    """When nobody co-facilitates any more, two members of two organisations may hold the place (E3)."""
    return mandate_rules.taking_interim(person, community)


def take_interim(community: Community, terms: dict[str, Any], act: ActByTwo) -> None:
    """Both hold it from the confirmation on, for sixty days."""
    assert act.confirmed_by is not None
    actions.take_interim(community, act.asked_by, act.confirmed_by)
