"""Breaking any rule makes the random lives fail: each mutant is found by one of the invariants."""

import pytest
from django.db import connection
from hypothesis.errors import HypothesisException

from tests.life.life import Life
from tests.life.mutants import MUTANTS, PARTS, Mutant
from tests.life.parts.cycles import Cycles
from tests.life.parts.founding import Founding
from tests.life.playing import play
from tests.life.world import World

pytestmark = pytest.mark.mutants


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the rules are the same on every database")
@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_broken_rule_is_found(world: World, mutant: Mutant) -> None:
    assert fault_of(world, mutant) is not None


@pytest.mark.parametrize("parts", sorted(set(PARTS.values()), key=str), ids=str)
def test_the_same_lives_hold_when_nothing_is_broken(world: World, parts: tuple[type[Life], ...]) -> None:
    play(world, _lives_of(parts), lives=4, steps=40)


def fault_of(world: World, mutant: Mutant) -> Exception | None:
    """What the lives stumble on when this rule is broken."""
    with mutant.alive():
        try:
            play(world, _lives_of(mutant.parts), lives=120, steps=40)
        except HypothesisException:
            raise
        except Exception as fault:  # noqa: BLE001  whatever it stumbled on
            return fault
    return None


def _lives_of(parts: tuple[type[Life], ...]) -> type[Life]:
    """Shorter lives, of what the rule is about, in which everybody tries every second thing."""
    return type("InQuestion", (Founding, Cycles, *parts), {"everybody_tries_each": 2})
