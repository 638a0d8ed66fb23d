"""What the library shows, and how it is searched."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tresse.communities.models import Community
from tresse.library.models import Publication
from tresse.networks.models import Theme


@dataclass(frozen=True)
class Search:
    """What a reader looks for; an empty string looks for anything."""

    words: str = ""
    objective: str = ""
    theme: str = ""
    community: str = ""
    kind: str = ""
    language: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


def shelf(person: Any) -> QuerySet[Publication]:
    """The latest version of each publication, for a list: without what only its own page needs."""
    return (
        Publication.objects.visible_to(person)
        .current()
        .select_related("community")
        .defer("content", "credits", "trail")
    )


def found(person: Any, search: Search) -> QuerySet[Publication]:
    """The publications that answer a search, the latest first."""
    books = shelf(person)
    for word in search.words.split()[:8]:
        books = books.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(community__name__icontains=word)
        )
    if search.objective:
        books = books.filter(objective_key=search.objective)
    if search.theme:
        books = books.filter(community__themes__slug=search.theme)
    if search.community:
        books = books.filter(community__slug=search.community)
    if search.kind:
        books = books.filter(kinds__contains=f" {search.kind} ")
    if search.language:
        books = books.filter(language=search.language)
    return books


def publishing_communities() -> QuerySet[Community]:
    """Those that have something in the library."""
    return Community.objects.filter(pk__in=Publication.objects.current().values("community"))


def published_themes() -> QuerySet[Theme]:
    return Theme.objects.filter(communities__in=publishing_communities()).distinct()


def versions_of(publication: Publication) -> list[Publication]:
    """All versions at the same address, the latest first."""
    others = Publication.objects.filter(address=publication.address).defer("content", "credits", "trail")
    return list(others.order_by("-version"))
