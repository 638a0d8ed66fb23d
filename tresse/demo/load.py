"""The example network, made by the same actions as everybody's."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import translation

from tresse.core import clock
from tresse.demo import (
    carrying,
    cycles,
    deciding,
    discussing,
    gathering,
    lives,
    polling,
    reading,
    remembering,
    story,
    welcoming,
)
from tresse.demo.scale import load_scale
from tresse.demo.timeline import Calendar, Timeline
from tresse.demo.world import settle
from tresse.search.reindexing import reindex


def load(*, scale: bool = False) -> None:
    """Make the example network. `scale` adds 200 communities and 20,000 items, for measuring."""
    with _without_looking_for_waste():
        _live()
        if scale:
            load_scale()
            for _ in reindex():
                pass


@transaction.atomic
def _live() -> None:
    """Two years in one transaction: all of it, or nothing."""
    with translation.override(story.LANGUAGE):
        calendar = Calendar(clock.now())
        world, timeline = settle(story.setting(), calendar), Timeline(calendar)
        for plan in story.communities():
            life = lives.Life(plan, world, timeline)
            lives.tell(life)
            cycles.tell(life)
            welcoming.tell(life)
            deciding.tell(life)
            discussing.tell(life)
            carrying.tell(life)
            polling.tell(life)
            reading.tell(life)
            gathering.tell(life)
            remembering.tell(life)
        timeline.live()


@contextmanager
def _without_looking_for_waste() -> Iterator[None]:
    """Thousands of short-lived objects without a cycle: looking for cycles among them takes a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
