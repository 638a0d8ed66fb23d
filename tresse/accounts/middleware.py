"""Pages come in the reader's own language, and times in their own zone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from tresse.accounts.zones import zone_of


class PersonalMiddleware:
    """Whoever is signed in has said their language and zone; for a visitor, `LocaleMiddleware` has chosen.

    A visitor's session is not touched, so that their pages set no cookie and may be kept by a cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.session.session_key or not request.user.is_authenticated:
            return self.get_response(request)
        if translation.check_for_language(request.user.language):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        with timezone.override(zone_of(request.user.time_zone)):
            return self.get_response(request)
