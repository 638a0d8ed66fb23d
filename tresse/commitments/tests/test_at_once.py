"""Several people, or one person twice, at the same instant."""

import pytest

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.commitments import actions
from tresse.commitments.models import Commitment
from tresse.communities.models import Cycle
from tresse.core.models import JournalEntry
from tresse.lifecycle import opening
from tresse.memberships import acts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def test_answering_twice_at_once_leaves_one_answer(cast: Cast) -> None:
    at_once(
        lambda: actions.say_my_part(cast.cycle, by=cast.member, answer="continue"),
        lambda: actions.say_my_part(cast.cycle, by=cast.member, answer="lighter"),
    )
    assert Commitment.objects.count() == 1


def test_opening_twice_at_once_opens_once(cast: Cast) -> None:
    Cycle.objects.filter(pk=cast.cycle.pk).update(opened_at=None)
    done = at_once(
        lambda: opening.open_cycle(cast.cycle, by=cast.awa), lambda: opening.open_cycle(cast.cycle, by=cast.claire)
    )
    assert sorted(type(outcome).__name__ for outcome in done) == ["Cycle", "PermissionDenied"]
    assert JournalEntry.objects.filter(kind="cycle.opened").count() == 1


def test_answering_while_the_cycle_closes_is_kept_before_or_refused_after(cast: Cast) -> None:
    terms = {"ending": "without_document", "reason": "Plus personne ne pouvait."}
    act = acts.ask("cycle.closing", cast.cycle, cast.community, by=cast.awa, terms=terms)
    said, closed = at_once(
        lambda: actions.say_my_part(cast.cycle, by=cast.member, answer="continue"),
        lambda: acts.confirm(act, by=cast.claire),
    )
    cast.cycle.refresh_from_db()
    assert (type(closed).__name__, cast.cycle.is_open) == ("ActByTwo", False)
    assert type(said).__name__ == ("Commitment" if Commitment.objects.exists() else "PermissionDenied")
