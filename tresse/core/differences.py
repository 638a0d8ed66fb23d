"""Where two texts differ, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[^\s]+")
LONGEST_BY_WORD = (
    4_000  # beyond, a paragraph that differs is marked whole: comparing costs the square of the length
)


@dataclass(frozen=True)
class Piece:
    text: str
    differs: bool


@dataclass(frozen=True)
class BothTexts:
    theirs: list[Piece]
    mine: list[Piece]


def compare(theirs: str, mine: str) -> BothTexts:
    """Both texts whole, cut where they differ: by paragraph first, then by word inside."""
    left, right = theirs.splitlines(keepends=True), mine.splitlines(keepends=True)
    both = BothTexts([], [])
    for same, one, other in _runs(left, right):
        if same:
            _add(both.theirs, "".join(one), differs=False)
            _add(both.mine, "".join(other), differs=False)
        else:
            _by_word(both, "".join(one), "".join(other))
    return both


def _by_word(both: BothTexts, one: str, other: str) -> None:
    left, right = WORDS.findall(one), WORDS.findall(other)
    runs = _runs(left, right) if len(left) + len(right) <= LONGEST_BY_WORD else [(False, left, right)]
    for same, words, words_too in runs:
        _add(both.theirs, "".join(words), differs=not same)
        _add(both.mine, "".join(words_too), differs=not same)


def _runs(left: list[str], right: list[str]) -> list[tuple[bool, list[str], list[str]]]:
    matched = SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes()
    return [(tag == "equal", left[a:b], right[c:d]) for tag, a, b, c, d in matched]


def _add(pieces: list[Piece], text: str, *, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))
