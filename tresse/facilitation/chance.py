"""Small groups by chance: those who have not worked together first, organisations mixed, sizes as equal as can be.

Nothing here reads or writes the database: people are numbers or names, chance is a seed. The same seed gives the same.
"""

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations, product
from random import Random
from typing import TypeVar

TRIES = 480  # beginnings from which groups are bettered, shared among as many people as there are; the best is kept

Somebody = TypeVar("Somebody", bound=Hashable)
Met = Mapping[frozenset[Somebody], int]  # how often two people have been in one group
Weights = list[list[int]]  # what it costs that two people, by their place in the list, are together


def how_many(people: int, size: int) -> int:
    """The number of groups nearest to this size, in which nobody is left alone."""
    nearest = (2 * people + size) // (2 * max(size, 1))
    return max(1, min(nearest, people // 2))


def sizes(people: int, size: int) -> list[int]:
    """How many in each group: they differ by one at most."""
    groups = how_many(people, size)
    least, more = divmod(people, groups)
    return [least + (group < more) for group in range(groups)]


def counted_off(people: int, size: int) -> list[list[int]]:
    """Groups without names: people line up by organisation and count aloud, so that neighbours part."""
    groups = how_many(people, size)
    return [list(range(first, people + 1, groups)) for first in range(1, groups + 1)]


def drawn(
    people: Sequence[Somebody], size: int, *, met: Met[Somebody], sides: Mapping[Somebody, object], seed: str
) -> list[list[Somebody]]:
    """Everybody placed once. Repeated meetings weigh first, then people of the same organisation."""
    if not people:
        return []
    lot, weights = Random(seed), _weights(people, met, sides)
    best: list[list[int]] = []
    for _try in range(max(4, TRIES // len(people))):
        groups = _bettered(_dealt(len(people), size, lot), weights)
        if not best or _cost(groups, weights) < _cost(best, weights):
            best = groups
        if _cost(best, weights) == 0:
            break
    return [[people[one] for one in group] for group in best]


def fitting(
    newcomer: Somebody,
    groups: Sequence[Sequence[Somebody]],
    *,
    met: Met[Somebody],
    sides: Mapping[Somebody, object],
) -> int:
    """Where somebody who comes late sits best: a smallest group, with whom they have worked least. Its index."""
    fewest = min(len(group) for group in groups)

    def cost(index: int) -> tuple[int, int, int]:
        others = groups[index]
        again = sum(met.get(frozenset((newcomer, other)), 0) for other in others)
        return (again, sum(sides.get(other) == sides.get(newcomer) for other in others), index)

    return min((index for index, group in enumerate(groups) if len(group) == fewest), key=cost)


def _weights(people: Sequence[Somebody], met: Met[Somebody], sides: Mapping[Somebody, object]) -> Weights:
    """One meeting more weighs more than all the colleagues there may be together."""
    again = len(people) ** 2
    return [
        [met.get(frozenset((one, other)), 0) * again + (sides.get(one) == sides.get(other)) for other in people]
        for one in people
    ]


def _dealt(people: int, size: int, lot: Random) -> list[list[int]]:
    shuffled = lot.sample(range(people), people)
    groups, begins = [], 0
    for length in sizes(people, size):
        groups.append(shuffled[begins : begins + length])
        begins += length
    return groups


def _bettered(groups: list[list[int]], weights: Weights) -> list[list[int]]:
    """Two people change places as long as that makes it better."""
    while sum(_exchanged(one, other, weights) for one, other in combinations(groups, 2)):
        pass
    return groups


def _exchanged(one: list[int], other: list[int], weights: Weights) -> bool:
    """Whether anybody changed places between these two groups."""
    changed = False
    for i, j in product(range(len(one)), range(len(other))):
        mine, theirs = one[i], other[j]
        apart = weights[mine][theirs]
        now = _beside(mine, one, weights) + _beside(theirs, other, weights)
        then = _beside(theirs, one, weights) + _beside(mine, other, weights) - 2 * apart
        if then < now:
            one[i], other[j] = theirs, mine
            changed = True
    return changed


def _beside(somebody: int, group: Sequence[int], weights: Weights) -> int:
    row = weights[somebody]
    return sum(row[other] for other in group if other != somebody)


def _cost(groups: Sequence[Sequence[int]], weights: Weights) -> int:
    return sum(weights[one][other] for group in groups for one, other in combinations(group, 2))
