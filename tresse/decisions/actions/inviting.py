"""Calling each decider to the consent round, with an address of their own."""

from tresse.core import by_mail, outbox
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
    links = proposal.links.filter(membership__in=deciders).select_related(
        "membership__person", "proposal__community"
    )
    outbox.post_to_compose(
        "tresse.decisions.emails.round_opens",
        [
            outbox.Envelope(link.membership.person.email, cause_of(link, proposal.version), _answered_by(link))
            for link in links
        ],
    )


def _answered_by(link: PositionLink) -> dict[str, str]:
    """One answers the mail itself, too; its Message-ID tells which version of the text was read."""
    proposal, community = link.proposal, link.proposal.community
    return by_mail.headers(
        "proposal",
        proposal.pk,
        link.membership.person_id,
        name=community.name,
        list_id=community.slug,
        message_id=by_mail.message_id("proposal", proposal.pk, proposal.version),
    )
