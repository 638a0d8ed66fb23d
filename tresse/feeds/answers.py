"""How a feed is answered: whole, or in a word when its reader has it already."""

import hashlib

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language

CALENDAR = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"


def feed(request: HttpRequest, content: str, content_type: str, *, private: bool = False) -> HttpResponseBase:
    """The feed, to be asked for again each time: what is narrowed or left disappears at the next reading (S1)."""
    body = content.encode()
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache" if private else "public, no-cache"
    response["Content-Language"] = get_language() or ""
    if private:
        response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag, response=response) or response
