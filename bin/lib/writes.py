"""What bin/bench measures of writing: what the index adds to each kind of write, as JSON.

The same act is done in turn with the index and with `indexing` doing nothing, in one run, so that a busy machine weighs on
both. Processor time and elapsed time, the median of each; the texts are those of the network it is run on.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from statistics import median
from typing import Any
from unittest import mock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
sys.path.insert(0, os.getcwd())

import django

django.setup()

from tresse.communities.models import Community, Stage  # noqa: E402
from tresse.core import clock, indexing  # noqa: E402
from tresse.decisions import actions as decisions  # noqa: E402
from tresse.discussions import actions as discussions  # noqa: E402
from tresse.documents import actions as documents  # noqa: E402
from tresse.documents.models import Block, Document  # noqa: E402
from tresse.meetings import actions as meetings  # noqa: E402
from tresse.memberships.models import Function, Mandate  # noqa: E402

TIMES = 150  # each way
BEFORE = 20  # not counted
THREADS = 30  # in which people answer in turn: some ten messages each

Write = Callable[[], Any]


def measure() -> dict[str, dict[str, float]]:
    """Percent that the index adds to each kind of write, and what it is added to in milliseconds."""
    return {name: _compared(write) for name, write in _writes().items()}


def _compared(write: Write) -> dict[str, float]:
    with_index, without = [], []
    for number in range(BEFORE + TIMES):
        first, second = (_timed, _without_index) if number % 2 else (_without_index, _timed)
        one, other = first(write), second(write)
        if number >= BEFORE:
            with_index.append(one if number % 2 else other)
            without.append(other if number % 2 else one)
    said = {}
    for name, which in (("processor", 0), ("elapsed", 1)):
        whole, rest = (median(each[which] for each in times) for times in (with_index, without))
        said |= {f"{name}_ms": rest * 1000, f"{name}_added": whole / rest - 1}
    return said


def _timed(write: Write) -> tuple[float, float]:
    processor, elapsed = time.process_time(), time.perf_counter()
    write()
    return time.process_time() - processor, time.perf_counter() - elapsed


def _without_index(write: Write) -> tuple[float, float]:
    with mock.patch.multiple(indexing, written=_nothing, changed=_nothing, changed_ids=_nothing):
        return _timed(write)


def _nothing(*things: Any) -> None:
    pass


def _writes() -> dict[str, Write]:
    """Each kind of write, by somebody who may, with another text each time."""
    community, by = _who()
    bodies = list(Block.objects.order_by("pk").values_list("body", flat=True)[:400])
    texts = (f"{body}\n\n{number}" for number, body in enumerate(cycle(bodies)))

    def start_thread() -> Any:
        return discussions.start_thread(community, by=by, kind="question", title="Une question", text=next(texts))

    document = Document.objects.filter(community=community).order_by("-pk")[0]
    threads = cycle([start_thread() for _ in range(THREADS)])
    block = documents.add_block(document, "text", body=next(texts), by=by)

    def save_block() -> None:
        block.refresh_from_db()
        documents.save_block(block, expected_revision=block.revision, body=next(texts), by=by)

    def call_session() -> None:
        begins = clock.now() + timedelta(days=20)
        meetings.convene(
            community,
            by=by,
            title="Une séance",
            intention=next(texts),
            starts_at=begins,
            ends_at=begins + timedelta(hours=2),
        )

    return {
        "a block of a document": lambda: documents.add_block(document, "text", body=next(texts), by=by),
        "a block saved again": save_block,
        "a message": lambda: discussions.write_message(next(threads), by=by, text=next(texts)),
        "a conversation": start_thread,
        "a decision": lambda: decisions.record_decision(
            community, by=by, title="Une décision", outcome=next(texts)
        ),
        "a session": call_session,
    }


def _who() -> tuple[Community, Any]:
    """A community at work, and somebody who facilitates it."""
    for mandate in Mandate.objects.live().filter(function=Function.CO_FACILITATION).order_by("-pk"):
        community = mandate.membership.community
        if community.stage == Stage.LIVING and community.documents.exists():
            return community, mandate.membership.person
    raise SystemExit("writes: no community here is at work.")


if __name__ == "__main__":
    print(json.dumps(measure()))
