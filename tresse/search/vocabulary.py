"""The words that were met, for each key of a reader: what completes a word being typed, and mends one misspelt.

It may remember a word that is gone, or was narrowed since. So nothing is offered from it that is not found, at that very
moment, in what the reader may see.
"""

import json
from collections.abc import Iterable, Sequence

from django.db import connection

from tresse.search.folding import fold, keys, whole, words
from tresse.search.models import Passage, Word

SHORTEST, LONGEST = 4, 30  # letters of a word worth remembering
AT_ONCE = 300  # words looked at for one beginning
NEAR = 3000  # and for one misspelling
AFTER = (
    "zzzzzzzz"  # words are of small letters without accents: in any collation this comes after all that begin so
)

# Not a constraint: two transactions that learn the same new word would wait for each other. A word twice does no harm.
# All in one statement, in words both databases know: one for each word took most of the time of a writing anew.
EACH = {"sqlite": "json_each(%s) AS met", "postgresql": "json_array_elements(%s) AS met (value)"}
LEARN = """
    INSERT INTO search_word (reader, word, keys)
    SELECT met.value->>0, met.value->>1, met.value->>2 FROM {each}
    WHERE NOT EXISTS (SELECT 1 FROM search_word WHERE reader = met.value->>0 AND word = met.value->>1)
"""


def learn(passages: Iterable[Passage]) -> None:
    """Remember the words of these passages."""
    if met := sorted(_met(passages)):
        with connection.cursor() as cursor:
            cursor.execute(LEARN.format(each=EACH[connection.vendor]), [json.dumps(met)])


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


def _met(passages: Iterable[Passage]) -> set[tuple[str, str, str]]:
    said: dict[tuple[str, str], set[str]] = {}
    for passage in passages:
        those = said.setdefault((passage.reader, passage.language), set())
        those.update(whole(match) for match in words(f"{passage.title}\n{passage.text}"))
    return {
        (reader, word, " ".join(keys(word, language)))
        for (reader, language), those in said.items()
        for word in set(map(fold, those))
        if SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isascii()
    }
