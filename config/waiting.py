"""« À vous »: what may wait for a person, each told by the concept it belongs to.

Each line names a function `(people) -> Iterable[Waiting]`, where `people` is a queryset of `Person`: it answers for all of
them at once, in a constant number of queries (tresse/core/waiting.py).
"""

WAITING: tuple[str, ...] = ("tresse.commitments.waiting.waiting_for",)
