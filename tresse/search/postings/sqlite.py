"""The words of passages in SQLite's full-text index (FTS5).

It keeps no text and no position, only which words are at which place: ranking is done above, the same for both
databases. The place is the row, so that the latest are read first and reading stops as soon as there are enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from django.db import connection

PARTS = 4  # of the index, which many writings leave apart: each word is looked for in each of them
PAGES = 500  # merged in one statement, some 2 MB: for 30 ms nobody else writes
STEPS = 25  # statements at a time: a large index takes several turns


def hold(label: str, ids: Sequence[int]) -> None:
    """One writes at a time anyway (IMMEDIATE)."""


def hold_free(label: str, ids: Sequence[int]) -> list[int]:
    return list(ids)


def put(posted: Iterable[tuple[int, Sequence[str]]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (rowid, words) VALUES (%s, %s)",
            [(place, " ".join(tokens)) for place, tokens in posted],
        )


def take(posted: Iterable[tuple[int, Sequence[str]]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', %s, %s)",
            [(place, " ".join(tokens)) for place, tokens in posted],
        )


def places(asked: Mapping[str, Sequence[Sequence[str]]], limit: int, first: int, last: int) -> list[int]:
    groups = [dict.fromkeys(chain(*each)) for each in zip(*asked.values(), strict=True)]
    wanted = " AND ".join(f"({' OR '.join(map(_quoted, tokens))})" for tokens in groups)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid BETWEEN %s AND %s"
            " ORDER BY rowid DESC LIMIT %s",
            [wanted, first, last, limit],
        )
        return [place for (place,) in cursor.fetchall()]


def tidy() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM search_words_idx")
        if cursor.fetchone()[0] <= PARTS:
            return False
        for _ in range(STEPS):
            before = cursor.connection.total_changes
            cursor.execute("INSERT INTO search_words (search_words, rank) VALUES ('merge', %s)", [-PAGES])
            if cursor.connection.total_changes - before < 2:  # as FTS5 says that nothing is left to merge
                return False
        return True


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")


def _quoted(token: str) -> str:
    """Letters and digits only reach here; quoted all the same, so that none is ever read as a command."""
    return '"' + token.replace('"', "") + '"'
