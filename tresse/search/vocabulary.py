"""The words that were met, for each key of a reader: what completes a word being typed, and mends one misspelt.

It may remember a word that is gone, or was narrowed since. So nothing is offered from it that is not found, at that very
moment, in what the reader may see.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection

from tresse.search.folding import Said
from tresse.search.models import Word

AT_ONCE = 300  # words looked at for one beginning
NEAR = 3000  # and for one misspelling
AFTER = (
    "zzzzzzzz"  # words are of small letters without accents: in any collation this comes after all that begin so
)

# Not a constraint: two transactions that learn the same new word would wait for each other. A word twice does no harm.
# All in one statement, in words both databases know: one for each word took most of the time of a writing anew.
EACH = {"sqlite": "json_each(%s)", "postgresql": "json_each_text(%s::json)"}
LEARN = """
    INSERT INTO search_word (reader, word, keys) SELECT %s, met.key, met.value FROM {each} AS met
    WHERE NOT EXISTS (SELECT 1 FROM search_word AS known WHERE known.reader = %s AND known.word = met.key)
"""


def learn(said: Iterable[tuple[str, Iterable[Said]]]) -> None:
    """Remember the words of passages, each with the reader it exists for."""
    met: dict[str, dict[str, str]] = {}
    for reader, words in said:
        met.setdefault(reader, {}).update((word.bare, word.bare_keys) for word in words if word.bare)
    with connection.cursor() as cursor:
        for reader in sorted(met):
            cursor.execute(LEARN.format(each=EACH[connection.vendor]), [reader, json.dumps(met[reader]), reader])


def beginning_with(start: str, readers: Sequence[str], most: int) -> list[str]:
    """The keys of the words that begin so, the shortest words first."""
    found = _between(start, start + AFTER, readers, AT_ONCE)
    shortest = sorted(found, key=lambda word: (len(word.word), word.word))
    return list(dict.fromkeys(key for word in shortest for key in word.keys.split()))[:most]


def near(word: str, readers: Sequence[str]) -> list[str]:
    """The words met that begin with the same two letters."""
    return sorted({each.word for each in _between(word[:2], word[:2] + AFTER, readers, NEAR)})


def _between(start: str, end: str, readers: Sequence[str], most: int) -> list[Word]:
    return list(Word.objects.filter(reader__in=readers, word__gte=start, word__lt=end)[:most])
