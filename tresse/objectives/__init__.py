"""The objectives a strand may have. A fourth one is a file beside these, a line here, and its three colours.

A test says which colours are missing from `ui/static/ui/css/tokens.css`.
"""

from tresse.objectives.declaration import Door, FirstGesture, Objective, Phase
from tresse.objectives.experimentation import EXPERIMENTATION
from tresse.objectives.exploration import EXPLORATION
from tresse.objectives.operationalisation import OPERATIONALISATION

OBJECTIVES = {objective.key: objective for objective in (EXPLORATION, EXPERIMENTATION, OPERATIONALISATION)}

__all__ = ["OBJECTIVES", "Door", "FirstGesture", "Objective", "Phase"]
