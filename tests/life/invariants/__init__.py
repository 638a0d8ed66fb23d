"""What must hold in every reachable state, one function each, stated over the rows as docs/invariants.md says it.

Each takes the step that has just been made. None asks the product what it thinks.
"""

from types import ModuleType

from tests.life.invariants import consent, engagement, openness, production, safety
from tests.life.rows import changed
from tests.life.steps import Step


def check(step: Step) -> None:
    """Everything below, for what this step changed."""
    if step.refused is not None:
        a_refusal_leaves_no_trace(step)
        return
    for invariant in INVARIANTS:
        invariant(step)


def a_refusal_leaves_no_trace(step: Step) -> None:
    """Whoever is refused has changed nothing, not even half of it."""
    assert not changed(step.before, step.after), (
        f"{step}: refused, and yet {changed(step.before, step.after)} changed"
    )


def _stated_in(module: ModuleType) -> list:
    """The functions of a module that are named after an invariant."""
    return [stated for name, stated in vars(module).items() if name[0] in "eosp" and name[1].isdigit()]


INVARIANTS = [
    stated for module in (engagement, consent, openness, safety, production) for stated in _stated_in(module)
]
