"""What every act on a proposal begins and ends with."""

from typing import Any

from tresse.communities.models import Community
from tresse.core import journal
from tresse.decisions.models import Proposal


def held(proposal: Proposal) -> Proposal:
    """The proposal as it is now, its community locked: two acts at the same instant follow each other."""
    Community.objects.held().get(pk=proposal.community_id)
    return (
        Proposal.objects.select_related(
            "community",
            "meeting",
            "proposed_by__person",
            "proposed_by__organisation",
            "taken_up_by__person",
            "taken_up_by__organisation",
        ).get(pk=proposal.pk)
    )  # fmt: skip


def tell(kind: str, proposal: Proposal, by: Any, **facts: Any) -> None:
    """Put it in the journal of the community, with what everybody may read of the proposal."""
    journal.record(
        kind,
        stream=proposal.community.stream,
        subject=proposal,
        by=by,
        number=proposal.number,
        title=proposal.title,
        **facts,
    )
