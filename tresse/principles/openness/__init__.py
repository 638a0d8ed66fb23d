"""« Un espace d'ouverture et de continuité » (founding text, principle 2)."""

from tresse.principles.openness.doors import DoorState, coming_in, door

__all__ = ["DoorState", "coming_in", "door"]
