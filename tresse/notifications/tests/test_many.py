"""Ten people or three hundred: reading takes the same queries, and writing goes in bulk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.core import clock
from tresse.memberships.models import Membership
from tresse.notifications.making import make_digests_as_it_happens, make_morning_digests
from tresse.notifications.models import CommunityPace, Digest, Pace
from tresse.notifications.tests.letters import begin, convene, first_morning

READS = ("SELECT", "DECLARE")  # PostgreSQL declares a cursor for what is read as a stream


def crowd(cast: Cast, count: int) -> None:
    people = Person.objects.bulk_create(
        Person(email=f"many{count}-{n}@example.org", name=f"Many {n}", password="!") for n in range(count)
    )
    Membership.objects.bulk_create(
        Membership(community=cast.community, person=person, signed_at=clock.now() - timedelta(days=90))
        for person in people
    )


def asked(makes) -> tuple[int, int]:
    """How many queries read, and how many change what is there; rows are added in as few as the database takes."""
    with CaptureQueriesContext(connection) as queries:
        makes()
    said = [query["sql"] for query in queries]
    return sum(sql.startswith(READS) for sql in said), sum(sql.startswith("UPDATE") for sql in said)


@pytest.mark.parametrize("makes", [make_morning_digests, make_digests_as_it_happens])
def test_three_hundred_people_take_as_many_queries_as_ten(settled: Cast, makes) -> None:
    counts = []
    for day, people in enumerate((10, 290)):
        crowd(settled, people)
        morning = first_morning() + timedelta(days=day)
        CommunityPace.objects.update(pace=Pace.AS_IT_HAPPENS if makes is make_digests_as_it_happens else Pace.DAILY)
        with clock.at(morning - timedelta(hours=1)):
            begin(settled, f"Carnet {day}")
            convene(settled, title=f"Séance {day}")
        Digest.objects.all().delete()
        connection.cursor().execute("DELETE FROM core_outgoingmail")
        with clock.at(morning):
            counts.append(asked(makes))
        assert Digest.objects.count() >= people
    assert counts[0] == counts[1]
    assert counts[0][0] <= 50


def test_with_nobody_due_it_writes_nothing_and_asks_little(settled: Cast) -> None:
    first_morning()
    with CaptureQueriesContext(connection) as queries:
        assert (make_morning_digests(), make_digests_as_it_happens()) == (0, 0)
    assert [query["sql"].startswith(READS) for query in queries] == [True] * 4
