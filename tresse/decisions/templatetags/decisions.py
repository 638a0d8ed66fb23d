from django import template

from tresse.decisions.models import Proposal, Step

register = template.Library()


@register.filter
def steps(proposal: Proposal) -> list[tuple[str, str, str]]:
    """The four steps of a proposal, each with its name and whether it is done, now or to come."""
    every = list(Step)
    now = every.index(Step(proposal.step))
    return [(step.value, str(step.label), _state(place, now, proposal)) for place, step in enumerate(every)]


def _state(place: int, now: int, proposal: Proposal) -> str:
    if place < now or proposal.decision_id:
        return "done"
    return "now" if place == now and proposal.is_open else ""
