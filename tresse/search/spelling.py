"""What somebody may have meant by a word nobody wrote."""

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tresse.search import vocabulary
from tresse.search.folding import fold
from tresse.search.questions import Term

SHORTEST = 4  # letters: shorter words are too many to be near one


def near(term: Term, readers: Sequence[str]) -> Iterator[str]:
    """Words these readers have met that differ by a letter or two, the nearest first."""
    word = fold(term.word)
    if len(word) < SHORTEST:
        return
    furthest = 1 if len(word) < 6 else 2
    met = vocabulary.near(word, readers)
    for other, _distance, _index in process.extract(word, met, scorer=OSA.distance, score_cutoff=furthest, limit=3):
        yield other
