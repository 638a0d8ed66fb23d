"""The journal: one chain of acts per community, which all its members read and nobody edits (E5).

A concept declares its kinds of act in its own `journal.py`; its actions record them, inside the
transaction of the act. After commit, the readers named in `config/readers.py` are run as tasks.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from config import readers
from config.hushed import HUSHED
from tresse.core import clock
from tresse.core.dates import date_format
from tresse.core.models import JournalEntry

sentences: dict[str, str | Promise] = {}
Naming = Callable[[int, JournalEntry], str | None]


class UndeclaredKind(LookupError):
    """An action recorded a kind of act that no `journal.py` declares."""


def declare(kind: str, sentence: str | Promise) -> None:
    """Say how acts of this kind read. `%(by)s` is who did it; other names are facts of the entry.

    A fact whose key ends in `_person` holds a person's id and reads as that person's present name,
    so that somebody who leaves may choose under what name they stay (S8). One that ends in `_word` holds a
    message id and reads in the language of the reader; one that ends in `_on` holds a day.
    """
    sentences[kind] = sentence


def record(
    kind: str, *, stream: str, subject: models.Model, by: Any | None, at: datetime | None = None, **facts: Any
) -> JournalEntry:
    """Add an act to the end of its stream. Must be called inside the transaction of the act.

    `by` is a person, or None for the command line. Raises `UndeclaredKind` for an unknown kind.
    """
    if kind not in sentences:
        raise UndeclaredKind(kind)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An act and its journal entry share one transaction.")
    _one_writer_at_a_time(stream)
    latest_first = JournalEntry.objects.filter(stream=stream).order_by("-number")
    number, previous_digest = latest_first.values_list("number", "digest").first() or (0, "")
    entry = JournalEntry(
        stream=stream,
        number=number + 1,
        kind=kind,
        by=by,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        facts=json.loads(json.dumps(facts, cls=DjangoJSONEncoder)),
        at=at or clock.now(),
        previous_digest=previous_digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    _tell_readers(entry)
    return entry


def digest_of(entry: JournalEntry) -> str:
    """SHA-256, as hexadecimal, over everything the entry says and over the entry before it."""
    said = [
        entry.stream, entry.number, entry.kind, entry.by_id, entry.subject_type, entry.subject_id,
        entry.facts, entry.at.timestamp(), entry.previous_digest,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_entries(entries: Iterable[JournalEntry]) -> Iterator[JournalEntry]:
    """The entries, given in order, that do not follow from the one before them."""
    previous: JournalEntry | None = None
    for entry in entries:
        first = previous is None or previous.stream != entry.stream
        number, digest = (1, "") if first else (previous.number + 1, previous.digest)  # type: ignore[union-attr]
        if (entry.number, entry.previous_digest, entry.digest) != (number, digest, digest_of(entry)):
            yield entry
        previous = entry


def word(name: str | Promise) -> str:
    """The message id of a translated name, for a fact that ends in `_word`."""
    with translation.override("en"):
        return str(name)


@dataclass(frozen=True)
class Line:
    """A journal entry as it is read."""

    entry: JournalEntry
    sentence: str


def told(entries: Iterable[JournalEntry], naming: Naming, unknown: str, machine: str) -> list[Line]:
    """The entries as sentences. `naming` gives the name under which a person is read in an entry."""

    read = list(entries)
    hushed = _hushed(read)

    def reading(entry: JournalEntry) -> str:
        facts = {key: _fact(key, value, entry, naming, unknown) for key, value in entry.facts.items()}
        facts["by"] = machine if entry.by_id is None else naming(entry.by_id, entry) or unknown
        return str(sentences[hushed.get(entry.pk, entry.kind)]) % facts

    return [Line(entry, reading(entry)) for entry in read]


def _hushed(entries: list[JournalEntry]) -> dict[int, str]:
    """The entries that are read by another sentence than the one they were recorded with."""
    found: dict[int, str] = {}
    for path in HUSHED:
        found |= import_string(path)(entries)
    return found


def _fact(key: str, value: Any, entry: JournalEntry, naming: Naming, unknown: str) -> Any:
    if key.endswith("_person"):
        return naming(value, entry) or unknown
    if key.endswith("_on") and value:
        return date_format(date.fromisoformat(value))
    return gettext(value) if key.endswith("_word") and value else value


def people_named(entries: Iterable[JournalEntry]) -> set[int]:
    """The ids of everyone the entries speak of, so that their names are fetched at once."""
    ids = {entry.by_id for entry in entries if entry.by_id}
    for entry in entries:
        ids |= {value for key, value in entry.facts.items() if key.endswith("_person") and value}
    return ids


def _one_writer_at_a_time(stream: str) -> None:
    """SQLite has one writer anyway (IMMEDIATE); PostgreSQL is asked for a lock held until commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [stream])


def _tell_readers(entry: JournalEntry) -> None:
    for path in readers.READERS.get(entry.kind, ()):
        task = import_string(path)
        transaction.on_commit(partial(task.enqueue, entry.pk))
