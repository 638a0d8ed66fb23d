"""How an item points at where it came from, when the two live in folders that may not know each other.

A block of a document comes from a session today, from an experiment or a testimony tomorrow. What can
be a source is listed in `config/sources.py`; each such model says how it stands as one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from config.sources import SOURCES


@dataclass(frozen=True)
class Source:
    """What a reader is told of where something came from."""

    kind: str  # the model's label, such as "meetings.Meeting"
    pk: int
    name: str  # « Séance 3 »
    title: str
    on: date
    url: str
    public: bool = False  # its title may be told to everyone
    names_people: bool = True  # false under the Chatham House rule: nobody is named beside it (S3)

    @property
    def key(self) -> str:
        """How a form names it: `meetings.Meeting:12`."""
        return f"{self.kind}:{self.pk}"


def sources_behind(
    community_id: int, pointers: Iterable[tuple[int | None, int | None]]
) -> dict[tuple[int, int], Source]:
    """What these pointers (content type, id) lead to, as far as it counts as a source; one query for each model."""
    wanted: dict[int, set[int]] = {}
    for source_type, source_id in pointers:
        if source_type and source_id:
            wanted.setdefault(source_type, set()).add(source_id)
    found: dict[tuple[int, int], Source] = {}
    for label in SOURCES:
        model: type[models.Model] = apps.get_model(label)
        source_type = ContentType.objects.get_for_model(model).pk
        named = model._default_manager.filter(pk__in=wanted.get(source_type, ()))
        found |= {(source_type, source.pk): source for source in named.as_sources(community_id)}  # type: ignore[attr-defined]
    return found


def sources_of(community_id: int, person: Any) -> list[Source]:
    """Everything in a community that something may come from, as far as this person may see it, latest first."""
    found: list[Source] = []
    for label in SOURCES:
        model: type[models.Model] = apps.get_model(label)
        found += model._default_manager.visible_to(person).as_sources(community_id)  # type: ignore[attr-defined]
    return sorted(found, key=lambda source: source.on, reverse=True)


def is_source(source: Source, community_id: int, person: Any) -> bool:
    """Whether something may come from it in this community, as far as this person may see it."""
    if source.kind not in SOURCES:
        return False
    model: type[models.Model] = apps.get_model(source.kind)
    found = model._default_manager.visible_to(person).filter(pk=source.pk)  # type: ignore[attr-defined]
    return bool(list(found.as_sources(community_id)))
