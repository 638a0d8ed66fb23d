"""What somebody finds: ranked, then fetched again as far as it exists for them (S1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps

from tresse.communities.models import Community
from tresse.search import readers as reading
from tresse.search import spelling, vocabulary
from tresse.search.candidates import candidates, is_known
from tresse.search.excerpts import Piece, excerpt, marked
from tresse.search.folding import fold, words
from tresse.search.models import Passage
from tresse.search.questions import Question, Term, term
from tresse.search.ranking import Candidate, ranked, says

ON_A_PAGE = 10
SUGGESTED = 6
MOST_ENDS, MOST_TOKENS = 24, 1500  # of a word being typed: fewer for whoever reads in many places
FAR = 50  # pages among which the communities one may narrow by are looked for


@dataclass(frozen=True)
class Result:
    """A page that answers, and the passage of it that does."""

    label: str
    url: str
    title: list[Piece]
    excerpt: list[Piece]
    language: str
    on: date
    community: Community | None

    @property
    def is_dated(self) -> bool:
        """Neither a community nor an organisation is of one day."""
        return self.label not in ("communities.Community", "networks.Organisation")

    @property
    def kind_name(self) -> str:
        return str(apps.get_model(self.label)._meta.verbose_name)


@dataclass(frozen=True)
class Found:
    """A page of results. How many there are in all is not known."""

    question: Question
    results: list[Result] = field(default_factory=list)
    number: int = 1
    has_more: bool = False
    mended: str = ""  # the question as it may have been meant
    communities: list[Community] = field(default_factory=list)  # where the best answers are, to narrow by

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1

    @property
    def first(self) -> int:
        """The number of its first result, counted from one."""
        return self.before * ON_A_PAGE + 1


def find(person: Any, question: Question, number: int = 1) -> Found:
    """What this person may see that answers the question."""
    terms = question.terms()
    if not terms:
        return Found(question)
    readers = reading.keys_of(person)
    best = ranked(candidates(question, terms, readers), terms)
    first = (number - 1) * ON_A_PAGE
    communities = _communities(person, question, best)
    results = _shown(person, best[first : first + ON_A_PAGE], terms, communities)
    mended = _mended(person, question, terms, readers, best)
    narrow_by = [communities[key] for key in sorted(communities, key=lambda key: communities[key].name)]
    return Found(question, results, number, len(best) > first + ON_A_PAGE, mended, narrow_by)


def suggest(person: Any, question: Question) -> list[Result]:
    """A few pages that answer what is being typed, whose last word may not be whole."""
    terms = question.terms()
    if not terms:
        return []
    readers = reading.keys_of(person)
    *before, last = terms
    most = min(MOST_ENDS, MOST_TOKENS // len(readers))
    ends = vocabulary.beginning_with(fold(last.word), readers, most)
    last = Term(last.word, tuple(dict.fromkeys([*last.keys, *ends])))
    best = ranked(candidates(question, [*before, last], readers, partly=False), [*before, last])[:SUGGESTED]
    return _shown(person, best, [*before, last], _communities(person, question, best))


def _shown(
    person: Any, best: Sequence[Candidate], terms: Sequence[Term], communities: dict[int, Community]
) -> list[Result]:
    """These passages as far as they exist for this person at this moment, whatever the index says."""
    passages = Passage.objects.in_bulk([one.place for one in best])
    there = [passages[one.place] for one in best if one.place in passages]
    visible = _visible(person, there)
    return [
        _result(passage, terms, communities)
        for passage in there
        if (passage.page_label, passage.page_id) in visible
        and ((passage.label, passage.thing_id) in visible or not _has_door(passage.label))
        and (passage.community_id is None or passage.community_id in communities)
    ]


def _visible(person: Any, passages: Iterable[Passage]) -> set[tuple[str, int]]:
    """Which of these things, and of the things on whose page they are read, exist for this person: a query a kind."""
    wanted: dict[str, set[int]] = {}
    for passage in passages:
        wanted.setdefault(passage.page_label, set()).add(passage.page_id)
        if _has_door(passage.label):
            wanted.setdefault(passage.label, set()).add(passage.thing_id)
    return {(label, id) for label, ids in wanted.items() for id in _ids_visible(person, label, ids)}


def _ids_visible(person: Any, label: str, ids: set[int]) -> Iterable[int]:
    things: Any = apps.get_model(label)._default_manager.all()
    seen = things.visible_to(person) if _has_door(label) else things
    return list(seen.filter(pk__in=ids).order_by().values_list("pk", flat=True))


def _has_door(label: str) -> bool:
    """Some things are seen as far as their page is, such as the blocks of a document; organisations by everyone."""
    return hasattr(apps.get_model(label)._default_manager.all(), "visible_to")


def _result(passage: Passage, terms: Sequence[Term], communities: dict[int, Community]) -> Result:
    return Result(
        label=passage.page_label,
        url=passage.url,
        title=marked(passage.title, terms, passage.language),
        excerpt=excerpt(passage.text, terms, passage.language),
        language=passage.language,
        on=passage.on,
        community=communities.get(passage.community_id) if passage.community_id else None,
    )


def _communities(person: Any, question: Question, best: Sequence[Candidate]) -> dict[int, Community]:
    """The communities in which the answers are, as far as they exist for this person."""
    ids = {one.community_id for one in best[:FAR] if one.community_id}
    return {one.pk: one for one in Community.objects.visible_to(person).filter(pk__in=ids)}


def _mended(
    person: Any, question: Question, terms: Sequence[Term], readers: Sequence[str], best: Sequence[Candidate]
) -> str:
    """The question with words this person can find in place of those they cannot; empty if there is nothing to mend."""
    text = question.words
    for each in terms:
        if not (any(says(one, each) for one in best) or is_known(each, readers)):
            others = (_as_written(person, other, readers) for other in spelling.near(each, readers))
            text = text.replace(each.word, next(filter(None, others), each.word))
    return text if text != question.words else ""


def _as_written(person: Any, word: str, readers: Sequence[str]) -> str:
    """A word as it is written, accents and all, in something this person sees right now; empty if it is not."""
    sought = term(word)
    best = ranked(candidates(Question(word), [sought], readers), [sought])[:ON_A_PAGE]
    passages = Passage.objects.in_bulk([one.place for one in best])
    visible = _visible(person, passages.values())
    for passage in passages.values():
        if (passage.page_label, passage.page_id) in visible:
            for match in words(f"{passage.title} {passage.text}"):
                if fold(match["word"]) == word:
                    return match["word"].lower()
    return ""
