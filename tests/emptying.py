"""Between two tests that really commit, the tables are emptied: what the database refuses to lose must be let go.

Only here: the triggers that keep the journal and the publications are taken off, the tables emptied, and the
triggers put back, by the very functions of the migrations that made them.
"""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

journal = import_module("tresse.core.migrations.0002_journal_is_append_only")
publications = import_module("tresse.library.migrations.0003_publications_never_change")
attestations = import_module("tresse.value.migrations.0002_attestations_never_change")
publications_now = import_module("tresse.library.migrations.0004_kinds_of_blocks")
TAKEN_OFF = [journal.allow_changes, publications.allow_changes, attestations.allow_changes]
PUT_BACK = [journal.forbid_changes, publications_now.forbid_changes, attestations.forbid_changes]


class _Editor:
    """What those functions need of a schema editor."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.fixture(autouse=True, scope="session")
def _kept_rows_can_be_emptied() -> Any:
    emptied = TransactionTestCase._fixture_teardown

    def empty(test: TransactionTestCase) -> None:
        for take_off in TAKEN_OFF:
            take_off(None, _Editor())
        emptied(test)
        for put_back in PUT_BACK:
            put_back(None, _Editor())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield
