"""« Les CP s'organisent autour de responsabilités partagées » (founding text, principle 1)."""

from tresse.principles.engagement.gates import founding_gate, opening_gate
from tresse.principles.engagement.load import loads, who_could_lead
from tresse.principles.engagement.signs import signs

__all__ = ["founding_gate", "loads", "opening_gate", "signs", "who_could_lead"]
