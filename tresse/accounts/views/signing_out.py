"""Signing out: on a machine that others use, nothing of what one typed stays in the browser."""

from typing import Any

from allauth.account.views import LogoutView
from django.http import HttpRequest, HttpResponse


class SigningOut(LogoutView):
    """As django-allauth does it; the browser then forgets what this site kept there (W3C Clear Site Data).

    Whoever had already been signed out loses nothing: what they typed waits for them to come back.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was_in = request.user.is_authenticated
        response: HttpResponse = super().post(request, *args, **kwargs)
        if was_in:
            response["Clear-Site-Data"] = '"storage"'
        return response


sign_out = SigningOut.as_view()
