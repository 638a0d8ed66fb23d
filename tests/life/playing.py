"""How the machine is run: always the same lives for the same code, so that what is found is found again."""

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.life.life import Life
from tests.life.machine import Years
from tests.life.world import World


def play(
    world: World, machine: type[Life] = Years, *, lives: int, steps: int, same: int = 0, shrink: bool = False
) -> None:
    """Play so many lives of so many steps; the first fault is raised."""
    run_state_machine_as_test(
        seed(same)(type(machine.__name__, (machine,), {"world": world})),
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, *([Phase.shrink] if shrink else [])],
        ),
    )
