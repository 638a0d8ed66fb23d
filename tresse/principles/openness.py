"""« Un espace d'ouverture et de continuité » (founding text, principle 2)."""

from tresse.communities.models import Community
from tresse.core.rulings import Ruling, granted


def coming_in(community: Community) -> Ruling:
    """Whether one may come in today: the phase of the cycle says so (O5)."""
    return granted
