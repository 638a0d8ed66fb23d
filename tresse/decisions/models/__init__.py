"""What a community decides by consent: the proposals under way, what each person says of them, and the register."""

from tresse.decisions.models.positions import Consent, Objection, ObjectionKind, ObjectionState, PositionLink
from tresse.decisions.models.proposals import (
    Amendment,
    Clarification,
    Deciders,
    Ending,
    Proposal,
    Reaction,
    Step,
    Wording,
)
from tresse.decisions.models.register import Decision, Finding, Review

__all__ = [
    "Amendment",
    "Clarification",
    "Consent",
    "Deciders",
    "Decision",
    "Ending",
    "Finding",
    "Objection",
    "ObjectionKind",
    "ObjectionState",
    "PositionLink",
    "Proposal",
    "Reaction",
    "Review",
    "Step",
    "Wording",
]
