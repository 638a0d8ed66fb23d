"""The place of a text that answers, with its words marked as they were written: accents, inclusive forms and all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tresse.core.inclusive import set_forms
from tresse.core.typography import spaces_held
from tresse.search.folding import WORD, fold, keys, whole
from tresse.search.questions import Term

LENGTH = 260  # characters
BEFORE = 70  # of them before the first word found
SLICE = 8000  # characters looked at in one go, and after the first word found
MOST_FOUND = 200  # words: the best place is looked for among these
SPACE = re.compile(r"\s")
APART = re.compile(r"co|auto|inter|multi|post|pre|re|sous|sub|non")


@dataclass(frozen=True)
class Piece:
    """Some characters of a text, that answer or not."""

    text: str
    is_found: bool = False


def marked(text: str, terms: Sequence[Term], language: str) -> list[Piece]:
    """The whole text, such as a title, with the words found in it."""
    return list(_pieces(text, 0, len(text), _found(text, terms, language), language))


def excerpt(text: str, terms: Sequence[Term], language: str) -> list[Piece]:
    """The stretch of a text that holds most of the words looked for, or its beginning."""
    found = _enough(_found(text, terms, language), len(terms))
    start, end = _stretch(text, found)
    opening, closing = "… " if start else "", " …" if end < len(text) else ""
    pieces = list(_pieces(text, start, end, found, language))
    return [Piece(opening)] * bool(opening) + pieces + [Piece(closing)] * bool(closing)


def _found(text: str, terms: Sequence[Term], language: str) -> Iterator[tuple[int, int, str]]:
    """Where each word found begins and ends, and which it is. A plain look for beginnings first: texts may be long."""
    sought = {key: term.word for term in terms for key in term.keys}
    if not sought:
        return
    beginnings = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(map(_beginning, sought)))})")
    met, after = 0, 0
    last = len(text)
    for start, end in _slices(text):
        if start > last:
            return
        for match in beginnings.finditer(text[start:end].translate(_in_place)):
            if start + match.start() < after:
                continue
            word = WORD.match(text, start + match.start())
            said = word and next((key for key in _keys(word, language) if key in sought), None)
            if word and said:
                yield word.start(), word.end(), sought[said]
                after, met = word.end(), met + 1
                last = min(last, after + SLICE)  # one does not look for ever for a still better place
            if met >= MOST_FOUND:
                return


def _slices(text: str) -> Iterator[tuple[int, int]]:
    """A long text a few pages at a time, parted between two words: one seldom looks further than the first."""
    start = 0
    while start < len(text):
        end = _at_a_word(text, min(start + SLICE, len(text)), forward=False)
        yield start, end
        start = end


def _enough(found: Iterator[tuple[int, int, str]], wanted: int) -> list[tuple[int, int, str]]:
    """What is found up to the end of the first stretch that holds all the words."""
    met: list[tuple[int, int, str]] = []
    until = None
    for one in found:
        if until is not None and one[0] > until:
            break
        met.append(one)
        near = [other for other in met if other[0] > one[0] - LENGTH + BEFORE]
        if until is None and len({word for _begins, _ends, word in near}) == wanted:
            until = near[0][0] + LENGTH
    return met


def _beginning(key: str) -> str:
    """What every form of a word begins with; « co » may be set apart."""
    beginning = key[: max(len(key) - 3, 2)]
    apart = APART.match(beginning)
    return f"{apart[0]}-?{beginning[apart.end() :]}" if apart else beginning


def _keys(word: re.Match[str], language: str) -> tuple[str, ...]:
    alone = keys(word["word"], language) if word["before"] else ()
    return keys(whole(word), language) + alone


class _InPlace(dict[int, str]):
    """Folds character by character, so that each stays where it was."""

    def __missing__(self, code: int) -> str:
        self[code] = fold(chr(code))[:1] or chr(code)
        return self[code]


_in_place = _InPlace()


def _stretch(text: str, found: list[tuple[int, int, str]]) -> tuple[int, int]:
    if len(text) <= LENGTH:
        return 0, len(text)
    first = max(found, key=lambda one: (_told(found, one[0]), -one[0]), default=(0, 0, ""))[0]
    start = max(0, min(first - BEFORE, len(text) - LENGTH))
    end = min(start + LENGTH, len(text))
    return _at_a_word(text, start, forward=True), _at_a_word(text, end, forward=False)


def _told(found: Iterable[tuple[int, int, str]], start: int) -> int:
    """How many of the words looked for stand together from there on."""
    return len({word for begins, _ends, word in found if start <= begins < start + LENGTH - BEFORE})


def _at_a_word(text: str, index: int, *, forward: bool) -> int:
    """The nearest place between two words, so that none is cut."""
    if index in (0, len(text)):
        return index
    if forward:
        space = SPACE.search(text, index, index + 40)
        return space.end() if space else index
    space_at = text.rfind(" ", max(0, index - 40), index)
    return space_at if space_at > 0 else index


def _pieces(
    text: str, start: int, end: int, found: Iterable[tuple[int, int, str]], language: str
) -> Iterator[Piece]:
    at = start
    for begins, ends, _word in found:
        if begins < at or ends > end:
            continue
        if begins > at:
            yield Piece(set_forms(spaces_held(text[at:begins], language)))
        yield Piece(set_forms(text[begins:ends]), is_found=True)
        at = ends
    if at < end:
        yield Piece(set_forms(spaces_held(text[at:end], language)))
