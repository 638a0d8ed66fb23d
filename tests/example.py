"""The example network, for the tests of what it shows."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tresse.demo.load import load


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The example, lived once for all the tests of a file, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)
