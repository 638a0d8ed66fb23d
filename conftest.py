"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from django.utils import translation

pytest_plugins = ["tests.cast", "tests.example", "tests.emptying", "tests.installation"]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Actions called directly speak English, so that tests quote the sources; pages speak what the browser asks."""
    with translation.override("en"):
        yield
