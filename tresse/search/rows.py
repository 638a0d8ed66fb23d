"""The rows of passages, in words of SQL written once: Django took longer to compose them than the database to run them."""

from collections.abc import Sequence

from django.db import connection

from tresse.core import sql
from tresse.search.models import Passage

FIELDS = [field.attname for field in Passage._meta.concrete_fields]
COLUMNS = ", ".join(f'"{field.column}"' for field in Passage._meta.concrete_fields)
PUT = f"INSERT INTO search_passage ({COLUMNS}) VALUES ({', '.join(['%s'] * len(FIELDS))})"


def marks(label: str, ids: Sequence[int]) -> dict[int, str]:
    """Where the passages of these things stand, with the mark of what each says."""
    return dict(
        sql.rows(f"SELECT place, mark FROM search_passage WHERE label = '{label}' AND thing_id IN (each)", ids)
    )


def put(passages: Sequence[Passage]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(PUT, [[getattr(passage, name) for name in FIELDS] for passage in passages])


def take(places: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_passage WHERE place = %s", [(place,) for place in places])
