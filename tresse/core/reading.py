"""What a page asks again and again is asked once.

A page asks ten times whether its reader is inside the community, once in each rule and each list. While a request only
reads, the first answer is kept until its end; anywhere else, where answers may change, each is asked anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

Answer = TypeVar("Answer")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers kept", default=None)


def once(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to a question, which is not asked again during one reading. `question` names all it depends on."""
    answers = _kept.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    answer: Answer = answers[question]
    return answer


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside this block nothing is written, and each question is asked once."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


class ReadingMiddleware:
    """A request that only reads is one reading (RFC 9110 §9.2.1: GET and HEAD are safe)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with one_reading():
            return self.get_response(request)
