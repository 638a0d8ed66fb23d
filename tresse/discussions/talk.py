"""The conversations about an object, as its own page shows them (`discussions/about.html`)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from tresse.communities.models import Community
from tresse.core.rulings import Ruling
from tresse.discussions import queries, rules, things
from tresse.discussions.models import Thread


@dataclass(frozen=True)
class Talk:
    """What was said about something, and whether whoever reads may begin to speak of it."""

    about: str  # as `things.key_of` says it
    threads: list[Thread]
    may_start: Ruling


def talk_about(person: Any, community: Community, thing: Model, *its_parts: Model) -> Talk | None:
    """The conversations about this, and about its parts; nothing for whoever may neither read nor begin one."""
    if person is None or not person.is_authenticated:
        return None
    threads = queries.threads_about(person, thing, *its_parts)
    may_start = rules.starting_beside(person, community, thing)
    return Talk(things.key_of(thing), threads, may_start) if threads or may_start else None
