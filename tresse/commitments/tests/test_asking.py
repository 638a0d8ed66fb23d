"""A new cycle asks everyone, recalls it three times, and takes silence for an answer (O6)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.commitments import actions
from tresse.commitments.waiting import waiting_for
from tresse.communities.models import Community, Cycle, Stage, Strand
from tresse.core import clock
from tresse.lifecycle import opening
from tresse.memberships import acts
from tresse.memberships.models import Membership


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """The cycle of the cast has ended, and the next one has just opened."""
    terms = {"ending": "without_document", "reason": "Plus personne ne pouvait."}
    acts.confirm(acts.ask("cycle.closing", cast.cycle, cast.community, by=cast.awa, terms=terms), by=cast.claire)
    prepared = opening.prepare_cycle(
        cast.strand,
        by=cast.awa,
        question="Comment ?",
        intended_document="Carnet",
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=100),
    )
    return opening.open_cycle(prepared, by=cast.awa)


def being_asked(cycle: Cycle) -> set[str]:
    """The first names of those whom this cycle asks at present."""
    address = f"/c/{cycle.community.slug}/cycles/{cycle.pk}/my-part/"
    found = [waiting for waiting in waiting_for(Person.objects.all()) if waiting.href == address]
    names = dict(Person.objects.values_list("pk", "name"))
    assert len(found) == len({waiting.person_id for waiting in found}), "nobody is asked twice"
    return {names[waiting.person_id].split()[0] for waiting in found}


def test_a_new_cycle_asks_everyone_inside_and_nobody_else(cycle: Cycle) -> None:
    assert being_asked(cycle) == {"Awa", "Claire", "Mina", "Tom", "Farid", "Lena"}


def test_those_who_pause_are_asked_too_and_those_who_left_are_not(cast: Cast, cycle: Cycle) -> None:
    Membership.objects.filter(pk=cast.place("former").pk).update(paused_at=clock.now())
    Membership.objects.filter(pk=cast.place("member").pk).update(left_at=clock.now())
    assert being_asked(cycle) == {"Awa", "Claire", "Tom", "Farid", "Lena"}


def test_whoever_has_answered_is_asked_no_more_whatever_the_answer(cast: Cast, cycle: Cycle) -> None:
    for who, answer in {"awa": "continue", "claire": "lighter"}.items():
        actions.say_my_part(cycle, by=cast.person(who), answer=answer)
    assert being_asked(cycle) == {"Mina", "Tom", "Farid", "Lena"}


def test_whoever_comes_in_during_a_cycle_is_asked_then(cast: Cast, cycle: Cycle) -> None:
    with clock.at(clock.now() + timedelta(days=40)):
        Membership.objects.filter(pk=cast.place("newcomer").pk).update(signed_at=clock.now())
        assert being_asked(cycle) == {"Tom"}


def test_a_cycle_asks_for_thirty_days_and_is_answered_as_long_as_it_is_open(cast: Cast, cycle: Cycle) -> None:
    with clock.at(clock.now() + timedelta(days=29)):
        assert len(being_asked(cycle)) == 6
    with clock.at(clock.now() + timedelta(days=31)):
        assert being_asked(cycle) == set()
        assert actions.say_my_part(cycle, by=cast.member, answer="continue").pk


def test_it_is_recalled_three_times_within_the_thirty_days(cast: Cast, cycle: Cycle) -> None:
    [asked] = waiting_for(Person.objects.filter(pk=cast.member.pk))
    days = [(moment - cycle.opened_at).days for moment in (*asked.recalled_at, asked.by)]
    assert days == [7, 16, 25, 30]


def test_it_is_asked_in_words(cast: Cast, cycle: Cycle) -> None:
    [asked] = waiting_for(Person.objects.filter(pk=cast.member.pk))
    assert asked.said == "CP Genre goes into a new cycle: Comment ? Do you come along?"


def test_silence_leaves_everyone_where_they_are(cast: Cast, cycle: Cycle) -> None:
    """Never out: months after, whoever said nothing is inside, with the same rights."""
    with clock.at(clock.now() + timedelta(days=90)):
        assert set(Membership.objects.present().filter(community=cast.community)) == {
            cast.place(who) for who in ("awa", "claire", "member", "newcomer", "former", "late")
        }


def test_an_ended_cycle_asks_nobody(cast: Cast, cycle: Cycle) -> None:
    terms = {"ending": "without_document", "reason": "Trop tôt."}
    acts.confirm(acts.ask("cycle.closing", cycle, cast.community, by=cast.awa, terms=terms), by=cast.claire)
    assert being_asked(cycle) == set()


def test_each_strand_asks_for_itself(cast: Cast, cycle: Cycle) -> None:
    other = Strand.objects.create(
        community=cast.community, title="Expérimentation", objective_key="experimentation"
    )
    beside = Cycle.objects.create(
        strand=other,
        number=1,
        question="Et si ?",
        intended_document="Outil",
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=200),
        opened_at=clock.now(),
    )
    actions.say_my_part(cycle, by=cast.member, answer="continue")
    assert ("Mina" in being_asked(cycle), "Mina" in being_asked(beside)) == (False, True)


def test_a_closed_community_asks_nobody(cast: Cast, cycle: Cycle) -> None:
    Community.objects.filter(pk=cast.community.pk).update(stage=Stage.CLOSED, closed_on=clock.today())
    assert being_asked(cycle) == set()


def test_asking_everyone_costs_one_query_whatever_their_number(cast: Cast, cycle: Cycle) -> None:
    def queries(*who: str) -> int:
        people = Person.objects.filter(pk__in=[cast.person(name).pk for name in who])
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(list(waiting_for(people))) == len(who)
        return len(captured)

    assert (queries("awa"), queries("awa", "claire", "member", "newcomer")) == (1, 1)


def test_opening_takes_no_more_queries_with_more_people(cast: Cast) -> None:
    """Nothing is written for each person: an open cycle asks by itself."""
    before = Membership.objects.filter(community=cast.community).count()
    type(cast.cycle).objects.filter(pk=cast.cycle.pk).update(opened_at=None)

    def queries() -> int:
        type(cast.cycle).objects.filter(pk=cast.cycle.pk).update(opened_at=None)
        with CaptureQueriesContext(connection) as captured:
            opening.open_cycle(cast.cycle, by=cast.awa)
        return len(captured)

    queries()
    few = queries()
    for number in range(20):
        person = Person.objects.create_user(f"p{number}@example.org", f"Personne {number}")
        Membership.objects.create(community=cast.community, person=person, signed_at=clock.now())
    assert (queries(), Membership.objects.filter(community=cast.community).count()) == (few, before + 20)
