"""In which language one reads."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

YEAR = 365 * 24 * 3600


# The form stands at the foot of every page, public ones included. With a CSRF token each of them would set a
# cookie and none could be kept by a cache; without one, the worst another site can do is show a visitor
# this one in English: the session does not come along from there (SameSite=Lax).
@csrf_exempt
@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Read on in this language; whoever is signed in keeps it, a visitor's browser remembers it."""
    response = HttpResponseRedirect(_back(request))
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _back(request: HttpRequest) -> str:
    page = request.POST.get("next", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()) else "/"
