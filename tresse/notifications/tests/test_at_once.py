"""Two workers make the digests at the same instant, or somebody stops them meanwhile, on both databases."""

from datetime import timedelta

import pytest

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.memberships.models import Membership
from tresse.notifications.actions import choose
from tresse.notifications.making import make_digests_as_it_happens, make_morning_digests
from tresse.notifications.models import CommunityPace, Digest, Pace, Recall
from tresse.notifications.tests.letters import begin, first_morning

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    cast = build_cast()
    Membership.objects.exclude(signed_at=None).update(signed_at=clock.now() - timedelta(days=90))
    return cast


def test_two_workers_write_one_letter_to_each(cast: Cast) -> None:
    morning = first_morning()
    begin(cast)

    def making() -> int:
        with clock.at(morning):
            return make_morning_digests()

    made = at_once(making, making, making)
    mails = list(OutgoingMail.objects.filter(cause__startswith="digest/").values_list("to", flat=True))
    assert sorted(mails) == [f"{name}@example.org" for name in ("claire", "farid", "lena", "mina", "tom", "ugo")]
    assert (sum(made), Digest.objects.count(), set(Recall.objects.values_list("times", flat=True))) == (6, 6, {1})


def test_two_workers_tell_at_once_once(cast: Cast) -> None:
    first_morning()
    CommunityPace.objects.update(pace=Pace.AS_IT_HAPPENS)
    now = clock.now() + timedelta(seconds=1)
    with clock.at(now):
        begin(cast)

    def making() -> int:
        with clock.at(now + timedelta(minutes=6)):
            return make_digests_as_it_happens()

    assert sorted(at_once(making, making)) == [0, 5]
    assert Digest.objects.count() == 5


def test_a_pace_chosen_meanwhile_is_not_lost(cast: Cast) -> None:
    morning = first_morning()
    begin(cast)
    place = cast.place("member").pk

    def making() -> int:
        with clock.at(morning):
            return make_morning_digests()

    problems = at_once(making, lambda: choose(cast.member, paces={place: Pace.WEEKLY}, says_more=True))
    assert problems[1] is None
    assert CommunityPace.objects.get(membership=place).pace == Pace.WEEKLY
