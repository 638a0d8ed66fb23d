"""Every page a person can reach by following links, one for each address of Tresse.

A page that arrives is walked to the day something links to it: there is no list to keep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.browser.chromium import Window

# Pages of one address that are worth seeing more than once, because what they show differs so much.
SEVERAL = {"showcase:community": 3, "documents:document": 2, "library:publication": 2, "meetings:meeting": 2}


@dataclass(frozen=True)
class Found:
    name: str  # of the address, such as « meetings:meeting »
    path: str
    number: int  # among those of its name

    def __str__(self) -> str:
        return self.name.replace(":", ".") + (f".{self.number}" if self.number > 1 else "")


def walk(opened: Window, start: str = "/") -> Iterator[Found]:
    """Open each page in turn, from the start; the window stands on the page that is given."""
    waiting, seen, often = [start], {start}, {}
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if name is None or often.get(name, 0) >= SEVERAL.get(name, 1):
            continue
        answer = opened.go(path)
        if "text/html" not in answer.headers.get("content-type", "") or urlsplit(opened.page.url).path != path:
            continue
        often[name] = often.get(name, 0) + 1
        links = _links(opened)
        yield Found(name, path, often[name])
        waiting += [link for link in links if link not in seen]
        seen |= set(links)


def _name(path: str) -> str | None:
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def _links(opened: Window) -> list[str]:
    """The pages this one links to. Their addresses end with a slash; those of files do not, or are linked as downloads."""
    addresses: list[str] = opened.page.eval_on_selector_all(
        "a[href]:not([download])", "links => links.map(link => link.href)"
    )
    parts = [urlsplit(address) for address in addresses]
    home = urlsplit(opened.home).netloc
    return [part.path for part in parts if part.netloc == home and part.path.endswith("/")]
