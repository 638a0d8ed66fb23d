"""The door of guests: whoever has the address comes in by it, and by nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from tresse.guests.models import Guest

View = Callable[..., HttpResponse]


def by_guest_link(*kinds: str) -> Callable[[View], View]:
    """A page or a gesture of a guest, invited to one of these kinds of thing, or to any.

    The secret in the address is the right, so that no cookie is needed, not even against forged forms: whoever does
    not know the address cannot write one. Search engines and caches keep out. A link that is over says so, to
    whoever has it, and nothing of what it opened.
    """

    def guard(view: View) -> View:
        @csrf_exempt
        @login_not_required
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            guest = get_object_or_404(Guest.objects.select_related("community", "invited_by__person"), token=token)
            if kinds and guest.kind not in kinds:
                raise Http404
            if guest.is_live:
                response = view(request, guest, *args, **kwargs)
            else:
                response = render(request, "guests/over.html", {"community": guest.community}, status=410)
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            return response

        return guarded

    return guard
