"""The index answers with the latest, whichever way it was read."""

import pytest

from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.search.models import Passage
from tresse.search.postings import postgresql, postings
from tresse.search.questions import FURTHEST, anywhere, term
from tresse.search.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("looked_at", [(1, 2), (3, 5), (5, 100), (100, 200)])
def test_however_few_are_looked_at_first_the_latest_that_answer_are_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, looked_at: tuple[int, int]
) -> None:
    monkeypatch.setattr(postgresql, "LOOKED_AT", looked_at)
    factories.many(cast, 4, title="Une goyave", audience=Audience.PUBLIC)
    factories.many(cast, 4, title="Une carambole", audience=Audience.COMMUNITY)
    factories.many(cast, 4, title="Autre chose", audience=Audience.PUBLIC)
    readers = ["p", f"c{cast.community.pk}"]
    said = (
        Passage.objects.filter(title__regex="goyave|carambole").order_by("-place").values_list("place", flat=True)
    )
    for limit in (1, 3, 8, 100):
        asked = {reader: [anywhere(reader, (*term("goyave").keys, *term("carambole").keys))] for reader in readers}
        assert postings().places(asked, limit, 0, FURTHEST) == list(said[:limit])
