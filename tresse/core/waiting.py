"""« À vous »: one thing that waits for somebody. Each concept says its own, in its `waiting.py`.

A reader there answers for many people at once, in a number of queries that does not grow with them: the home asks for
one person, the digests for everybody. All of them are listed in `config/waiting.py`.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from config import waiting as declared
from tresse.core import clock


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: a sentence, a button, and when it must be done by, if it must.

    `sentence` is a message with %(name)s for each of the `facts`; it is said in the language of whoever reads it.
    A fact that is itself a lazy translation follows. `community_id` says in which community it waits, so that the mails
    about it follow the pace chosen there; `told_at`, when a mail of its own said so, which the digests need not repeat at
    once. A thing is known by its sentence and its address: give each its own address.
    """

    person_id: int
    sentence: str | Promise
    href: str
    label: str | Promise
    facts: dict[str, Any] = field(default_factory=dict)
    by: datetime | None = None
    recalled_at: tuple[datetime, ...] | None = None  # the only moments at which it is told again, if it says so
    community_id: int | None = None
    told_at: datetime | None = None

    @property
    def key(self) -> str:
        """The same for the same thing, whoever reads it and in whatever language: reminders are counted by it."""
        with translation.override(None):
            return hashlib.sha256(f"{self.sentence} {self.href}".encode()).hexdigest()[:16]

    @property
    def said(self) -> str:
        """The sentence in the language of the moment; a title that ends it with its own mark needs no full stop."""
        sentence = str(self.sentence) % self.facts if self.facts else str(self.sentence)
        return sentence[:-1] if sentence.endswith(("?.", "!.", "….")) else sentence


Reader = Callable[["QuerySet[Any]"], Iterable[Waiting]]


def waiting_for(people: "QuerySet[Any]") -> Iterator[Waiting]:
    """Everything that waits for these people (a queryset of `Person`), concept by concept."""
    for path in declared.WAITING:
        reader: Reader = import_string(path)
        yield from reader(people)


def most_urgent_first(waiting: Iterable[Waiting]) -> list[Waiting]:
    """What must be done by a day first, the nearest on top; then the rest."""
    return sorted(waiting, key=lambda one: (one.by is None, one.by or clock.now()))
