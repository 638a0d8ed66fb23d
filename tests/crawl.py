"""Walk through everything somebody can reach: every link followed, and every address by its name with what exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.arguments import are_secret, values

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
SIGNS_OUT = ("/accounts/logout/",)
MOST = 4000


@dataclass
class Walk:
    """What somebody met: each address with its answer, and the names of the addresses nobody can walk to."""

    met: dict[str, tuple[int, str]] = field(default_factory=dict)
    secret: set[str] = field(default_factory=set)
    named: dict[str, set[str]] = field(default_factory=dict)  # name → its addresses

    @property
    def read(self) -> dict[str, str]:
        """What was said at each address that opened."""
        return {address: text for address, (status, text) in self.met.items() if status == 200}

    def broken(self) -> dict[str, int]:
        return {address: status for address, (status, _text) in self.met.items() if status >= 500}


def walk(browser: Client) -> Walk:
    """Read (GET) every address there is with every argument that exists, then everything these pages link to."""
    walked = Walk()
    waiting = ["/", *_named(walked)]
    while waiting:
        address = waiting.pop()
        if address in walked.met or address.startswith(SIGNS_OUT):
            continue
        assert len(walked.met) < MOST, "a calendar without end, or pages that multiply"
        answer = browser.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        text = body.decode(errors="replace").replace("\r\n ", "")  # the lines of a calendar are folded
        walked.met[address] = (answer.status_code, text)
        if answer.has_header("Location"):
            waiting += _ours(address, [answer["Location"]])
        elif "html" in answer.get("Content-Type", ""):
            links = Links()
            links.feed(text)
            waiting += _ours(address, links.found)
    return walked


class Links(HTMLParser):
    """Wherever a page leads or asks for something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attributes if name in ("href", "src", "action", "hx-get") and value]


def _ours(page: str, links: list[str]) -> Iterator[str]:
    for link in links:
        parts = urlsplit(urljoin(f"http://testserver{page}", link))
        if parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            signs_in = parts.path.startswith("/accounts/")  # the same pages wherever they lead afterwards
            yield parts.path + (f"?{parts.query}" if parts.query and not signs_in else "")


def _named(walked: Walk) -> Iterator[str]:
    """Every address by its pattern, with every argument that exists."""
    for space, route, pattern in _patterns(get_resolver()):
        names = ARGUMENT.findall(route)
        called = f"{space}:{pattern.name}"
        if are_secret(space, names):
            walked.secret.add(called)
            continue
        addresses = walked.named.setdefault(called, set())
        for chosen in product(*(values(space, route, name) for name in names)):
            address = "/" + _filled(route, dict(zip(names, chosen, strict=True)))
            addresses.add(address)
            yield address


def _patterns(resolver: URLResolver, space: str = "", route: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in resolver.url_patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, pattern.namespace or space, whole)
        elif "(" not in whole and "^" not in whole:  # allauth's own regular expressions hold secrets
            yield space, whole, pattern


def _filled(route: str, chosen: dict[str, Any]) -> str:
    return ARGUMENT.sub(lambda match: str(chosen[match[1]]), route)
