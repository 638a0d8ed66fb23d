"""What people can find, and who says which passages it holds (tresse/core/indexing.py).

Each line names a function `(ids) -> Iterable[Entry]`, in a constant number of queries.
"""

SEARCHED: dict[str, str] = {}

# What keeps the index: `(label, ids)`, called inside the transaction that changed these things.
INDEX = "tresse.search.writing.write"
