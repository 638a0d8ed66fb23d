"""Public pages kept ready for visitors, for as long as nothing at all has changed in the database.

It stands in front of Django. A page is kept for whoever sends no cookie but the language's, so that it cannot be
somebody's own page, and only if making it set none. Before a page is made, the database is asked for the mark of its
present state; the page is given again only while the database answers with that same mark. So it is never stale after a
commit, from whichever process; it is not older than a minute either, for pages speak of time.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from tresse.web.database_state import StateUnknown

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

KEPT_BYTES = 16_000_000  # in each process, some 1,500 pages
KEPT_SECONDS = 60
LONGEST_QUESTION = 2_000  # characters: whoever asks by longer addresses or headers would fill the memory with them
# A page that varies with anything else is not kept.
KNOWN_VARIATIONS = {"cookie", "accept-language", "accept-encoding"}
# What a kept page says in its own way.
SAID_ANEW = {"vary", "content-length", "content-encoding", "etag"}
# What a page depends on.
SEEN = ("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "PATH_INFO", "QUERY_STRING")
SPOKEN = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE")  # they say the language
# Requests that say who asks, or ask for a part of a page, are none of ours.
NOT_OURS = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_RANGE")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is given again: compressed, with the state of the database it was made from."""

    state: object
    made_at: float
    etag: str
    headers: Headers
    body: bytes

    def is_fresh(self, state: object) -> bool:
        return self.state == state and time.monotonic() - self.made_at < KEPT_SECONDS


class PageCache:
    def __init__(self, application: Application, state: Callable[[], object], size: int = KEPT_BYTES) -> None:
        self._application = application
        self._state = state
        self._size = size
        self._used = 0
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return _private(self._application, environ, start_response)
        try:
            state = self._state()
        except StateUnknown:
            return self._application(environ, start_response)
        page = self._kept(key)
        if page is None or not page.is_fresh(state):
            if environ["REQUEST_METHOD"] == "HEAD":
                return self._application(environ, start_response)
            answer = Answer(self._application, environ)
            page = answer.as_page(state, language=key[-1])
            if page is None:
                start_response(answer.status, answer.headers)
                return answer.body
            self._keep(key, page)
        return _give(page, environ, start_response)

    def _kept(self, key: tuple[str, ...]) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page:
                self._pages.move_to_end(key)
            return page

    def _keep(self, key: tuple[str, ...], page: Page) -> None:
        if len(page.body) > self._size // 10:
            return
        with self._lock:
            self._forget(key)
            self._pages[key] = page
            self._used += len(page.body)
            while self._used > self._size:
                self._forget(next(iter(self._pages)))

    def _forget(self, key: tuple[str, ...]) -> None:
        page = self._pages.pop(key, None)
        self._used -= len(page.body) if page else 0


class Answer:
    """What the application answers."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self.status = ""
        self.headers: Headers = []
        self.body = _whole(application(environ, self._start))

    def _start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    def as_page(self, state: object, language: str) -> Page | None:
        """The answer as a page to keep, or None if it must not be."""
        said = {name.lower(): value for name, value in self.headers}
        if not isinstance(self.body, list) or not self._may_be_kept(said, language):
            return None
        body = self.body[0]
        if said.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = [
            *((name, value) for name, value in self.headers if name.lower() not in SAID_ANEW),
            ("Vary", "Cookie, Accept-Language, Accept-Encoding"),
            ("Cache-Control", "no-cache"),  # a browser may keep it, and asks each time whether it is still true
            ("ETag", etag),
        ]
        return Page(state, time.monotonic(), etag, headers, gzip.compress(body, 6, mtime=0))

    def _may_be_kept(self, said: dict[str, str], language: str) -> bool:
        variations = {name.strip().lower() for name in said.get("vary", "").split(",") if name.strip()}
        return (
            self.status.startswith("200")
            and said.get("content-type", "").startswith("text/html")
            and said.get("content-language") == language
            and said.get("content-encoding", "gzip") == "gzip"
            and not said.keys() & {"set-cookie", "cache-control"}
            and not variations - KNOWN_VARIATIONS
        )


def _whole(answer: Iterable[bytes]) -> Iterable[bytes]:
    """An answer in one piece, which the server gives fastest; one that flows is left flowing."""
    if getattr(answer, "streaming", False):
        return answer
    whole = [b"".join(answer)]
    close = getattr(answer, "close", None)
    if close:
        close()
    return whole


def _give(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    age = ("Age", str(int(time.monotonic() - page.made_at)))
    if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", [*page.headers, age])
        return []
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body, encoding = page.body, [("Content-Encoding", "gzip")]
    else:
        body, encoding = gzip.decompress(page.body), []
    start_response("200 OK", [*page.headers, age, *encoding, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _private(application: Application, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """What is made for one person is kept by nobody between Tresse and them, and asked for again each time."""

    def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
        if "HTTP_COOKIE" in environ and not any(name.lower() == "cache-control" for name, _value in headers):
            headers = [*headers, ("Cache-Control", "private, no-cache")]
        return start_response(status, headers, exc_info)

    return _whole(application(environ, start))


def _key(environ: Environ) -> tuple[str, ...] | None:
    """What the page depends on; None when it depends on who asks. The language comes last."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or any(name in environ for name in NOT_OURS):
        return None
    if sum(len(str(environ.get(name, ""))) for name in (*SEEN, *SPOKEN)) > LONGEST_QUESTION:
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    chosen = _language_chosen(cookies) if cookies else ""
    if chosen is None:
        return None
    language = _language(chosen, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return (*(str(environ.get(name, "")) for name in SEEN), language)


def _language_chosen(cookies: str) -> str | None:
    """The value of the language cookie, "" without one; None if there is any other cookie."""
    chosen = ""
    for cookie in cookies.split(";"):
        name, _, value = cookie.strip().partition("=")
        if name != settings.LANGUAGE_COOKIE_NAME:
            return None
        chosen = value
    return chosen


@lru_cache(maxsize=2000)
def _language(chosen: str, accepted: str) -> str:
    """The language Django will choose, found by Django itself."""
    request = HttpRequest()
    request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: chosen} if chosen else {}
    request.META = {"HTTP_ACCEPT_LANGUAGE": accepted}
    return get_language_from_request(request)
