from datetime import UTC, datetime

import pytest

from tresse.core import clock


@pytest.fixture
def winter():
    """It is January 2027. Ask for it before the cast, whose mandates begin around the present day."""
    with clock.at(datetime(2027, 1, 10, 9, tzinfo=UTC)):
        yield
