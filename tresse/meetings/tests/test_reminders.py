"""« À vous », the day before: whoever said they come, by their own clock."""

from datetime import UTC, datetime

import pytest

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.meetings import actions, waiting
from tresse.meetings.tests import factories


def reminded(cast) -> set[str]:
    return {str(Person.objects.get(pk=one.person_id)).split()[0] for one in waiting.coming(Person.objects.all())}


def test_whoever_comes_is_reminded_the_day_before_by_their_own_clock(winter, cast):
    Person.objects.filter(pk=cast.member.pk).update(time_zone="Pacific/Auckland")  # thirteen hours ahead of ours
    meeting = factories.session(cast, starts_at=datetime(2027, 1, 20, 9, tzinfo=UTC))
    for who, answer in {"awa": "coming", "member": "remotely", "claire": "later", "newcomer": "not_coming"}.items():
        actions.answer_invitation(meeting, answer=answer, by=cast.person(who))
    found = {}
    for day, hour in ((18, 9), (18, 12), (19, 6), (20, 8), (20, 10)):
        with clock.at(datetime(2027, 1, day, hour, tzinfo=UTC)):
            found[day, hour] = reminded(cast)
    assert found == {
        (18, 9): set(),
        (18, 12): {"Mina"},  # in Auckland it is the nineteenth already
        (19, 6): {"Awa", "Mina"},
        (20, 8): {"Awa", "Mina"},
        (20, 10): set(),
    }


@pytest.mark.parametrize("why", ["cancelled", "on the waiting list", "changed their mind"])
def test_whoever_is_not_expected_is_not_reminded(winter, cast, why):
    meeting = factories.session(cast, starts_at=datetime(2027, 1, 11, 9, tzinfo=UTC), places=1)
    actions.answer_invitation(meeting, answer="coming", by=cast.awa)
    if why == "cancelled":
        actions.cancel_meeting(meeting, because="Grève.", by=cast.claire)
    if why == "on the waiting list":
        actions.answer_invitation(meeting, answer="coming", by=cast.member)
    if why == "changed their mind":
        actions.answer_invitation(meeting, answer="later", by=cast.awa)
    assert reminded(cast) == ({"Awa"} if why == "on the waiting list" else set())


def test_many_are_reminded_in_as_many_queries_as_one(winter, cast, django_assert_num_queries):
    for _ in range(3):
        meeting = factories.session(cast, starts_at=datetime(2027, 1, 11, 9, tzinfo=UTC))
        for who in ("awa", "member", "claire"):
            actions.answer_invitation(meeting, answer="coming", by=cast.person(who))
    with django_assert_num_queries(1):
        assert len(list(waiting.coming(Person.objects.all()))) == 9
