from typing import Any

from django.shortcuts import get_object_or_404

from tresse.communities.models import Community
from tresse.confidence.models import places_of
from tresse.decisions.models import Decision, PositionLink, Proposal


def visible_decision(person: Any, slug: str, number: int) -> Decision:
    """The decision at this address as far as it and its community exist for this person; otherwise 404 (S1)."""
    communities = Community.objects.visible_to(person).filter(slug=slug)
    visible = Decision.objects.visible_to(person).filter(community__in=communities)
    return get_object_or_404(
        visible.select_related("community", "cycle__strand", "recorded_by__person"), number=number
    )


def entered_decision(person: Any, slug: str, number: int) -> Decision:
    """The same, for those inside the community alone; 404 for everybody else."""
    visible = Decision.objects.visible_to(person).filter(
        community__slug=slug, community__in=list(places_of(person))
    )
    return get_object_or_404(visible.select_related("community", "recorded_by__person"), number=number)


WHOLE = (
    "community",
    "cycle__strand",
    "meeting__community",
    "decision",
    "reopens",
    "proposed_by__person",
    "proposed_by__organisation",
    "taken_up_by__person",
    "taken_up_by__organisation",
)


def visible_proposal(person: Any, slug: str, number: int) -> Proposal:
    """The proposal at this address as far as it and its community exist for this person; otherwise 404 (S1)."""
    communities = Community.objects.visible_to(person).filter(slug=slug)
    visible = Proposal.objects.visible_to(person).filter(community__in=communities)
    return get_object_or_404(visible.select_related(*WHOLE), number=number)


def entered_proposal(person: Any, slug: str, number: int) -> Proposal:
    """The same, for those inside the community alone; 404 for everybody else."""
    visible = Proposal.objects.visible_to(person).filter(
        community__slug=slug, community__in=list(places_of(person))
    )
    return get_object_or_404(visible.select_related(*WHOLE), number=number)


def mailed_link(token: str) -> PositionLink:
    """Whose address this is, as long as they are inside and the proposal exists for them; otherwise 404 (S1)."""
    links = PositionLink.objects.filter(
        membership__left_at=None,
        membership__signed_at__isnull=False,
        membership__person__is_active=True,
    )
    link = get_object_or_404(links.select_related("membership__person", "proposal__community"), token=token)
    visible = Proposal.objects.visible_to(link.membership.person).select_related(*WHOLE)
    link.proposal = get_object_or_404(visible, pk=link.proposal_id)
    return link
