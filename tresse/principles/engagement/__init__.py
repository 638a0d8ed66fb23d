"""« Les CP s'organisent autour de responsabilités partagées » (founding text, principle 1)."""

from tresse.principles.engagement.gates import founding_gate, opening_gate

__all__ = ["founding_gate", "opening_gate"]
