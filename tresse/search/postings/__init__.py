"""Which passages hold which words: the one thing that differs between SQLite and PostgreSQL."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from django.db import connection

from tresse.search.postings import postgresql, sqlite

Tokens = Sequence[str]
Posted = tuple[int, Tokens]  # a place, and the words found there


class Postings(Protocol):
    def hold(self, label: str, ids: Sequence[int]) -> None:
        """Keep these things to this transaction, for nobody else to write their passages meanwhile."""

    def hold_free(self, label: str, ids: Sequence[int]) -> list[int]:
        """The same without waiting: those of them that nobody else holds."""

    def put(self, posted: Iterable[Posted]) -> None:
        """Add places that are not there yet."""

    def take(self, posted: Iterable[Posted]) -> None:
        """Take places away, given with the very words they were put with."""

    def places(self, asked: Mapping[str, Sequence[Tokens]], limit: int, first: int, last: int) -> list[int]:
        """The latest places between two that hold a word at least of each group of one of these readers."""

    def tidy(self) -> bool:
        """Bring together, a little at a time, what many writings left apart; says whether there is more to do."""

    def empty(self) -> None:
        """Forget everything."""


def postings() -> Postings:
    return postgresql if connection.vendor == "postgresql" else sqlite
