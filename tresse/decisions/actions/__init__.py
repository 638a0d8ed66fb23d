"""What people do with proposals, and how the register is kept."""

from tresse.decisions.actions.concluding import adopt, conclude_by_clock, withdraw
from tresse.decisions.actions.exchanges import amend, answer, ask, react, suggest
from tresse.decisions.actions.positions import Noted, consent, note_round, object_to, settle_objection
from tresse.decisions.actions.proposing import (
    continue_over_days,
    move_due,
    move_on,
    narrow_proposal,
    propose,
    take_up,
)
from tresse.decisions.actions.register import change_review_date, narrow_decision, narrower, record_decision
from tresse.decisions.actions.reviews import ask_to_end, end_decision, find_that_it_holds

__all__ = [
    "Noted",
    "adopt",
    "amend",
    "answer",
    "ask",
    "ask_to_end",
    "change_review_date",
    "conclude_by_clock",
    "consent",
    "continue_over_days",
    "end_decision",
    "find_that_it_holds",
    "move_due",
    "move_on",
    "narrow_decision",
    "narrow_proposal",
    "narrower",
    "note_round",
    "object_to",
    "propose",
    "react",
    "record_decision",
    "settle_objection",
    "suggest",
    "take_up",
    "withdraw",
]
