import gzip

import pytest
from django.http import HttpRequest, HttpResponse

from tresse.web.compression import TextCompressionMiddleware

LONG = b"Bonjour. " * 100


def answered(content_type: str) -> HttpResponse:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = "gzip"
    answer = TextCompressionMiddleware(lambda _: HttpResponse(LONG, content_type=content_type))(request)
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/calendar", "application/json", "image/svg+xml"])
def test_text_is_compressed_and_its_length_varies(kind):
    answers = [answered(kind) for _ in range(20)]
    assert {gzip.decompress(answer.content) for answer in answers} == {LONG}
    assert len({len(answer.content) for answer in answers}) > 1


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "font/woff2"])
def test_what_is_compressed_already_is_left_as_it_is(kind):
    answer = answered(kind)
    assert (answer.content, answer.headers.get("Content-Encoding")) == (LONG, None)
