"""Pages are compressed on their way; what is compressed already, a PDF or a picture, is left as it is."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class TextCompressionMiddleware(GZipMiddleware):
    """Adds random padding, so that the size of a page says nothing of the secrets in it (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(
            ("text/", "application/json", "application/atom+xml", "image/svg")
        ):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
