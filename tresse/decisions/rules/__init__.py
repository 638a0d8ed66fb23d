"""Who may do what with proposals and with the register."""

from tresse.decisions.rules.positions import (
    adoptable,
    adoptable_by_clock,
    adopting,
    holding_round,
    noting,
    settling,
    speaking_up,
)
from tresse.decisions.rules.proposals import (
    amending,
    answering,
    asking,
    facilitating,
    moving_on,
    proposing,
    reacting,
    suggesting,
    taking_up,
    withdrawing,
)
from tresse.decisions.rules.register import changing_review, ending_decision, narrowing, recording, reviewing

__all__ = [
    "adoptable",
    "adoptable_by_clock",
    "adopting",
    "amending",
    "answering",
    "asking",
    "changing_review",
    "ending_decision",
    "facilitating",
    "holding_round",
    "moving_on",
    "narrowing",
    "noting",
    "proposing",
    "reacting",
    "recording",
    "reviewing",
    "settling",
    "speaking_up",
    "suggesting",
    "taking_up",
    "withdrawing",
]
