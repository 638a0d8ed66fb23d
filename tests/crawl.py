"""Walk through everything somebody can reach: every link followed, and every address by its name with what exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tresse.communities.models import Community, Cycle, Strand
from tresse.documents.kinds import KINDS
from tresse.documents.models import Block, Document, Remark
from tresse.library.models import Publication
from tresse.meetings.models import AgendaItem
from tresse.memberships.models import ActByTwo, Mandate
from tresse.objectives import OBJECTIVES

# A secret address opens by itself, to whoever was given it: nobody finds it by walking.
SECRETS = {"token", "code", "key", "uidb36"}
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
SIGNS_OUT = ("/accounts/logout/",)
MOST = 4000


@dataclass
class Walk:
    """What somebody met: each address with its answer, and the names of the addresses nobody can walk to."""

    met: dict[str, tuple[int, str]] = field(default_factory=dict)
    secret: set[str] = field(default_factory=set)

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
        if SECRETS & set(names):
            walked.secret.add(f"{space}:{pattern.name}")
            continue
        for values in product(*(_values(space, route, name) for name in names)):
            yield "/" + _filled(route, dict(zip(names, values, strict=True)))


def _patterns(resolver: URLResolver, space: str = "", route: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in resolver.url_patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, pattern.namespace or space, whole)
        elif "(" not in whole and "^" not in whole:  # allauth's own regular expressions hold secrets
            yield space, whole, pattern


def _filled(route: str, values: dict[str, Any]) -> str:
    return ARGUMENT.sub(lambda match: str(values[match[1]]), route)


def _values(space: str, route: str, name: str) -> list[Any]:
    """What an argument may be: the keys of what it names, or of everything its concept keeps."""
    if name in VALUES:
        return VALUES[name]()
    if name == "slug":
        return _of(Community, "slug") if route.startswith("c/") else _slugs()
    models = [model for model in apps.get_models() if model._meta.app_label == space]
    return sorted({value for model in models for value in _keys(model)}) or [1]


def _keys(model: type[Model]) -> list[int]:
    names = {each.name for each in model._meta.concrete_fields}
    pks = [pk for pk in _of(model, "pk") if isinstance(pk, int)]
    return pks + (_of(model, "number") if "number" in names else [])


def _slugs() -> list[str]:
    models = [m for m in apps.get_models() if m is not Community and any(f.name == "slug" for f in m._meta.fields)]
    return [slug for model in models for slug in _of(model, "slug")]


def _of(model: type[Model], name: str) -> list[Any]:
    return list(model._default_manager.order_by(name).values_list(name, flat=True).distinct())


VALUES = {
    "cycle_id": lambda: _of(Cycle, "pk"),
    "strand_id": lambda: _of(Strand, "pk"),
    "document_id": lambda: _of(Document, "pk"),
    "pk": lambda: _of(Document, "pk"),
    "block_pk": lambda: _of(Block, "pk"),
    "remark_pk": lambda: _of(Remark, "pk"),
    "mandate_id": lambda: _of(Mandate, "pk"),
    "act_id": lambda: _of(ActByTwo, "pk"),
    "item": lambda: _of(AgendaItem, "pk"),
    "address": lambda: _of(Publication, "address"),
    "version": lambda: _of(Publication, "version"),
    "kind": lambda: list(KINDS),
    "language": lambda: ["fr", "en"],
    "objective": lambda: list(OBJECTIVES),
    "path": lambda: ["memberships/invitation", "meetings/invitation"],
}
