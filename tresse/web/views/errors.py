"""What went wrong, in a sentence, with what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from a page too old, or from another site. `reason` is for developers."""
    return render(request, "errors/csrf.html", status=403)
