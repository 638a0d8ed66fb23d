"""The words of passages in PostgreSQL: a `tsvector` made of them as they are, and its GIN index."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

LOOKED_AT = (2_000, 6_000)  # of the latest passages: a word they seldom say is in few enough to read them all

# What each reader is looked for: a passage has one reader, hence one short question and not all of them.
ASKED = """
    WITH asked AS MATERIALIZED
        (SELECT reader, sought::tsquery FROM unnest(%s::text[], %s::text[]) AS each (reader, sought))
"""
LATEST = (
    ASKED
    + """, latest AS MATERIALIZED (
        SELECT near.place, asked.sought FROM asked CROSS JOIN LATERAL (
            SELECT place FROM search_passage
            WHERE reader = asked.reader AND place BETWEEN %s AND %s ORDER BY place DESC LIMIT %s
        ) AS near ORDER BY near.place DESC LIMIT %s
    )
    SELECT (SELECT count(*) FROM latest), array(
        SELECT place FROM latest JOIN search_words USING (place) WHERE words @@ sought ORDER BY place DESC
    )
"""
)
INDEXED = (
    ASKED
    + """
    SELECT found.place FROM asked CROSS JOIN LATERAL (
        SELECT place FROM search_words WHERE words @@ asked.sought AND place BETWEEN %s AND %s OFFSET 0
    ) AS found ORDER BY found.place DESC LIMIT %s
"""
)

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


def places(asked: Mapping[str, Sequence[Sequence[str]]], limit: int, first: int, last: int) -> list[int]:
    """The latest passages one may find are looked at, then more of them; where too few answer, the index is asked instead.

    For the index gives no order: of a common word it would bring all there are. And the order alone would be followed to its
    end for a word nobody said. PostgreSQL cannot know which words are common: left to choose, it took a minute (ADR 0017).
    """
    sought = [[*asked], [" & ".join(map(_any_of, groups)) for groups in asked.values()]]
    with connection.cursor() as cursor:
        for looked_at in LOOKED_AT:
            cursor.execute(LATEST, [*sought, first, last, looked_at, looked_at])
            seen, found = cursor.fetchone()
            if seen < looked_at or len(found) >= limit:
                return list(found[:limit])
            if len(found) * LOOKED_AT[-1] < limit * looked_at:
                break
        cursor.execute(INDEXED, [*sought, first, last, limit])
        return [place for (place,) in cursor.fetchall()]


def tidy() -> bool:
    """PostgreSQL does it by itself (autovacuum)."""
    return False


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_words")


def _any_of(tokens: Iterable[str]) -> str:
    return f"({' | '.join(map(_quoted, tokens))})"


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "").replace("'", "") + "'"
