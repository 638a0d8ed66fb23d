"""What the pages of the watch read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language_info

from tresse.communities.models import Community, Stage
from tresse.memberships.models import Membership, live_membership
from tresse.memberships.queries import membership_of
from tresse.resources.kinds import KINDS
from tresse.resources.models import Import, Note, Reference, ReferenceQuerySet, ReferenceTag

MOST_TAGS_SHOWN = 40


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the watch, as the address says it."""

    words: str = ""
    tag: str = ""
    kind: str = ""
    language: str = ""
    by: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


@dataclass(frozen=True)
class Choices:
    """By what one may look: only what there is, and no count beside anything."""

    tags: list[tuple[str, str]]
    kinds: list[tuple[str, Any]]
    languages: list[tuple[str, str]]
    people: list[tuple[str, str]]


def visible_references(person: Any, community: Community) -> ReferenceQuerySet:
    """The references of a community as far as they exist for this person (S1)."""
    if community.stage == Stage.IDEA and live_membership(person, community) is None:
        raise Http404
    return Reference.objects.visible_to(person).filter(community=community)


def visible_reference(person: Any, community: Community, number: int) -> Reference:
    """The reference of this number; 404 where it does not exist for this person (S1)."""
    whole = visible_references(person, community).select_related("brought_by__person").prefetch_related("tags")
    reference = get_object_or_404(whole, number=number)
    reference.community = community
    return reference


def wanted_from(references: ReferenceQuerySet, wanted: Wanted, *, inside: bool) -> ReferenceQuerySet:
    """Those somebody looks for. Who brought what is for those inside."""
    if wanted.words:
        references = references.saying(wanted.words)
    if wanted.tag:
        references = references.tagged(wanted.tag)
    if wanted.kind:
        references = references.filter(kind_key=wanted.kind)
    if wanted.language:
        references = references.filter(language=wanted.language)
    if wanted.by and inside:
        references = references.filter(brought_by__pk=int(wanted.by[:12]) if wanted.by.isdecimal() else 0)
    return references


def listed(references: ReferenceQuerySet, *, inside: bool) -> ReferenceQuerySet:
    """For a list: with their tags, whoever brought them, and the word on why read them, for those inside."""
    whole = references.select_related("brought_by__person").prefetch_related("tags")
    notes = Note.objects.select_related("membership__person")
    return whole.prefetch_related(Prefetch("notes", notes)) if inside else whole


def choices(references: ReferenceQuerySet, person: Any, community: Community) -> Choices:
    """What one may look by among these references."""
    shown = references.order_by().values("pk")
    tags = ReferenceTag.objects.filter(reference__in=shown).values("key").annotate(used=Count("pk"))
    keys = [tag["key"] for tag in tags.order_by("-used", "key")[:MOST_TAGS_SHOWN]]
    names = dict(
        ReferenceTag.objects.filter(reference__in=shown, key__in=keys).order_by("-pk").values_list("key", "name")
    )
    kinds = set(references.order_by().values_list("kind_key", flat=True).distinct())
    languages = set(references.order_by().exclude(language="").values_list("language", flat=True).distinct())
    people: Iterable[Membership] = []
    if membership_of(person, community):
        people = Membership.objects.filter(pk__in=references.order_by().values("brought_by")).select_related(
            "person"
        )
    return Choices(
        sorted(names.items(), key=lambda tag: tag[1].casefold()),
        [(kind.key, kind.name) for kind in KINDS.values() if kind.key in kinds],
        sorted((code, language_name(code)) for code in languages),
        sorted(((str(one.pk), str(one)) for one in people), key=lambda one: one[1]),
    )


def language_name(code: str) -> str:
    """« espagnol », in the language of whoever reads; the code of one Django does not know."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def own_import(person: Any, community: Community, pk: int) -> Import:
    """What one has brought oneself in a file and not yet chosen from; 404 otherwise."""
    mine = Import.objects.filter(membership__person=person, membership__community=community)
    return get_object_or_404(mine.select_related("membership__community"), pk=pk)
