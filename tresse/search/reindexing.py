"""The index written again from the things themselves, a few at a time, while people work.

Each slice is one short transaction; what people change meanwhile is written by their own. Where it stands is kept, so that
it may be stopped and taken up again. A new version that makes other words of the same texts begins it by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from config.searched import SEARCHED
from tresse.core import clock
from tresse.search.models import Passage, Reindexing, Word
from tresse.search.postings import postings
from tresse.search.writing import passages_of, same, write

VERSION = 3  # one more when the same text gives other words: what is there is then forgotten first
SLICE = 200
SLICES_AT_A_TIME = 10  # of the worker, between its other tasks


@dataclass(frozen=True)
class Progress:
    """How far it is: things of one kind read, up to this id."""

    label: str
    things: int
    last_id: int


def reindex(*, from_nothing: bool = False) -> Iterator[Progress]:
    """Write the whole index again, or go on where it was stopped, and say how far it is after each slice."""
    begin(from_nothing=from_nothing)
    while progress := next_slice():
        yield progress
    while tidy():
        pass


def tidy() -> bool:
    """Keep the index quick to read, a little at a time while people work; says whether there is more to do."""
    return postings().tidy()


def continue_reindexing() -> None:
    """What the worker does now and then: nothing, unless the index was never written, or by an older version."""
    if Reindexing.objects.filter(version=VERSION, finished_at__isnull=False).exists():
        return
    begin(from_nothing=False)
    for _ in range(SLICES_AT_A_TIME):
        if not next_slice():
            return


@transaction.atomic
def begin(*, from_nothing: bool) -> None:
    """Begin from the first thing, unless it was stopped half-way; forget what another version wrote."""
    state = _state()
    if from_nothing or state.version != VERSION:
        postings().empty()
        Passage.objects.all().delete()
        Word.objects.all().delete()
    elif not state.finished_at:
        return
    state.version, state.label, state.after_id, state.finished_at = VERSION, next(iter(SEARCHED)), 0, None
    state.save()


def next_slice() -> Progress | None:
    """Write the next few things; nothing when it is finished. Those somebody is just changing are written after them."""
    progress, busy = _slice()
    for label, thing_id in busy:
        with transaction.atomic():
            write(label, [thing_id])
    return progress


@transaction.atomic
def _slice() -> tuple[Progress | None, list[tuple[str, int]]]:
    state = _state()
    if state.finished_at:
        return None, []
    while not (ids := _ids_after(state)):
        if not _next_label(state):
            return None, []
    free = postings().hold_free(state.label, ids)
    write(state.label, free)
    state.after_id = ids[-1]
    state.save()
    return Progress(state.label, len(ids), state.after_id), [(state.label, i) for i in ids if i not in set(free)]


def _ids_after(state: Reindexing) -> list[int]:
    """The next things there are, and those that are gone and still in the index."""
    there = _model(state.label)._base_manager.filter(pk__gt=state.after_id).order_by("pk")
    ids = list(there.values_list("pk", flat=True)[:SLICE])
    indexed = Passage.objects.filter(label=state.label, thing_id__gt=state.after_id).order_by("thing_id")
    known = list(indexed.values_list("thing_id", flat=True).distinct()[:SLICE])
    return sorted(set(ids) | set(known))[:SLICE]


def _next_label(state: Reindexing) -> bool:
    """Go on to the next kind of thing; say that it is finished after the last one."""
    labels = list(SEARCHED)
    following = labels[labels.index(state.label) + 1 :]
    if following:
        state.label, state.after_id = following[0], 0
    else:
        state.finished_at = clock.now()
    state.save()
    return bool(following)


def _state() -> Reindexing:
    """Held, so that two who reindex at once take turns."""
    Reindexing.objects.get_or_create(only_one=True, defaults={"label": next(iter(SEARCHED))})
    return Reindexing.objects.select_for_update().get(only_one=True)


def differences() -> Iterator[str]:
    """Where the index says something else than the things themselves, a sentence each: there should be none."""
    for label in SEARCHED:
        after = 0
        while ids := _ids_after(Reindexing(label=label, after_id=after)):
            wanted = {passage.place: passage for passage in passages_of(label, ids)}
            known = {passage.place: passage for passage in Passage.objects.filter(label=label, thing_id__in=ids)}
            for place in sorted(wanted.keys() | known.keys()):
                one, other = wanted.get(place), known.get(place)
                if not (one and same(one, other)):
                    thing = one or other
                    assert thing is not None
                    yield f"{label} {thing.thing_id}: the index does not say what it says."
            after = ids[-1]


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)
