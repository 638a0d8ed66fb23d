"""Running a session: the network's own methods, who holds which role, where one stands, the small groups."""

from tresse.facilitation.models.groups import Draw, Seat, SeatQuerySet
from tresse.facilitation.models.methods import NetworkMethod, NetworkStep
from tresse.facilitation.models.roles import Part, PartQuerySet, Role
from tresse.facilitation.models.turns import Turn

__all__ = [
    "Draw",
    "NetworkMethod",
    "NetworkStep",
    "Part",
    "PartQuerySet",
    "Role",
    "Seat",
    "SeatQuerySet",
    "Turn",
]
