"""A mark that changes with every commit to the database, from whichever process, and costs microseconds to read."""

import threading
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

MARKS = {
    # Changes when another connection has committed (sqlite.org/pragma.html#pragma_data_version): hence one that
    # never writes, of its own.
    "sqlite": "PRAGMA data_version",
    # Which transactions are seen as done and which as going on: the end of any that wrote changes it.
    "postgresql": "SELECT pg_current_snapshot()::text",
}


class StateUnknown(Exception):
    """The database does not answer."""


class DatabaseState:
    """Asks by a connection of its own, opened at the first question, so that a forked process has its own too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cursor: Any = None
        self._question = ""

    def __call__(self) -> object:
        """The mark of what is committed at present. Raises `StateUnknown` if the database does not answer."""
        with self._lock:
            try:
                cursor = self._cursor or self._open()
                return cursor.execute(self._question).fetchall()
            except Exception as error:
                self._cursor = None
                raise StateUnknown from error

    def _open(self) -> Any:
        database = connections.create_connection(DEFAULT_DB_ALIAS)
        self._question = MARKS[database.vendor]
        connection: Any = database.get_new_connection(database.get_connection_params())
        if database.vendor == "postgresql":
            connection.autocommit = True
        self._cursor = connection.cursor()
        return self._cursor
