"""What takes being a member, and what takes facilitating a proposal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.decisions.models import Proposal, Step
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of
from tresse.memberships.rules import CLOSED, steering, taking_part, taking_part_as

OVER = _("This proposal has ended: its page says how. What it left open can be proposed anew.")


def proposing(person: Any, community: Community) -> Ruling:
    """Any member past their trial proposes, and decides no more than the others (E1)."""
    membership = membership_of(person, community)
    if membership and membership.on_trial:
        return Ruling(
            _(
                "Proposing comes after the two sessions of trial. Until then, tell your idea to those who welcome you."
            )
        )
    return taking_part(person, community)


def asking(person: Any, proposal: Proposal) -> Ruling:
    """Everybody inside may ask, on trial and pausing too: one consents to what one understands."""
    return _having_a_say(person, proposal)


def answering(person: Any, proposal: Proposal) -> Ruling:
    """Whoever proposes answers, or whoever facilitates."""
    membership = membership_of(person, proposal.community)
    if membership and membership in (proposal.proposed_by, proposal.facilitator):
        return acting(membership, proposal)
    return Ruling(_("Whoever proposes answers the questions, or whoever facilitates."))


def reacting(person: Any, proposal: Proposal) -> Ruling:
    """Everybody inside says how it sounds to them, once the questions had their time."""
    if proposal.is_open and not proposal.has_reached(Step.REACTIONS):
        return Ruling(_("Not yet: questions come first, so that everybody speaks of the same thing."))
    return asking(person, proposal)


def suggesting(person: Any, proposal: Proposal) -> Ruling:
    """Everybody inside may better the text, once everybody was heard."""
    if proposal.is_open and not proposal.has_reached(Step.AMENDMENTS):
        return Ruling(_("Not yet: one betters a text after hearing how it sounds to everybody."))
    return asking(person, proposal)


def amending(person: Any, proposal: Proposal) -> Ruling:
    """The text is written anew by whoever proposes or facilitates; consents to the one before count no more."""
    membership = membership_of(person, proposal.community)
    if membership and membership in (proposal.proposed_by, proposal.facilitator):
        return acting(membership, proposal)
    return Ruling(_("The text is written anew by whoever proposes or facilitates. Suggest your words to them."))


def facilitating(person: Any, proposal: Proposal) -> Ruling:
    """Whoever proposes facilitates, until a holder takes it up."""
    membership = membership_of(person, proposal.community)
    if membership and membership == proposal.facilitator:
        return acting(membership, proposal)
    return Ruling(_("This is done by whoever facilitates the proposal."))


def taking_up(person: Any, proposal: Proposal) -> Ruling:
    """Whoever co-facilitates or co-steers takes it up; any full member does, when it was left for fourteen days."""
    membership = membership_of(person, proposal.community)
    if membership is not None and membership == proposal.facilitator:
        return Ruling(_("You already facilitate this proposal."))
    if proposal.is_left_alone:
        return first_refusal(still_open(proposal), proposing(person, proposal.community))
    if proposal.taken_up_by:
        return Ruling(_("Somebody already took it up. Anybody may do so if nothing moves for fourteen days."))
    return first_refusal(still_open(proposal), steering(person, proposal.community))


def moving_on(person: Any, proposal: Proposal) -> Ruling:
    """Whoever facilitates says when a step is over; the consent round ends otherwise."""
    if proposal.is_in_round:
        return Ruling(_("This is the last step: the proposal is adopted when nothing is missing any more."))
    return facilitating(person, proposal)


def withdrawing(person: Any, proposal: Proposal) -> Ruling:
    """Only whoever proposed takes it back, at any time before it ends."""
    membership = membership_of(person, proposal.community)
    if membership and membership == proposal.proposed_by:
        return acting(membership, proposal)
    return Ruling(_("A proposal is taken back by whoever made it."))


def acting(membership: Membership, proposal: Proposal) -> Ruling:
    """The proposal is open, its community too, and whoever acts takes part."""
    if proposal.community.stage == Stage.CLOSED:
        return Ruling(CLOSED)
    return still_open(proposal) and taking_part_as(membership)


def still_open(proposal: Proposal) -> Ruling:
    """A proposal that has ended takes nothing more."""
    return granted if proposal.is_open else Ruling(OVER)


def _having_a_say(person: Any, proposal: Proposal) -> Ruling:
    """Pausing, one is not counted; one's voice is still welcome."""
    membership = membership_of(person, proposal.community)
    if membership is None:
        return taking_part(person, proposal.community)
    pausing = membership.paused_at and not membership.must_sign_before_writing
    if pausing and proposal.community.stage != Stage.CLOSED:
        return still_open(proposal)
    return acting(membership, proposal)
