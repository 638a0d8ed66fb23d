"""What everybody asks about the network."""

from typing import Any

from tresse.networks.models import Network


def current_network() -> Network | None:
    """The network of this installation, or None before `tresse init`."""
    return Network.objects.first()


def is_steward(person: Any) -> bool:
    """This person accompanies the network at present."""
    return bool(person and person.is_authenticated and person.stewardships.live().exists())
