"""What every act on a proposal begins and ends with."""

from typing import Any

from tresse.communities.models import Community
from tresse.core import journal
from tresse.decisions.models import Proposal
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of


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


def speaker(person: Any, proposal: Proposal) -> Membership:
    """The place of somebody the rule has just let speak."""
    membership = membership_of(person, proposal.community)
    assert membership is not None  # the rule said so
    return membership


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
