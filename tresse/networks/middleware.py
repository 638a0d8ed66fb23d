"""The network of this installation is at hand in every request, and its way of writing in every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from tresse.core.inclusive import set_apart_by
from tresse.networks.queries import current_network


class NetworkMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        network = request.network = SimpleLazyObject(current_network)  # type: ignore[attr-defined]
        with set_apart_by(lambda: network.separator if network else None):
            return self.get_response(request)
