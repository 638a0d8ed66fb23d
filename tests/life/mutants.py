"""The rules of the product, each broken in turn: what it guards is then granted to anybody, or never done.

A mutant names the function it replaces, what it becomes, and what stands in for it wherever it was imported by name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest

from tresse.core.rulings import granted


def always(*_: Any, **__: Any) -> Any:
    """The rule says yes, whoever asks."""
    return granted


@dataclass(frozen=True)
class Mutant:
    path: str  # module:function
    becomes: Callable[..., Any] = always

    def __str__(self) -> str:
        return f"{self.path.removeprefix('tresse.')} {self.becomes.__name__.strip('_')}"

    @contextmanager
    def alive(self) -> Iterator[None]:
        """Wherever the function is known by name in the product, this one answers instead."""
        module, _, name = self.path.partition(":")
        original = getattr(import_module(module), name)
        with pytest.MonkeyPatch.context() as patch:
            for known in [found for path, found in sys.modules.items() if path.startswith("tresse.")]:
                for alias, value in list(vars(known).items()):
                    if value is original:
                        patch.setattr(known, alias, self.becomes)
            yield


RULES = (
    "tresse.charters.rules:drafting",
    "tresse.charters.rules:signing",
    "tresse.charters.rules:writing_draft",
    "tresse.commitments.rules:answering",
    "tresse.decisions.rules.positions:_deciding",
    "tresse.decisions.rules.positions:adopting",
    "tresse.decisions.rules.positions:noting",
    "tresse.decisions.rules.positions:speaking_up",
    "tresse.decisions.rules.proposals:amending",
    "tresse.decisions.rules.proposals:facilitating",
    "tresse.decisions.rules.proposals:proposing",
    "tresse.decisions.rules.proposals:still_open",
    "tresse.decisions.rules:recording",
    "tresse.lifecycle.rules:beginning",
    "tresse.lifecycle.rules:moving_on",
    "tresse.lifecycle.rules:opening",
    "tresse.lifecycle.rules:preparing",
    "tresse.meetings.rules:convening",
    "tresse.memberships.mandate_rules:receiving_mandate",
    "tresse.memberships.rules:_still_waiting",
    "tresse.memberships.rules:accepting",
    "tresse.memberships.rules:being_second",
    "tresse.memberships.rules:confirming_act",
    "tresse.memberships.rules:declining_act",
    "tresse.memberships.rules:ending_mandate",
    "tresse.memberships.rules:inviting",
    "tresse.memberships.rules:steering",
    "tresse.memberships.rules:taking_founding_mandate",
    "tresse.memberships.rules:taking_part",
)
MUTANTS = tuple(Mutant(path) for path in RULES)
