"""What bin/bench measures of search: `searching.py seed ITEMS` writes so many items and their index into a network that holds
communities; `searching.py measure`, in a process of its own, asks for the page and says how long it took, as JSON.

The page is asked for as a browser would, through every layer of Django but the server's: each of a hundred questions once, all
different, so that none is answered from what another left; then all of them again.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
sys.path.insert(0, os.getcwd())

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from tresse.accounts.models import Person  # noqa: E402
from tresse.demo.many import MEMBER, Texts, load_many  # noqa: E402
from tresse.search.models import Passage  # noqa: E402
from tresse.search.reindexing import reindex  # noqa: E402
from tresse.search.stop_words import STOP_WORDS  # noqa: E402

ASKED = 100  # different questions of each kind
TIMES = 3  # each is asked for again


def seed(items: int) -> dict[str, Any]:
    """The items, then the index, by the very code that `tresse reindex` runs."""
    _member, seconds = _timed(lambda: load_many(items))
    _say(f"{items:,} items written in {seconds:.0f} s")
    things, seconds = _timed(_reindex)
    _say(f"{things:,} things read into the index in {seconds:.0f} s")
    return {"things": things, "seconds": seconds}


def _reindex() -> int:
    things, said = 0, 0
    for progress in reindex():
        things += progress.things
        if things - said >= 50_000:
            said = things
            _say(f"{things:,} things in the index")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return things


def measure() -> dict[str, Any]:
    """Milliseconds of each kind of question, for a visitor and for a member of twenty communities."""
    visitor, member = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    visitor.cookies["nobody"] = "1"  # or a page kept ready would answer
    member.force_login(Person.objects.get(email=MEMBER))
    rows = []
    for kind, addresses in _questions().items():
        for who, client in (("visitor", visitor), ("member of 20", member)):
            rows.append({"kind": kind, "who": who, **_asked(client, addresses)})
            _say(f"{kind}, {who}: p95 {rows[-1]['p95']:.0f} ms")
    return {"passages": Passage.objects.count(), "database": connection.vendor, "rows": rows}


def _questions() -> dict[str, list[str]]:
    """By how usual their words are: of sixty thousand, the first are said everywhere, the last by some hundred items in a million."""
    texts = Texts()
    telling = [word for word in texts.words if word not in STOP_WORDS]
    common, medium, rare = telling[:ASKED], telling[500 : 500 + ASKED], telling[-ASKED:]
    pairs = [f"{one} {other}" for one, other in zip(common, [*medium[:50], *reversed(common[:50])], strict=True)]
    begun = [word[:4] for word in (*common[::2], *medium[::2])]
    return {
        "common word": _pages(common),
        "medium": _pages(medium),
        "rare": _pages(rare),
        "two words": _pages(pairs),
        "being typed": [f"/search/suggestions/?{urlencode({'q': start})}" for start in begun],
        "nothing found": _pages([f"zq{word}" for word in rare]),
    }


def _pages(questions: list[str]) -> list[str]:
    return [f"/search/?{urlencode({'q': question})}" for question in questions]


def _asked(client: Client, addresses: list[str]) -> dict[str, float]:
    """Each once; then the best of several turns, for whatever else this machine does disturbs."""
    client.get("/search/?q=0")
    first = [_time(client, address) for address in addresses]
    turns = [[_time(client, address) for address in addresses] for _ in range(TIMES)]
    elapsed = min(([one[0] for one in turn] for turn in turns), key=lambda turn: _percentile(turn, 95))
    processor = min(([one[1] for one in turn] for turn in turns), key=lambda turn: _percentile(turn, 95))
    return {
        "p50": _percentile(elapsed, 50),
        "p95": _percentile(elapsed, 95),
        "most": max(elapsed),
        "processor": _percentile(processor, 95),
        "first": _percentile([one[0] for one in first], 95),
    }


def _time(client: Client, address: str) -> tuple[float, float]:
    """Milliseconds by the clock, and of this process's processor."""
    begun, busy = time.perf_counter(), time.process_time()
    response = client.get(address)
    took = (time.perf_counter() - begun) * 1000, (time.process_time() - busy) * 1000
    assert response.status_code == 200, address
    return took


def _percentile(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) * percent // 100, len(values) - 1)]


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.monotonic()
    return act(), time.monotonic() - begun


def _say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr)


if __name__ == "__main__":
    print(json.dumps(seed(int(sys.argv[2])) if sys.argv[1] == "seed" else measure()))
