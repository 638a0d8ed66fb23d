"""The words of passages in PostgreSQL: a `tsvector` made of them as they are, and its GIN index."""

from collections.abc import Iterable, Sequence

from django.db import connection

KEY = "hashtext(%s), id::int"  # of the lock of a thing


def hold(label: str, ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({KEY}) FROM unnest(%s) AS id", [label, sorted(ids)])


def hold_free(label: str, ids: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, pg_try_advisory_xact_lock({KEY}) FROM unnest(%s) AS id", [label, sorted(ids)])
        return [thing for thing, is_free in cursor.fetchall() if is_free]


def put(posted: Iterable[tuple[int, Sequence[str]]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (place, words) VALUES (%s, array_to_tsvector(%s))",
            [(place, list(tokens)) for place, tokens in posted],
        )


def take(posted: Iterable[tuple[int, Sequence[str]]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE place = ANY(%s)", [[place for place, _tokens in posted]])


def places(groups: Sequence[Sequence[str]], limit: int, first: int, last: int) -> list[int]:
    wanted = " & ".join(f"({' | '.join(map(_quoted, tokens))})" for tokens in groups)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place FROM search_words WHERE words @@ %s::tsquery AND place BETWEEN %s AND %s"
            " ORDER BY place DESC LIMIT %s",
            [wanted, first, last, limit],
        )
        return [place for (place,) in cursor.fetchall()]


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_words")


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "").replace("'", "") + "'"
