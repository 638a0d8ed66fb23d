"""Who consents, who objects, and when a proposal may be adopted."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.core.rulings import Ruling, granted
from tresse.decisions import effects
from tresse.decisions.models import Deciders, Objection, Proposal
from tresse.decisions.rounds import Round, deciders_of
from tresse.decisions.rules.proposals import acting, facilitating, still_open
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of, several_sides
from tresse.memberships.rules import taking_part


def speaking_up(person: Any, proposal: Proposal) -> Ruling:
    """In the round, each decider consents or objects; trial and pausing members are heard, and not counted."""
    if proposal.is_open and not proposal.is_in_round:
        return Ruling(_("Not yet: one consents or objects in the last step, on the bettered text."))
    membership = membership_of(person, proposal.community)
    if membership is None:
        return taking_part(person, proposal.community)
    return acting(membership, proposal) and _deciding(membership, proposal)


def holding_round(person: Any, proposal: Proposal) -> Ruling:
    """In a session that has begun, whoever facilitates holds the round on one page."""
    return facilitating(person, proposal) and _in_session(proposal) and _in_round(proposal)


def noting(person: Any, proposal: Proposal, membership: Membership) -> Ruling:
    """In a session, whoever facilitates notes what each decider says."""
    return holding_round(person, proposal) and _deciding(membership, proposal)


def settling(person: Any, objection: Objection) -> Ruling:
    """Its author alone says that an objection stands no longer; in a session, it may be noted as they say it."""
    if not objection.is_standing:
        return Ruling(_("This objection stands no longer."))
    proposal = objection.proposal
    membership = membership_of(person, proposal.community)
    if membership and membership == objection.membership:
        return acting(membership, proposal)
    if proposal.is_in_session and facilitating(person, proposal):
        return _in_session(proposal) and _in_round(proposal)
    return Ruling(_("Its author alone says that an objection stands no longer."))


def adopting(person: Any, proposal: Proposal, standing: Round) -> Ruling:
    """Whoever facilitates adopts; what one person noted for others is confirmed by somebody of another organisation."""
    membership = membership_of(person, proposal.community)
    noted_by = writers(standing)
    if membership is None or not noted_by:
        hand = facilitating(person, proposal)
    elif not several_sides([*noted_by, membership], since=proposal.proposed_at):
        hand = Ruling(
            _(
                "You noted what the others said: somebody of another organisation confirms that it was so, and adopts."
            )
        )
    else:
        hand = acting(membership, proposal) and _deciding(membership, proposal)
    return still_open(proposal) and hand and adoptable(proposal, standing) and _is_over(proposal, standing)


def adoptable(proposal: Proposal, standing: Round) -> Ruling:
    """No objection stands, enough have spoken on this very text, from two organisations, and its effect may happen."""
    if not proposal.is_in_round:
        return Ruling(_("A proposal is adopted at the end of its consent round."))
    if standing.missing:
        return Ruling(" ".join(standing.missing))
    return effects.allowed(proposal.effect, proposal.community, proposal.terms)


def adoptable_by_clock(proposal: Proposal, standing: Round) -> Ruling:
    """The same at the deadline; what one person noted for others still waits for somebody of another organisation."""
    noted_by = writers(standing)
    if noted_by and not several_sides(noted_by, since=proposal.proposed_at):
        return Ruling(
            _(
                "What was said in the session was noted by one person alone: each says it themselves, or somebody of"
                " another organisation adopts."
            )
        )
    return adoptable(proposal, standing)


def writers(standing: Round) -> list[Membership]:
    """Who noted what others said, also that an objection is withdrawn."""
    hands = [place.consent.noted_by for place in standing.places if place.consent]
    settled = standing.proposal.objections.filter(settled_version=standing.proposal.version)
    hands += [objection.settled_noted_by for objection in settled.select_related("settled_noted_by")]
    return [hand for hand in hands if hand]


def _is_over(proposal: Proposal, standing: Round) -> Ruling:
    """Nobody's time is cut short: before the deadline, or the session, everybody must have spoken."""
    if standing.everybody_has_spoken:
        return granted
    if proposal.meeting:
        return _in_session(proposal)
    if proposal.step_ends_at and proposal.step_ends_at > clock.now():
        return Ruling(
            _("Some have not spoken yet and still have time to. It is adopted by itself at the deadline.")
        )
    return granted


def _deciding(membership: Membership | None, proposal: Proposal) -> Ruling:
    """One speaks in the round as one of those who decide."""
    if membership and deciders_of(proposal.community, proposal.deciders).filter(pk=membership.pk).exists():
        return granted
    if membership and membership.on_trial:
        return Ruling(_("Consenting and objecting come after the two sessions of trial. Say how it sounds to you."))
    if proposal.deciders == Deciders.HOLDERS:
        return Ruling(_("This one is decided by those who hold a mandate. Say how it sounds to you: they read it."))
    return Ruling(_("Consenting and objecting is for those the community counts on at present."))


def _in_round(proposal: Proposal) -> Ruling:
    if proposal.is_in_round:
        return granted
    return Ruling(_("Not yet: one consents or objects in the last step, on the bettered text."))


def _in_session(proposal: Proposal) -> Ruling:
    if proposal.meeting is None:
        return Ruling(_("This proposal is decided over days: each person speaks for themselves."))
    if proposal.meeting.starts_at > clock.now():
        return Ruling(_("The round is noted once the session has begun."))
    return granted
