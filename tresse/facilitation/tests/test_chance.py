"""Small groups by chance, over any number of people, organisations and past meetings."""

from collections import Counter
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tresse.facilitation import chance

STEADY = settings(derandomize=True, deadline=None, max_examples=60)


@st.composite
def circles(draw, most=40):
    people = list(range(draw(st.integers(2, most))))
    pairs = st.sets(st.frozensets(st.sampled_from(people), min_size=2, max_size=2), max_size=30)
    met = Counter({pair: draw(st.integers(1, 3)) for pair in draw(pairs)})
    sides = {one: draw(st.integers(0, 4)) for one in people}
    return people, draw(st.integers(2, 8)), met, sides


def drawn(circle, seed="un"):
    people, size, met, sides = circle
    return chance.drawn(people, size, met=met, sides=sides, seed=seed)


def repeats(groups, met):
    return sum(met[frozenset(pair)] for group in groups for pair in combinations(group, 2))


@STEADY
@given(circles())
def test_everybody_is_placed_once_and_nobody_is_alone(circle):
    groups = drawn(circle)
    assert sorted(one for group in groups for one in group) == circle[0]
    assert min(len(group) for group in groups) >= 2


@STEADY
@given(circles())
def test_sizes_differ_by_one_at_most(circle):
    lengths = {len(group) for group in drawn(circle)}
    assert max(lengths) - min(lengths) <= 1


@STEADY
@given(circles(), st.text(max_size=5))
def test_the_same_lot_gives_the_same_groups(circle, seed):
    assert drawn(circle, seed) == drawn(circle, seed)


@STEADY
@given(circles(most=7))
def test_no_repeat_that_could_be_avoided(circle):
    people, size, met, _sides = circle
    lengths = chance.sizes(len(people), size)

    def cut(order):
        parts, begins = [], 0
        for length in lengths:
            parts.append(order[begins : begins + length])
            begins += length
        return parts

    fewest = min(repeats(cut(order), met) for order in permutations(people))
    assert repeats(drawn(circle), met) == fewest


@STEADY
@given(st.integers(2, 200), st.integers(2, 12))
def test_counting_off_places_everybody_once_and_parts_neighbours(people, size):
    groups = chance.counted_off(people, size)
    assert sorted(number for group in groups for number in group) == list(range(1, people + 1))
    assert {len(group) for group in groups} == set(chance.sizes(people, size))
    if len(groups) > 1:
        assert not any(b - a == 1 for group in groups for a, b in combinations(group, 2))


@pytest.mark.parametrize(
    ("people", "size", "expected"),
    [
        (2, 2, [2]),
        (3, 2, [3]),
        (5, 2, [3, 2]),
        (7, 3, [4, 3]),
        (8, 3, [3, 3, 2]),
        (7, 4, [4, 3]),
        (5, 4, [5]),
        (10, 5, [5, 5]),
        (3, 8, [3]),
    ],
)
def test_the_number_of_groups_is_the_nearest_to_what_was_asked(people, size, expected):
    assert chance.sizes(people, size) == expected


def test_colleagues_are_parted_when_nothing_else_weighs():
    sides = {one: one // 2 for one in range(8)}
    groups = chance.drawn(range(8), 2, met={}, sides=sides, seed="un")
    assert [group for group in groups if sides[group[0]] == sides[group[1]]] == []


def test_a_meeting_more_weighs_more_than_all_colleagues():
    sides = dict.fromkeys(range(4), "one")
    met = {frozenset((0, 1)): 1, frozenset((2, 3)): 1}
    groups = chance.drawn(range(4), 2, met=met, sides=sides, seed="un")
    assert repeats(groups, Counter(met)) == 0


def test_sixty_people_are_drawn_in_a_moment():
    met = Counter({frozenset((one, (one + step) % 60)): 1 for one in range(60) for step in (1, 2, 3, 5, 8)})
    groups = chance.drawn(range(60), 4, met=met, sides={one: one % 3 for one in range(60)}, seed="un")
    assert (len(groups), repeats(groups, met)) == (15, 0)


def test_somebody_late_sits_in_a_smallest_group_with_those_they_know_least():
    groups = [[1, 2, 3], [4, 5], [6, 7]]
    assert chance.fitting(9, groups, met={frozenset((9, 4)): 1}, sides={}) == 2
    assert chance.fitting(9, groups, met={}, sides={9: "a", 4: "a", 6: "b"}) == 2
