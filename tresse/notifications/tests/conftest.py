from datetime import timedelta

import pytest

from tests.cast import Cast
from tresse.core import clock
from tresse.memberships.models import Membership


@pytest.fixture
def settled(cast: Cast) -> Cast:
    """The cast came in long ago: nothing waits for anybody but the signature of Ugo."""
    long_ago = clock.now() - timedelta(days=90)
    Membership.objects.exclude(signed_at=None).update(signed_at=long_ago, since=long_ago)
    return cast
