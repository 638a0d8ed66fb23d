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

from tests.life.life import Life
from tests.life.parts.acts import Acts
from tests.life.parts.charters import Charters
from tests.life.parts.decisions import Decisions
from tests.life.parts.mandates import Mandates
from tests.life.parts.places import Places
from tests.life.parts.sessions import Sessions
from tests.life.parts.welcome import Welcome
from tresse.core.rulings import granted


def always(*_: Any, **__: Any) -> Any:
    """The rule says yes, whoever asks."""
    return granted


def never(*_: Any, **__: Any) -> None:
    """What the clock does is left undone."""


@dataclass(frozen=True)
class Mutant:
    path: str  # module:function
    becomes: Callable[..., Any] = always

    def __str__(self) -> str:
        return f"{self.path.removeprefix('tresse.')} {self.becomes.__name__.strip('_')}"

    @property
    def parts(self) -> tuple[type[Life], ...]:
        """What of a life this rule is about, beside founding a community and letting days pass."""
        return next(parts for folder, parts in PARTS.items() if self.path.startswith(f"tresse.{folder}."))

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


PARTS: dict[str, tuple[type[Life], ...]] = {
    "charters": (Charters,),
    "commitments": (),
    "decisions": (Decisions, Sessions),
    "lifecycle": (Acts,),
    "meetings": (Sessions,),
    "memberships": (Mandates, Sessions),
    "welcome": (Welcome, Places),
}
RULES = (
    "tresse.charters.rules:drafting",
    "tresse.charters.rules:signing",
    "tresse.charters.rules:writing_draft",
    "tresse.commitments.rules:answering",
    "tresse.decisions.rules.positions:_deciding",
    "tresse.decisions.rules.positions:adoptable",
    "tresse.decisions.rules.positions:adopting",
    "tresse.decisions.rules.positions:noting",
    "tresse.decisions.rules.positions:settling",
    "tresse.decisions.rules.positions:speaking_up",
    "tresse.decisions.rules.proposals:amending",
    "tresse.decisions.rules.proposals:facilitating",
    "tresse.decisions.rules.proposals:proposing",
    "tresse.decisions.rules.proposals:still_open",
    "tresse.decisions.rules.proposals:taking_up",
    "tresse.decisions.rules.proposals:withdrawing",
    "tresse.decisions.rules:recording",
    "tresse.lifecycle.rules:beginning",
    "tresse.lifecycle.rules:closing_community",
    "tresse.lifecycle.rules:closing_cycle",
    "tresse.lifecycle.rules:moving_on",
    "tresse.lifecycle.rules:opening",
    "tresse.lifecycle.rules:preparing",
    "tresse.meetings.rules:convening",
    "tresse.memberships.mandate_rules:acknowledging",
    "tresse.memberships.mandate_rules:calling_for_hands",
    "tresse.memberships.mandate_rules:closing_call",
    "tresse.memberships.mandate_rules:handing_over",
    "tresse.memberships.mandate_rules:raising_hand",
    "tresse.memberships.mandate_rules:receiving_mandate",
    "tresse.memberships.mandate_rules:taking_interim",
    "tresse.memberships.rules:_still_waiting",
    "tresse.memberships.rules:accepting",
    "tresse.memberships.rules:being_second",
    "tresse.memberships.rules:coming_in",
    "tresse.memberships.rules:confirming_act",
    "tresse.memberships.rules:declining_act",
    "tresse.memberships.rules:ending_mandate",
    "tresse.memberships.rules:inviting",
    "tresse.memberships.rules:steering",
    "tresse.memberships.rules:taking_founding_mandate",
    "tresse.memberships.rules:taking_part",
    "tresse.welcome.rules:answering",
    "tresse.welcome.rules:asking_in",
    "tresse.welcome.rules:refusing",
    "tresse.welcome.rules:saying_word",
    "tresse.welcome.rules:taking_back",
    "tresse.welcome.rules:welcoming",
)
CLOCKWORK = ("tresse.welcome.actions.requests:bring_overdue_before_all",)
MUTANTS = (*(Mutant(path) for path in RULES), *(Mutant(path, never) for path in CLOCKWORK))
