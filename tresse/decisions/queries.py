from typing import Any

from django.shortcuts import get_object_or_404

from tresse.communities.models import Community
from tresse.decisions.models import Decision
from tresse.memberships.models import Membership


def visible_decision(person: Any, slug: str, number: int) -> Decision:
    """The decision at this address as far as it and its community exist for this person; otherwise 404 (S1)."""
    communities = Community.objects.visible_to(person).filter(slug=slug)
    visible = Decision.objects.visible_to(person).filter(community__in=communities)
    return get_object_or_404(
        visible.select_related("community", "cycle__strand", "recorded_by__person"), number=number
    )


def entered_decision(person: Any, slug: str, number: int) -> Decision:
    """The same, for those inside the community alone; 404 for everybody else."""
    inside = Membership.objects.inside().filter(person=person).values("community")
    visible = Decision.objects.visible_to(person).filter(community__slug=slug, community__in=inside)
    return get_object_or_404(visible.select_related("community", "recorded_by__person"), number=number)
