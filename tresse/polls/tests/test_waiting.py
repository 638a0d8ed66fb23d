"""What waits before a date is found."""

from datetime import timedelta

import pytest

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.memberships import actions as memberships
from tresse.polls import actions, waiting
from tresse.polls.tests.factories import answered, in_days, later, poll


def awaited(reader) -> set[str]:
    people = {person.pk: str(person).split()[0].lower() for person in Person.objects.all()}
    return {people[one.person_id] for one in reader(Person.objects.all())}


def test_whoever_is_present_and_has_not_answered_is_awaited(cast):
    opened = answered(poll(cast), cast, member="y", awa="yyy")
    assert awaited(waiting.answers) == {"claire", "tom", "farid", "lena"}
    memberships.pause(cast.community, by=cast.former)
    assert awaited(waiting.answers) == {"claire", "tom", "lena"}
    one = next(iter(waiting.answers(Person.objects.filter(pk=cast.claire.pk))))
    assert (one.said, one.by, one.href) == (
        "CP Genre looks for a date: Ce que nos outils ne voient pas.", opened.closes_at, opened.get_absolute_url(),
    )  # fmt: skip
    with later(opened):
        assert awaited(waiting.answers) == set()


def test_once_it_closes_whoever_opened_it_chooses(cast):
    opened = poll(cast)
    assert awaited(waiting.choices) == set()
    with later(opened):
        assert awaited(waiting.choices) == {"awa"}
        one = next(iter(waiting.choices(Person.objects.all())))
        assert one.by == opened.moments.last().starts_at
    with clock.at(in_days(20)):  # every moment is past
        assert awaited(waiting.choices) == set()


def test_if_whoever_opened_it_is_not_there_those_who_steer_choose(cast):
    opened = poll(cast)
    memberships.pause(cast.community, by=cast.awa)
    with later(opened):
        assert awaited(waiting.choices) == {"claire"}


@pytest.mark.parametrize(
    "end", [lambda p, by: actions.settle(p, number=1, by=by), lambda p, by: actions.call_off(p, by=by)]
)
def test_a_poll_that_has_ended_waits_for_nobody(cast, end):
    opened = poll(cast)
    end(opened, cast.awa)
    assert awaited(waiting.answers) == set()
    with later(opened):
        assert awaited(waiting.choices) == set()


def test_a_closed_community_waits_for_nobody(cast):
    opened = poll(cast)
    cast.community.stage, cast.community.closed_on = "closed", clock.today()
    cast.community.save()
    assert awaited(waiting.answers) == set()
    with later(opened):
        assert awaited(waiting.choices) == set()


def test_waiting_takes_the_same_queries_for_one_and_for_three(cast, django_assert_num_queries):
    for count in (1, 2):
        for _ in range(count):
            poll(cast, closes_at=clock.now() + timedelta(days=1))
        with django_assert_num_queries(1):
            list(waiting.answers(Person.objects.all()))
        with clock.at(in_days(3)), django_assert_num_queries(1):
            list(waiting.choices(Person.objects.all()))
