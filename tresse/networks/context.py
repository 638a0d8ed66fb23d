"""The network is named on every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tresse.networks.queries import current_network


def network(request: HttpRequest) -> dict[str, Any]:
    return {"network": SimpleLazyObject(current_network)}
