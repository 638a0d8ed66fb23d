"""What everybody asks about the network."""

from typing import Any

from tresse.core import reading
from tresse.networks.models import Network


def current_network() -> Network | None:
    """The network of this installation, or None before `tresse init`."""
    return Network.objects.first()


def is_steward(person: Any) -> bool:
    """This person accompanies the network at present."""
    if person is None or not person.is_authenticated:
        return False
    return reading.once(("steward", person.pk), lambda: bool(person.stewardships.live().exists()))
