"""Breaking any rule makes the random lives fail: each mutant is found by one of the invariants."""

import pytest
from django.db import connection
from hypothesis.errors import HypothesisException

from tests.life.machine import Years
from tests.life.mutants import MUTANTS, Mutant
from tests.life.playing import play
from tests.life.world import World


class InQuestion(Years):
    """The same lives, in which everybody tries everything."""

    everybody_tries_each = 2
    looks_at_pages = False


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the rules are the same on every database")
@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_broken_rule_is_found(world: World, mutant: Mutant) -> None:
    assert fault_of(world, mutant) is not None


def fault_of(world: World, mutant: Mutant) -> Exception | None:
    """What the lives stumble on when this rule is broken."""
    with mutant.alive():
        try:
            play(world, InQuestion, lives=12, steps=60)
        except HypothesisException:
            raise
        except Exception as fault:  # noqa: BLE001  whatever it stumbled on
            return fault
    return None
