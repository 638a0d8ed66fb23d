"""What changes from one version of the charter to the next, article by article."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from tresse.charters.models import Article, Charter
from tresse.charters.numbers import Change, changes_of, numbers_of
from tresse.core.differences import BothTexts, compare
from tresse.core.text import digest


@dataclass(frozen=True)
class Difference:
    """One article beside what it was: `before` is None when it is added, `after` when it is taken out."""

    before: Article | None
    after: Article | None
    moved: bool = False

    @property
    def is_added(self) -> bool:
        return self.before is None

    @property
    def is_removed(self) -> bool:
        return self.after is None

    @property
    def is_reworded(self) -> bool:
        return bool(self.before and self.after) and _words(self.before) != _words(self.after)

    @property
    def is_same(self) -> bool:
        return not (self.is_added or self.is_removed or self.is_reworded or self.moved)

    @cached_property
    def titles(self) -> BothTexts:
        return compare(self.before.title if self.before else "", self.after.title if self.after else "")

    @cached_property
    def texts(self) -> BothTexts:
        return compare(self.before.text if self.before else "", self.after.text if self.after else "")

    @property
    def what(self) -> str:
        """What happens to it, in words."""
        if self.is_added:
            return _("added")
        if self.is_removed:
            return _("taken out")
        said = [_("changed")] if self.is_reworded else []
        said += [_("moved")] if self.moved else []
        return ", ".join(said) or _("unchanged")


@dataclass(frozen=True)
class Differences:
    """Two versions of a charter side by side."""

    before: Charter
    after: Charter
    articles: list[Difference]
    numbers: list[Change]

    @property
    def changed(self) -> list[Difference]:
        return [difference for difference in self.articles if not difference.is_same]

    @property
    def unchanged(self) -> int:
        return sum(difference.is_same for difference in self.articles)

    def __bool__(self) -> bool:
        return bool(self.changed or self.numbers)

    @property
    def digest(self) -> str:
        """What is proposed, to the letter: the articles as they would be, and the numbers that would change."""
        words = [_words(one) for one in self.after.articles.all()]
        numbers = {change.name: change.after for change in self.numbers}
        return digest(json.dumps([self.after.version, words, numbers], ensure_ascii=False, sort_keys=True))


def differences(before: Charter, after: Charter) -> Differences:
    """From one version to a later one. An article is known by the one it follows, whatever its words."""
    old, new = list(before.articles.all()), list(after.articles.all())
    numbers = changes_of(before, numbers_of(after))
    return Differences(before, after, _articles(old, new, _ancestors(before, after)), numbers)


def typed_beside(draft: Charter, typed: Sequence[Article]) -> list[Difference]:
    """From the draft as somebody saved it to what somebody else typed: the same article follows the same one, or
    bears the same title."""
    saved = list(draft.articles.all())
    ancestor = {}
    for number, article in enumerate(typed, start=1):
        article.pk = -number
        same = [one for one in saved if (one.follows_id or one.title) == (article.follows_id or article.title)]
        ancestor[article.pk] = same[0].pk if same else 0
    return _articles(saved, list(typed), ancestor)


def _articles(old: list[Article], new: list[Article], ancestor: dict[int, int]) -> list[Difference]:
    by_pk = {article.pk: article for article in old}
    kept = [ancestor[article.pk] for article in new if ancestor.get(article.pk) in by_pk]
    order = {article.pk: place for place, article in enumerate(old)}
    steady = {kept[place] for place in _longest_rise([order[pk] for pk in kept])}
    found = [_difference(article, by_pk.get(ancestor.get(article.pk, 0)), steady) for article in new]
    for gone in (article for article in old if article.pk not in kept):
        found.insert(_place_of(gone, order, found), Difference(gone, None))
    return found


def _difference(article: Article, before: Article | None, steady: set[int]) -> Difference:
    return Difference(before, article, moved=before is not None and before.pk not in steady)


def _place_of(gone: Article, order: dict[int, int], found: Sequence[Difference]) -> int:
    """Where it was: after the last article that stood before it and is still there."""
    for place in range(len(found), 0, -1):
        beside = found[place - 1].before
        if beside and not found[place - 1].moved and order[beside.pk] < order[gone.pk]:
            return place
    return 0


def _ancestors(before: Charter, after: Charter) -> dict[int, int]:
    """For each article of `after`, the one of `before` it comes from, through the versions between."""
    versions = before.community.charters.filter(version__gt=before.version, version__lte=after.version)
    follows = dict(Article.objects.filter(charter__in=versions).values_list("pk", "follows"))
    mine = {article.pk for article in after.articles.all()}
    found = {}
    for pk in mine:
        ancestor = pk
        while ancestor in follows:
            ancestor = follows[ancestor] or 0
        found[pk] = ancestor
    return found


def _longest_rise(places: list[int]) -> list[int]:
    """The indexes of a longest rising run: what is outside of it has moved."""
    best: list[list[int]] = []
    for index, place in enumerate(places):
        before = [run for run in best if places[run[-1]] < place]
        best.append([*max(before, key=len, default=[]), index])
    return max(best, key=len, default=[])


def _words(article: Any) -> tuple[str, str, str]:
    return article.principle, article.title, article.text
