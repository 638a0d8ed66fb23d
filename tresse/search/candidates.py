"""Which passages are worth ranking: never all that hold a common word, only enough of them to choose well from.

Those that say it in their title, and the latest of those that say it anywhere. Reading stops there: a question costs the
same whether a word is in a hundred passages or in a million, and no total is ever known.
"""

from collections.abc import Callable, Iterable, Sequence

from tresse.search.postings import postings
from tresse.search.questions import Question, Term, anywhere, in_title

IN_TITLE, ANYWHERE = 150, 300
ENOUGH = 8  # below that, passages that hold some of the words are looked at too
SOME = 100
MOST_PARTIAL = 5  # words


def candidates(
    question: Question, terms: Sequence[Term], readers: Sequence[str], *, partly: bool = True
) -> list[int]:
    """The places of passages that hold every word; where they are few, of some that hold several or one."""
    search = _Search(question, readers)
    found = search.titled([[*term.keys] for term in terms], IN_TITLE)
    found += search.held([[*term.keys] for term in terms], ANYWHERE)
    if partly and len(terms) > 1 and len(set(found)) < ENOUGH:
        found += _partly(search, terms)
    return list(dict.fromkeys(found))


def is_known(term: Term, readers: Sequence[str]) -> bool:
    """Somebody with these keys finds this word somewhere."""
    return bool(_Search(Question(), readers).held([[*term.keys]], 1))


def _partly(search: "_Search", terms: Sequence[Term]) -> list[int]:
    """All words but one, whichever; then any word."""
    sought = [[*term.keys] for term in terms]
    found: list[int] = []
    if 2 < len(sought) <= MOST_PARTIAL:
        for left_out in range(len(sought)):
            found += search.held(sought[:left_out] + sought[left_out + 1 :], SOME)
    any_of_them = [[key for keys in sought for key in keys]]
    return found + search.titled(any_of_them, SOME) + search.held(any_of_them, SOME)


class _Search:
    """One question put to the index by somebody."""

    def __init__(self, question: Question, readers: Sequence[str]) -> None:
        self._narrowing, self._span, self._readers = question.narrowing(), question.span(), readers

    def titled(self, sought: Sequence[Sequence[str]], limit: int) -> list[int]:
        return self._places(in_title, sought, limit)

    def held(self, sought: Sequence[Sequence[str]], limit: int) -> list[int]:
        return self._places(anywhere, sought, limit)

    def _places(
        self, where: Callable[[str, Iterable[str]], list[str]], sought: Sequence[Sequence[str]], limit: int
    ) -> list[int]:
        asked = {reader: [*(where(reader, keys) for keys in sought), *self._narrowing] for reader in self._readers}
        return postings().places(asked, limit, *self._span)
