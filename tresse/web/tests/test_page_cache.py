"""The pages kept ready, in front of an application made for it."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from tresse.web import page_cache
from tresse.web.database_state import StateUnknown
from tresse.web.page_cache import PageCache

PAGE = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Vary", "Cookie, Accept-Language"),
    ("Content-Language", "fr"),
]


class Stage:
    """An application that counts what it is asked, a database whose state one sets, and the cache between."""

    def __init__(self) -> None:
        self.state: Any = 1
        self.asked: list[dict[str, Any]] = []
        self.status, self.headers, self.body = "200 OK", PAGE, b"Bonjour"
        self.meanwhile: Callable[[], None] = lambda: None
        self.cache = PageCache(self.application, self.present_state, size=1000)

    def present_state(self) -> object:
        if self.state is None:
            raise StateUnknown
        return self.state

    def application(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked.append(environ)
        body = self.body
        self.meanwhile()
        start_response(self.status, list(self.headers))
        return [body]

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
        said: list[Any] = []
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "wsgi.url_scheme": "http",
            "HTTP_HOST": "localhost", "HTTP_ACCEPT_LANGUAGE": "fr",
        } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}  # fmt: skip
        body = b"".join(self.cache(environ, lambda *answer: said.append(answer)))
        return said[0][0], dict(said[0][1]), body


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_page_is_made_once_while_nothing_changes(stage):
    assert [stage.ask()[2] for _ in range(3)] == [b"Bonjour"] * 3
    assert len(stage.asked) == 1


def test_it_is_made_again_as_soon_as_anything_has_changed(stage):
    stage.ask()
    stage.body, stage.state = b"Bonsoir", 2
    assert stage.ask()[2] == b"Bonsoir"


def test_a_change_while_a_page_is_made_leaves_no_stale_page(stage):
    def something_is_written() -> None:
        stage.body, stage.state = b"Bonsoir", stage.state + 1

    stage.meanwhile = something_is_written
    assert stage.ask()[2] == b"Bonjour"
    stage.meanwhile = lambda: None
    assert stage.ask()[2] == b"Bonsoir"


def test_it_is_made_again_after_a_minute(stage, monkeypatch):
    stage.ask()
    monkeypatch.setattr(page_cache, "KEPT_SECONDS", 0)
    stage.ask()
    assert len(stage.asked) == 2


def test_without_an_answer_of_the_database_nothing_is_kept(stage):
    stage.ask()
    stage.state = None
    stage.ask()
    stage.ask()
    assert len(stage.asked) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=x"},
        {"cookie": "language=fr; sessionid=x"},
        {"cookie": "csrftoken=x"},
        {"cookie": "messages=x"},
        {"cookie": "language=fr;sessionid=x"},
        {"cookie": "Language=fr"},
        {"cookie": "rubbish"},
        {"authorization": "Basic eDp5"},
        {"hx_request": "true"},
        {"range": "bytes=0-3"},
    ],
)
def test_whoever_says_who_they_are_is_given_nothing_kept_and_leaves_nothing(stage, headers):
    stage.body = b"Bonjour Mina"
    stage.ask(**headers)
    stage.body = b"Bonjour"
    assert stage.ask()[2] == b"Bonjour"
    stage.body = b"Bonjour Tom"
    assert stage.ask(**headers)[2] == b"Bonjour Tom"
    assert len(stage.asked) == 3


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_is_kept(stage, method):
    stage.ask(method=method)
    stage.ask(method=method)
    assert len(stage.asked) == 2


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("404 Not Found", None),
        ("302 Found", None),
        ("500 Internal Server Error", None),
        ("200 OK", ("Set-Cookie", "csrftoken=x")),
        ("200 OK", ("Cache-Control", "private")),
        ("200 OK", ("Content-Type", "application/json")),
        ("200 OK", ("Content-Encoding", "br")),
        ("200 OK", ("Vary", "User-Agent")),
        ("200 OK", ("Content-Language", "en")),
    ],
)
def test_what_is_not_a_plain_public_page_is_not_kept(stage, status, header):
    stage.status = status
    if header:
        stage.headers = [*(pair for pair in PAGE if pair[0] != header[0]), header]
    stage.ask()
    stage.ask()
    assert len(stage.asked) == 2


def test_each_address_host_scheme_and_language_has_its_own(stage):
    stage.ask()
    stage.ask("/atlas/")
    stage.ask(host="example.org")
    stage.ask(x_forwarded_proto="https")
    stage.headers = [*PAGE[:-1], ("Content-Language", "en")]
    stage.ask(accept_language="en")
    stage.ask(cookie="language=en")
    assert len(stage.asked) == 5


def test_the_language_is_the_one_django_finds(stage):
    stage.ask(accept_language="fr-FR,fr;q=0.9,en;q=0.5")
    stage.ask(accept_language="fr")
    stage.ask(accept_language="de,fr;q=0.1")
    stage.ask(cookie="language=fr", accept_language="en")
    stage.ask(cookie="language=klingon", accept_language="fr")
    assert len(stage.asked) == 1


def test_it_is_compressed_for_who_accepts_it(stage):
    stage.ask()
    _, headers, body = stage.ask(accept_encoding="gzip, br")
    assert (headers["Content-Encoding"], gzip.decompress(body)) == ("gzip", b"Bonjour")
    assert headers["Content-Length"] == str(len(body))
    _, headers, body = stage.ask(accept_encoding="br")
    assert (headers.get("Content-Encoding"), body) == (None, b"Bonjour")


def test_one_that_comes_compressed_is_the_same_page(stage):
    _, plain, _ = stage.ask()
    stage.state, stage.body = 2, gzip.compress(b"Bonjour")
    stage.headers = [*PAGE, ("Content-Encoding", "gzip"), ("ETag", "its own")]
    _, headers, body = stage.ask()
    assert (headers.get("Content-Encoding"), body, headers["ETag"]) == (None, b"Bonjour", plain["ETag"])


def test_a_browser_that_has_it_is_told_so_in_a_word(stage):
    _, headers, _ = stage.ask()
    assert (headers["Cache-Control"], headers["Vary"]) == ("no-cache", "Cookie, Accept-Language, Accept-Encoding")
    status, _, body = stage.ask(if_none_match=headers["ETag"])
    assert (status, body) == ("304 Not Modified", b"")
    stage.body, stage.state = b"Bonsoir", 2
    assert stage.ask(if_none_match=headers["ETag"])[::2] == ("200 OK", b"Bonsoir")


def test_a_head_request_is_answered_from_a_page_but_makes_none(stage):
    stage.ask(method="HEAD")
    stage.ask(method="HEAD")
    assert len(stage.asked) == 2
    stage.ask()
    assert stage.ask(method="HEAD")[2] == b""
    assert len(stage.asked) == 3


def test_no_more_is_kept_than_there_is_room_for(stage):
    for number in range(200):
        stage.ask(f"/{number}/")
    assert stage.cache._used == sum(len(page.body) for page in stage.cache._pages.values()) <= 1000
    stage.ask("/199/")
    assert len(stage.asked) == 200
    stage.ask("/0/")
    assert len(stage.asked) == 201


def test_one_huge_page_does_not_push_out_the_others(stage):
    stage.ask("/small/")
    stage.body = bytes(range(256)) * 4
    stage.ask("/huge/")
    stage.ask("/small/")
    assert len(stage.asked) == 2


def test_what_is_made_for_one_person_is_kept_by_nobody_on_the_way(stage):
    assert stage.ask(cookie="sessionid=x")[1]["Cache-Control"] == "private, no-cache"
    stage.headers = [*PAGE, ("Cache-Control", "no-store")]
    assert stage.ask(cookie="sessionid=x")[1]["Cache-Control"] == "no-store"


@pytest.mark.parametrize("asked", [{"accept_language": "fr," + "x" * 2000}, {"host": "a" * 2000}])
def test_a_page_asked_for_at_great_length_is_not_kept(stage, asked):
    answers = [stage.ask(**asked)[2] for _ in range(2)]
    assert (answers, len(stage.asked)) == ([b"Bonjour"] * 2, 2)


def test_a_very_long_address_is_not_kept(stage):
    for _ in range(2):
        stage.ask("/" + "a" * 2000)
    assert len(stage.asked) == 2
