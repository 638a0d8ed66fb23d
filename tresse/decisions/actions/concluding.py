"""How a proposal ends: adopted, taken back, not adopted, not decided. Never without a word."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation

from tresse.charters.queries import charter_in_force
from tresse.core import clock, indexing
from tresse.core.numbers import next_number
from tresse.core.text import exact
from tresse.decisions import effects, rules
from tresse.decisions.actions.holding import held, tell
from tresse.decisions.models import Decision, Ending, Proposal
from tresse.decisions.rounds import Round, round_of
from tresse.memberships.rules import CLOSED


@transaction.atomic
def adopt(proposal: Proposal, *, by: Any, outcome: str = "") -> Decision:
    """Nothing is missing any more: it enters the register, and what it changes by itself happens now, once."""
    proposal = held(proposal)
    rules.adopting(by, proposal, round_of(proposal)).require()
    return _adopt(proposal, by=by, outcome=exact(outcome))


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Any, outcome: str = "") -> Proposal:
    """Take one's proposal back, with a word if one likes. It stays readable."""
    proposal = held(proposal)
    rules.withdrawing(by, proposal).require()
    _end(proposal, Ending.WITHDRAWN, exact(outcome))
    tell("proposal.withdrawn", proposal, by)
    return proposal


def conclude_by_clock(proposal: Proposal) -> None:
    """At the deadline: adopted if nothing is missing; prolonged once; then ended, with what was missing.

    The proposal is held. What it changes may be refused at this very moment: that is missing too.
    """
    standing = round_of(proposal)
    with translation.override(proposal.community.language):
        missing = _still_missing(proposal, standing)
    if not missing:
        return
    if proposal.prolonged_at is None:
        _prolong(proposal)
    else:
        _end_without_decision(proposal, standing, missing)


def end_with_community(proposal: Proposal) -> None:
    """The community has closed: what it had not decided stays so."""
    with translation.override(proposal.community.language):
        _end(proposal, Ending.UNDECIDED, str(CLOSED))
    tell("proposal.not_decided", proposal, None)


def _still_missing(proposal: Proposal, standing: Round) -> str:
    """Nothing, and then it is adopted; or why it cannot be."""
    try:
        with transaction.atomic():
            rules.adoptable_by_clock(proposal, standing).require()
            _adopt(proposal, by=None, outcome="")
    except PermissionDenied as refusal:
        proposal.refresh_from_db()
        return str(refusal)
    return ""


def _adopt(proposal: Proposal, *, by: Any, outcome: str) -> Decision:
    decision = _enter(proposal)
    _end(proposal, Ending.ADOPTED, outcome, decision)
    if proposal.reopens:
        proposal.reopens.ended_on = clock.today()
        proposal.reopens.save(update_fields=["ended_on"])
    indexing.changed(decision)
    kind = "proposal.adopted" if by else "proposal.adopted_by_clock"
    tell(kind, proposal, by, decision=decision.number)
    effects.take_place(proposal, decision)
    return decision


def _enter(proposal: Proposal) -> Decision:
    """The very words nobody objects to enter the register."""
    return Decision.objects.create(
        community=proposal.community,
        cycle=proposal.cycle,
        number=next_number(proposal.community.decisions),
        title=proposal.title,
        context=proposal.context,
        outcome=proposal.text,
        adopted_on=clock.today(),
        review_on=proposal.review_on if _is_to_come(proposal) else None,
        audience=proposal.audience,
        recorded_by=proposal.facilitator,
        recorded_at=clock.now(),
    )


def _is_to_come(proposal: Proposal) -> bool:
    return proposal.review_on is not None and proposal.review_on > clock.today()


def _end(proposal: Proposal, ending: Ending, outcome: str, decision: Decision | None = None) -> None:
    proposal.ending, proposal.ended_at, proposal.outcome = ending, clock.now(), outcome
    proposal.decision = decision
    proposal.save(update_fields=["ending", "ended_at", "outcome", "decision"])
    indexing.changed(proposal)


def _prolong(proposal: Proposal) -> None:
    days = charter_in_force(proposal.community).round_days
    proposal.prolonged_at = clock.now()
    proposal.step_ends_at = clock.now() + timedelta(days=days)
    proposal.save(update_fields=["prolonged_at", "step_ends_at"])
    tell("proposal.prolonged", proposal, None, until_on=proposal.step_ends_at.date())


def _end_without_decision(proposal: Proposal, standing: Round, missing: str) -> None:
    if standing.standing:
        _end(proposal, Ending.OBJECTION, missing)
        tell("proposal.not_adopted", proposal, None)
    else:
        _end(proposal, Ending.UNDECIDED, missing)
        tell("proposal.not_decided", proposal, None)
