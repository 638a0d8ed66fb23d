"""« Un espace d'ouverture et de continuité » (founding text, principle 2)."""

from tresse.principles.openness.circles import Circle, circles, own_circles
from tresse.principles.openness.doors import DoorState, coming_in, door
from tresse.principles.openness.open_sessions import OpenSessions, open_sessions
from tresse.principles.openness.signs import signs
from tresse.principles.openness.weather import Weather, weather

__all__ = [
    "Circle",
    "DoorState",
    "OpenSessions",
    "Weather",
    "circles",
    "coming_in",
    "door",
    "open_sessions",
    "own_circles",
    "signs",
    "weather",
]
