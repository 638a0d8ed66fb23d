"""What waits around mandates is told to whoever it waits for, and to nobody else (E2, E3)."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.memberships import actions, waiting
from tresse.memberships.models import Function, Membership
from tresse.memberships.tests.factories import ending_in, given, mandate_of

Reader = Callable[[Any], Iterable[Waiting]]


def waits(reader: Reader) -> set[str]:
    """Who has something waiting, by first name."""
    found = list(reader(Person.objects.all()))
    names = dict(Person.objects.values_list("pk", "name"))
    return {names[item.person_id].split()[0] for item in found}


@pytest.mark.parametrize(("days", "who"), [(61, set()), (60, {"Awa"}), (0, {"Awa"}), (-1, set())])
def test_an_end_within_sixty_days_waits_for_its_holder(cast: Cast, days: int, who: set[str]) -> None:
    ending_in(cast, days)
    assert waits(waiting.endings) == who


def test_an_end_waits_no_longer_once_hands_are_called_for_or_it_goes_on(cast: Cast) -> None:
    ending_in(cast, 20)
    ending_in(cast, 20, "claire")
    actions.call_for_hands(cast.community, Function.CO_FACILITATION, by=cast.awa, ending=mandate_of(cast))
    given(cast, "claire")
    assert waits(waiting.endings) == set()


@pytest.mark.parametrize(
    ("days", "who"), [(61, {"Farid"}), (60, {"Awa", "Farid"}), (-30, {"Awa", "Farid"}), (-31, {"Farid"})]
)
def test_the_note_waits_from_sixty_days_before_to_thirty_days_after(cast: Cast, days: int, who: set[str]) -> None:
    ending_in(cast, days)
    assert waits(waiting.notes_to_write) == who  # Farid laid his down ten days ago


def test_a_written_note_waits_for_its_reader_until_it_is_read(cast: Cast) -> None:
    mandate = given(cast, "member")
    assert waits(waiting.notes_to_read) == set()
    actions.write_handover(mandate.follows, by=cast.former, handover="Les clés.")
    assert (waits(waiting.notes_to_read), waits(waiting.notes_to_write)) == ({"Mina"}, set())
    actions.acknowledge_handover(mandate, by=cast.member)
    assert waits(waiting.notes_to_read) == set()


def test_one_s_own_renewal_asks_for_no_note_and_gives_none_to_read(cast: Cast) -> None:
    actions.write_handover(ending_in(cast, 20), by=cast.awa, handover="Pour moi-même.")
    ending_in(cast, 20, "claire")
    given(cast, "awa")
    given(cast, "claire")
    assert waits(waiting.notes_to_read) == set()
    assert waits(waiting.notes_to_write) == {"Farid"}


def test_a_call_waits_for_full_members_who_neither_hold_it_nor_answered(cast: Cast) -> None:
    call = actions.call_for_hands(cast.community, Function.CO_FACILITATION, by=cast.awa)
    assert waits(waiting.calls) == {"Mina", "Farid", "Lena"}
    actions.raise_hand(call, by=cast.member)
    actions.lower_hand(call, by=cast.former)
    assert waits(waiting.calls) == {"Lena"}
    actions.close_call(call, by=cast.awa)
    assert waits(waiting.calls) == set()


def test_nothing_waits_for_whoever_pauses_or_left(cast: Cast) -> None:
    ending_in(cast, 20)
    actions.call_for_hands(cast.community, Function.WELCOME, by=cast.awa)
    Membership.objects.filter(person__in=(cast.awa, cast.member)).update(paused_at=clock.now())
    Membership.objects.filter(person=cast.former).update(left_at=clock.now())
    readers = (waiting.endings, waiting.notes_to_write, waiting.calls)
    assert [waits(reader) for reader in readers] == [set(), set(), {"Claire", "Lena"}]


@pytest.mark.parametrize("name", ["endings", "notes_to_write", "notes_to_read", "calls"])
def test_it_is_read_in_as_many_queries_for_many_as_for_one(
    cast: Cast, name: str, django_assert_max_num_queries: Any
) -> None:
    reader = getattr(waiting, name)
    for who in ("awa", "claire"):
        ending_in(cast, 20, who)
    taken = given(cast, "member")
    actions.write_handover(taken.follows, by=cast.former, handover="Les clés.")
    for function in (Function.WELCOME, Function.MEMORY_KEEPING, Function.TRUST_PERSON):
        actions.call_for_hands(cast.community, function, by=cast.awa)
    with django_assert_max_num_queries(4):
        everybody = list(reader(Person.objects.all()))
    with django_assert_max_num_queries(4):
        assert len(list(reader(Person.objects.none()))) == 0
    assert everybody
    assert all(str(cast.community) in item.said for item in everybody)


def test_an_item_says_until_when(cast: Cast) -> None:
    mandate = ending_in(cast, 20)
    (item,) = waiting.endings(Person.objects.filter(pk=cast.awa.pk))
    assert item.by is not None
    assert timedelta(0) <= item.by.date() - mandate.ends_on <= timedelta(days=1)
