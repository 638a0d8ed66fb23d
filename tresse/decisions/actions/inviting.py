"""Calling each decider to the consent round, with an address of their own."""

from tresse.core import outbox
from tresse.decisions.emails import cause_of
from tresse.decisions.models import PositionLink, Proposal
from tresse.decisions.rounds import deciders_of


def invite_deciders(proposal: Proposal) -> None:
    """When a round opens over days, or begins again on a new text, each decider gets one mail and may answer from it.

    A session speaks for itself: nobody is written to.
    """
    if not proposal.is_in_round or proposal.is_in_session:
        return
    deciders = list(deciders_of(proposal.community, proposal.deciders))
    PositionLink.objects.bulk_create(
        [PositionLink(proposal=proposal, membership=decider) for decider in deciders], ignore_conflicts=True
    )
    if outbox.is_shut():
        return
    links = proposal.links.filter(membership__in=deciders).select_related("membership__person")
    outbox.post_to_compose(
        "tresse.decisions.emails.round_opens",
        [outbox.Envelope(link.membership.person.email, cause_of(link, proposal.version), {}) for link in links],
    )
