"""What went wrong, in a sentence, with what to do next."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from a page too old, or from another site. `reason` is for developers."""
    return render(request, "errors/csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came could not be read: too much at once, which happens to people, or nonsense, which machines send."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/too_much.html", status=413)
    return defaults.bad_request(request, exception)
