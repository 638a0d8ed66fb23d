"""How a community of the example decides by consent: step by step, over days."""

from typing import Any

from tresse.decisions import actions
from tresse.decisions.models import Proposal, Step
from tresse.demo import plans
from tresse.demo.lives import Life

ASKED_AFTER, REACTED_AFTER, SPOKEN_AFTER = 2, 4, 2  # days


def tell(life: Life) -> None:
    """Put the proposals of a community on the timeline."""
    for number, plan in enumerate(life.plan.proposals):
        _tell_exchange(life, number, plan)
        if plan.round is not None:
            life.timeline.on(plan.round, "09:00", _lead_to, life, number, Step.CONSENT)
            life.timeline.on(plan.round + SPOKEN_AFTER, "18:00", _speak, life, number, plan)
        if plan.adopted is not None:
            life.timeline.on(plan.adopted, "18:00", _adopt, life, number, plan)


def _tell_exchange(life: Life, number: int, plan: plans.ProposalPlan) -> None:
    life.timeline.on(plan.day, "10:00", _propose, life, number, plan)
    if plan.questions:
        life.timeline.on(plan.day + ASKED_AFTER, "12:00", _ask, life, number, plan)
    if plan.reactions:
        life.timeline.on(plan.day + REACTED_AFTER, "08:30", _lead_to, life, number, Step.REACTIONS)
        life.timeline.on(plan.day + REACTED_AFTER, "12:00", _react, life, number, plan)
    if plan.amendment:
        life.timeline.on(plan.day + REACTED_AFTER, "18:00", _lead_to, life, number, Step.AMENDMENTS)
        life.timeline.on(plan.day + REACTED_AFTER, "18:30", _amend, life, number, plan.amendment)


def _propose(life: Life, number: int, plan: plans.ProposalPlan) -> None:
    day = life.timeline.calendar.day
    proposal = actions.propose(
        life.community,
        by=life.person(plan.by),
        title=plan.title,
        text=plan.text,
        context=plan.context,
        changes=plan.changes,
        audience=plan.audience,
        review_on=None if plan.review_on is None else day(plan.review_on),
    )
    life.proposals[number] = proposal
    if plan.taken_up_by:
        actions.take_up(proposal, by=life.person(plan.taken_up_by))


def _ask(life: Life, number: int, plan: plans.ProposalPlan) -> None:
    for question in plan.questions:
        asked = actions.ask(_now(life, number), text=question.text, by=life.person(question.by))
        actions.answer(asked, text=question.answer, by=life.person(question.answered_by))


def _react(life: Life, number: int, plan: plans.ProposalPlan) -> None:
    for who, text in plan.reactions.items():
        actions.react(_now(life, number), text=text, by=life.person(who))


def _amend(life: Life, number: int, plan: plans.AmendmentPlan) -> None:
    proposal = _now(life, number)
    actions.amend(proposal, text=plan.text, version=proposal.version, by=life.person(plan.by), because=plan.because)


def _lead_to(life: Life, number: int, step: Step) -> None:
    proposal = _now(life, number)
    while proposal.step != step:
        proposal = actions.move_on(proposal, by=proposal.facilitator.person)


def _speak(life: Life, number: int, plan: plans.ProposalPlan) -> None:
    """Objections first, and what lifts them; then those who have none."""
    proposal = _now(life, number)
    for said in plan.objections:
        objection = actions.object_to(
            proposal, text=said.text, kind=said.kind, lifted_if=said.lifted_if, by=life.person(said.by)
        )
        if said.settled:
            actions.settle_objection(objection, state=said.settled, by=life.person(said.by), word=said.word)
    for who in plan.consents:
        actions.consent(proposal, version=proposal.version, by=life.person(who))


def _adopt(life: Life, number: int, plan: plans.ProposalPlan) -> None:
    proposal = _now(life, number)
    actions.adopt(proposal, by=proposal.facilitator.person, outcome=plan.outcome)


def _now(life: Life, number: int) -> Proposal:
    """The proposal as it is now: actions change it."""
    pk: Any = life.proposals[number].pk
    return Proposal.objects.select_related("community", "proposed_by__person", "taken_up_by__person").get(pk=pk)
