"""What a steward keeps. Nothing here opens the inside of a community (S6)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.core.rulings import Ruling, granted
from tresse.networks.queries import is_steward


def keeping(person: Any) -> Ruling:
    """The organisations and the public pages of the network are kept by its stewards."""
    return granted if is_steward(person) else Ruling(_("This is kept by the stewards of the network."))
