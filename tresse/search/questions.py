"""What somebody looks for: their words, and by what they narrow them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.core import clock
from tresse.search.folding import STEMMERS, fold, keys, whole, words
from tresse.search.stop_words import STOP_WORDS
from tresse.search.writing import DAY

LONGEST = 300  # characters that are read of a question
MOST_WORDS = 8
FURTHEST = 1 << 62
FURTHEST_PAGE = 10


@dataclass(frozen=True)
class When:
    """A stretch of time to look in, in days from today; None is without end."""

    name: str | Promise
    first: int | None
    last: int | None


WHENS = {
    "to-come": When(_("To come"), 0, None),
    "quarter": When(_("In the last three months"), -91, 0),
    "year": When(_("In the last year"), -365, 0),
    "before": When(_("More than a year ago"), None, -366),
}


@dataclass(frozen=True)
class Term:
    """One word of a question, with the keys by which it is found in any language."""

    word: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What was typed, and what narrows it. What makes no sense narrows to nothing, and says nothing more."""

    text: str = ""
    community: Community | None = None
    kind: str = ""
    objective: str = ""
    when: str = ""

    @property
    def words(self) -> str:
        """As it is shown back and read: on one line, not without end."""
        seen = "".join(" " if unicodedata.category(each) == "Cc" else each for each in self.text[: 4 * LONGEST])
        return " ".join(seen.split())[:LONGEST].strip()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.community or self.kind or self.objective or self.when)

    def terms(self) -> list[Term]:
        """The words that count; all of them when it holds no other."""
        met = list(dict.fromkeys(whole(match) for match in words(self.words)))
        counting = [word for word in met if fold(word) not in STOP_WORDS] or met
        return [term(word) for word in counting[:MOST_WORDS]]

    def narrowing(self) -> list[list[str]]:
        """What else a passage must hold, as `writing.posted` says it."""
        wanted = [f"@{self.community.pk}" if self.community else "", self.kind and f"#{self.kind}"]
        return [[token] for token in (*wanted, self.objective and f"%{self.objective}") if token]

    def span(self) -> tuple[int, int]:
        """The first and the last place it may be found at."""
        when = WHENS.get(self.when)
        if when is None:
            return 0, FURTHEST
        today = clock.today().toordinal()
        return (
            0 if when.first is None else today + when.first << DAY,
            FURTHEST if when.last is None else (today + when.last + 1 << DAY) - 1,
        )


def term(word: str) -> Term:
    """A word in every language at once: nobody says in which one they search."""
    return Term(word, tuple(dict.fromkeys(key for language in STEMMERS for key in keys(word, language))))


def anywhere(reader: str, sought: Iterable[str]) -> list[str]:
    """One of these keys, anywhere in a passage that this reader may find."""
    return [f"{reader}:{key}" for key in sought]


def in_title(reader: str, sought: Iterable[str]) -> list[str]:
    return [f"{reader}={key}" for key in sought]
