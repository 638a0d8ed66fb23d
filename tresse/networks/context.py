"""The network is named on every page."""

from typing import Any

from django.http import HttpRequest


def network(request: HttpRequest) -> dict[str, Any]:
    return {"network": request.network}  # type: ignore[attr-defined]
