"""What a decision would change in the charter, for the summary of its effect."""

from typing import Any

from django import template

from tresse.charters.differences import Differences
from tresse.charters.effects import numbers_in, version_in
from tresse.charters.numbers import Change
from tresse.communities.models import Community

register = template.Library()


@register.simple_tag
def proposed_version(community: Community, terms: dict[str, Any]) -> Differences | None:
    """The version that is proposed beside the one before it."""
    return version_in(community, terms)


@register.simple_tag
def proposed_numbers(terms: dict[str, Any]) -> list[Change]:
    """From what to what."""
    return numbers_in(terms)
