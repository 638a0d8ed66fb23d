"""The tables as they are at a moment, read without any queryset, property or rule of the product."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection

TABLES = {
    "acts": "memberships.ActByTwo",
    "attendances": "meetings.Attendance",
    "calls": "memberships.Call",
    "charters": "charters.Charter",
    "commitments": "commitments.Commitment",
    "communities": "communities.Community",
    "consents": "decisions.Consent",
    "cycles": "communities.Cycle",
    "decisions": "decisions.Decision",
    "documents": "documents.Document",
    "hands": "memberships.Hand",
    "invitations": "memberships.Invitation",
    "journal": "core.JournalEntry",
    "mandates": "memberships.Mandate",
    "meetings": "meetings.Meeting",
    "memberships": "memberships.Membership",
    "minutes": "meetings.Minutes",
    "objections": "decisions.Objection",
    "pairs": "memberships.WelcomePair",
    "proposals": "decisions.Proposal",
    "publications": "library.Publication",
    "requests": "welcome.JoinRequest",
    "signatures": "charters.Signature",
    "strands": "communities.Strand",
    "wordings": "decisions.Wording",
}
ZONE = ZoneInfo("Europe/Paris")
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
READS = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET|PRAGMA)", re.IGNORECASE)


class Row(dict[str, Any]):
    """One line of a table: `row.left_at` reads as `row["left_at"]`."""

    __getattr__ = dict.__getitem__


Table = dict[int, Row]


class Rows:
    """Every table by name, each a dictionary from id to row: `rows.mandates[3].ends_on`."""

    def __init__(self, now: datetime, tables: dict[str, Table]) -> None:
        self.now = now
        self.tables = tables

    def __getattr__(self, name: str) -> Table:
        try:
            return self.__dict__["tables"][name]
        except KeyError:
            raise AttributeError(name) from None

    def at(self, moment: datetime) -> Rows:
        """The same rows at another moment."""
        return Rows(moment, self.tables)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def of(self, table: str, **values: Any) -> list[Row]:
        """The rows whose columns have these values, the oldest first."""
        return [
            row for row in self.tables[table].values() if all(row[name] == value for name, value in values.items())
        ]


class Witness:
    """Sees which tables are written to, so that only those are read again."""

    def __init__(self) -> None:
        self.written = set(TABLES)

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not READS.match(sql):
            found = WRITES.match(sql)
            self.written |= {_name_of(found[1])} if found else set(TABLES)
        return execute(sql, *rest)

    def read(self, now: datetime, known: Rows | None = None) -> Rows:
        """The tables as they are now; `known` is how they were before what this witness saw."""
        written, self.written = self.written, set()
        tables = {name: _read(name) if known is None or name in written else known.tables[name] for name in TABLES}
        return Rows(now, tables)


def changed(before: Rows, after: Rows) -> set[str]:
    """The tables in which anything differs."""
    return {name for name in TABLES if before.tables[name] != after.tables[name]}


def _read(name: str) -> Table:
    """The query is made once and its SQL kept: this is done thousands of times."""
    columns, sql, convert = _select(name)
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = [Row(zip(columns, row, strict=True)) for row in convert(cursor.fetchall())]
    return {row["id"]: row for row in rows}


@cache
def _select(name: str) -> tuple[list[str], str, Callable[[Any], Any]]:
    model = apps.get_model(TABLES[name])
    columns = [field.attname for field in model._meta.concrete_fields]
    compiler = model._base_manager.order_by("pk").values_list(*columns).query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    assert not parameters
    converters = compiler.get_converters([column for column, _, _ in compiler.select])
    return columns, sql, lambda rows: compiler.apply_converters(rows, converters)


@cache
def _name_of(table: str) -> str:
    """Our name of a table of the database, or its own when we do not look at it."""
    return next((name for name, path in TABLES.items() if apps.get_model(path)._meta.db_table == table), table)
