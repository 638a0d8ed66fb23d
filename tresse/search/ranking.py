"""The best of the candidates first: the same reckoning on both databases.

BM25 over the candidates: how rare a word is among them, how often a passage says it for its length. A title counts more
than a body, and most when it says little else. What is recent counts a little more. Nothing that is hidden from
whoever searches weighs in: only what they may find is among the candidates.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Substr

from tresse.core import clock
from tresse.search.models import Passage
from tresse.search.questions import Term

READ = 3000  # characters of the keys of a body: what is said further on counts as said once
K, B = 1.2, 0.75
TITLE = 3.0
TOGETHER, TITLED_TOGETHER = 1.5, 2.5  # words that follow one another as they were typed, in the title or not
FRESH = 0.15  # at most, for today
NEAR = 35  # characters of keys between one word and the next
OTHERS = 0.1  # of the score of each other passage on the same page


@dataclass
class Candidate:
    """A passage as it is weighed."""

    place: int
    page: tuple[str, int]
    community_id: int | None
    on: date
    title: str
    body: str
    score: float = 0.0

    @property
    def length(self) -> int:
        return self.body.count(" ")


def ranked(places: Sequence[int], terms: Sequence[Term]) -> list[Candidate]:
    """One candidate for each page, the best first."""
    candidates = _read(places)
    _weigh(candidates, terms)
    best: dict[tuple[str, int], Candidate] = {}
    for candidate in sorted(candidates, key=lambda one: (-one.score, -one.place)):
        first = best.setdefault(candidate.page, candidate)
        if first is not candidate:
            first.score += OTHERS * candidate.score / (1 + first.score)
    return sorted(best.values(), key=lambda one: (-one.score, -one.place))


def says(one: Candidate, term: Term) -> bool:
    """As far as it was read."""
    return bool(_count(one.title, term) or _count(one.body, term))


def _read(places: Sequence[int]) -> list[Candidate]:
    rows = (
        Passage.objects.filter(pk__in=places)
        .order_by()
        .values_list(
            "place", "page_label", "page_id", "community", "on", "title_keys", Substr("text_keys", 1, READ)
        )
    )
    return [
        Candidate(place, (label, id), community, on, title, f"{body} ")
        for place, label, id, community, on, title, body in rows
    ]


def _weigh(candidates: list[Candidate], terms: Sequence[Term]) -> None:
    if not candidates:
        return
    usual = sum(one.length for one in candidates) / len(candidates)
    counts = [[(_count(one.title, term), _count(one.body, term)) for term in terms] for one in candidates]
    held_by = [sum(any(counts[i][t]) for i in range(len(candidates))) for t in range(len(terms))]
    rarity = [math.log(1 + (len(candidates) - held + 0.5) / (held + 0.5)) + 0.2 for held in held_by]
    today = clock.today()
    for one, counted in zip(candidates, counts, strict=True):
        one.score = _score(one, counted, rarity, usual)
        if _stand_together(one.title, terms):
            one.score *= TITLED_TOGETHER
        elif _stand_together(one.body, terms):
            one.score *= TOGETHER
        one.score *= 1 + FRESH / (1 + abs((today - one.on).days) / 180)


def _score(one: Candidate, counted: list[tuple[int, int]], rarity: list[float], usual: float) -> float:
    normal = K * (1 - B + B * one.length / (usual or 1))
    words_in_title = max(one.title.count(" ") - 1, 1)
    titled = sum(bool(in_title) for in_title, _in_body in counted)
    coverage = 0.5 + 0.5 * min(titled / words_in_title, 1)
    score = 0.0
    for weight, (in_title, in_body) in zip(rarity, counted, strict=True):
        score += weight * (in_body * (K + 1) / (in_body + normal))
        score += weight * TITLE * coverage * bool(in_title)
    held = sum(any(each) for each in counted) or 1  # it may be said beyond what was read
    return score * (held / len(counted)) ** 2


def _count(keys: str, term: Term) -> int:
    """How often a text, as `writing.joined` made it, says this word."""
    return max(keys.count(f" {key}|") + keys.count(f"|{key}|") for key in term.keys)


def _stand_together(keys: str, terms: Sequence[Term]) -> bool:
    """These words follow one another, small ones between them at most. By plain looks: a pattern took four times as long."""
    first, *others = terms
    for at in _places(keys, first):
        for other in others:
            at = next((place for place in _places(keys, other, at + 1, at + NEAR)), -1)
            if at < 0:
                break
        else:
            return bool(others)
    return False


def _places(keys: str, term: Term, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where a text, as `writing.joined` made it, says this word."""
    for said in [form for key in term.keys for form in (f" {key}|", f"|{key}|")]:
        at = keys.find(said, start, end)
        while at >= 0:
            yield at
            at = keys.find(said, at + 1, end)
