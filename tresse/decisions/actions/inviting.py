"""Calling each decider to the consent round, with an address of their own."""

from tresse.decisions.models import PositionLink, Proposal
from tresse.decisions.rounds import deciders_of


def invite_deciders(proposal: Proposal) -> None:
    """When a round opens over days, or begins again on a new text, each decider gets an address of their own.

    A session speaks for itself: nobody is written to.
    """
    if not proposal.is_in_round or proposal.is_in_session:
        return
    deciders = list(deciders_of(proposal.community, proposal.deciders))
    PositionLink.objects.bulk_create(
        [PositionLink(proposal=proposal, membership=decider) for decider in deciders], ignore_conflicts=True
    )
