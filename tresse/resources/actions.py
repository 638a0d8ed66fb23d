"""What one does with shared references: bring them, mend them, note why, show them further, put them away."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import clock, journal
from tresse.core.indexing import changed, changed_ids
from tresse.core.numbers import next_number
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of, place_of
from tresse.resources import rules
from tresse.resources.csl import Found, clean_doi, clean_link, from_item, to_item
from tresse.resources.duplicates import already_here, link_key, title_key
from tresse.resources.folding import folded, tag_key
from tresse.resources.models import Import, Note, Reference, ReferenceTag, Search

MOST_LINKS = 20
AUDIENCES = (Audience.COMMUNITY, Audience.NETWORK, Audience.PUBLIC)
KEPT_IMPORTS = 7  # days


class AlreadyHere(ValidationError):
    """It is there: `reference` says where."""

    def __init__(self, reference: Reference) -> None:
        super().__init__(_("This reference is already in the watch. Add your note to it."))
        self.reference = reference


@transaction.atomic
def bring(community: Community, found: Found, *, by: Any, why: str = "") -> Reference:
    """Bring one reference, with a word on why read it."""
    community, membership = _held(community, by)
    same = already_here(community, [found])[0]
    if same:
        raise AlreadyHere(same)
    reference = _add(community, found, membership)
    if why.strip():
        Note.objects.create(reference=reference, membership=membership, text=why.strip())
    _tell(reference, by)
    return reference


@transaction.atomic
def bring_links(community: Community, lines: Sequence[str], *, by: Any) -> tuple[list[Reference], list[Reference]]:
    """Bring what several links or DOIs lead to: their titles are looked for afterwards. Those brought, those already there."""
    community, membership = _held(community, by)
    found = [_placeholder(line) for line in dict.fromkeys(line.strip() for line in lines) if line]
    if not found:
        raise ValidationError({"links": _("Paste a link or a DOI, one on a line.")})
    if len(found) > MOST_LINKS:
        raise ValidationError({"links": _("Bring twenty links at a time at most.")})
    brought: list[Reference] = []
    known: list[Reference] = []
    for one in found:
        same = already_here(community, [one])[0]
        if same:
            known.append(same)
            continue
        reference = _add(community, one, membership, search=Search.ASKED)
        _tell(reference, by)
        transaction.on_commit(partial(_look_for, reference.pk))
        brought.append(reference)
    return brought, known


@transaction.atomic
def complete(reference: Reference, found: Found | None) -> Reference:
    """What was found of a link or a DOI fills what nobody has written meanwhile."""
    Community.objects.held().get(pk=reference.community_id)
    reference = Reference.objects.select_related("community").prefetch_related("tags").get(pk=reference.pk)
    if reference.search != Search.ASKED:
        return reference
    if found is None:
        reference.search = Search.FAILED
        reference.save(update_fields=["search"])
        return reference
    same = already_here(reference.community, [found])[0]
    doi = "" if same and same.pk != reference.pk and same.doi == found.doi else found.doi
    _fill(reference, found, doi=doi or reference.doi)
    reference.search = Search.FOUND
    _keep(reference, found.tags or [tag.name for tag in reference.tags.all()])
    return reference


@transaction.atomic
def change(reference: Reference, found: Found, *, by: Any) -> Reference:
    """Mend what a reference says of itself."""
    Community.objects.held().get(pk=reference.community_id)
    reference = Reference.objects.select_related("community").get(pk=reference.pk)
    rules.changing(by, reference).require()
    same = already_here(reference.community, [found])[0]
    if same and same.pk != reference.pk:
        raise AlreadyHere(same)
    _fill(reference, found, doi=found.doi)
    reference.link = found.link
    reference.search = Search.NONE
    _keep(reference, found.tags)
    return reference


@transaction.atomic
def note(reference: Reference, *, text: str, by: Any) -> Note | None:
    """Say why read it, or what one found there; saying nothing takes one's own note away."""
    Community.objects.held().get(pk=reference.community_id)
    rules.noting(by, reference).require()
    mine: dict[str, Any] = {"reference": reference, "membership": membership_of(by, reference.community)}
    if not text.strip():
        Note.objects.filter(**mine).delete()
        return None
    kept, _created = Note.objects.update_or_create(
        **mine, defaults={"text": text.strip(), "written_at": clock.now()}
    )
    return kept


@transaction.atomic
def show_to(reference: Reference, *, audience: str, by: Any) -> Reference:
    """Show a reference further, or to fewer. The notes beside it stay inside (S2)."""
    Community.objects.held().get(pk=reference.community_id)
    reference = Reference.objects.select_related("community").get(pk=reference.pk)
    rules.showing(by, reference).require()
    if audience not in AUDIENCES:
        raise ValidationError({"audience": _("Choose one of the answers.")})
    if audience == reference.audience:
        return reference
    reference.audience = Audience(audience)
    reference.save(update_fields=["audience"])
    changed(reference)
    journal.record(
        "reference.shown",
        stream=reference.community.stream,
        subject=reference,
        by=by,
        number=reference.number,
        audience_word=journal.word(Audience(audience).label),
    )
    return reference


@transaction.atomic
def remove(reference: Reference, *, by: Any) -> None:
    """Take a reference out of the watch, with its notes."""
    Community.objects.held().get(pk=reference.community_id)
    reference = Reference.objects.select_related("community", "brought_by").get(pk=reference.pk)
    rules.removing(by, reference).require()
    journal.record(
        "reference.removed",
        stream=reference.community.stream,
        subject=reference,
        by=by,
        number=reference.number,
    )
    pk = reference.pk
    reference.delete()
    changed_ids("resources.Reference", [pk])


@transaction.atomic
def prepare_import(community: Community, found: Iterable[Found], *, by: Any) -> Import:
    """Keep what a file holds until one has chosen what to bring."""
    _community, membership = _held(community, by)
    Import.objects.filter(membership=membership).delete()
    items = [to_item(one, str(place)) for place, one in enumerate(found)]
    return Import.objects.create(membership=membership, items=items)


@transaction.atomic
def finish_import(prepared: Import, *, chosen: set[int], by: Any) -> list[Reference]:
    """Bring what was chosen; what is there already, or came in meanwhile, is not brought twice."""
    community, membership = _held(prepared.membership.community, by)
    prepared = Import.objects.get(pk=prepared.pk, membership=membership)
    found = [one for place, one in enumerate(read_items(prepared.items)) if place in chosen]
    if not found:
        raise ValidationError(_("Choose one reference at least."))
    brought: list[Reference] = []
    for one in found:
        if already_here(community, [one])[0] is None:
            brought.append(_add(community, one, membership))
    prepared.delete()
    if brought:
        journal.record("reference.imported", stream=community.stream, subject=brought[0], by=by, count=len(brought))
    return brought


def read_items(items: Any) -> list[Found]:
    """The references of an import, in order."""
    found = [from_item(item) for item in (items if isinstance(items, list) else []) if isinstance(item, dict)]
    return [one for one in found if one]


def _held(community: Community, by: Any) -> tuple[Community, Membership]:
    community = Community.objects.held().get(pk=community.pk)
    rules.bringing(by, community).require()
    return community, place_of(by, community)


def _placeholder(line: str) -> Found:
    """What one knows of a link or a DOI before having looked."""
    link, doi = clean_link(line), clean_doi(line)
    if doi and (not link or "doi.org/" in link):
        return Found(title=doi, doi=doi)
    if not link:
        raise ValidationError({"links": _("“%(line)s” is neither a link nor a DOI.") % {"line": line[:80]}})
    parts = urlsplit(link)
    return Found(title=f"{parts.hostname}{parts.path.rstrip('/')}"[:500], kind="webpage", link=link)


def _add(community: Community, found: Found, membership: Membership, search: str = Search.NONE) -> Reference:
    number = next_number(community.references)
    reference = Reference(
        community=community, number=number, brought_by=membership, brought_at=clock.now(), search=search
    )
    _fill(reference, found, doi=found.doi)
    _keep(reference, found.tags)
    return reference


def _fill(reference: Reference, found: Found, *, doi: str) -> None:
    if not found.title:
        raise ValidationError({"title": _("Give it a title: it is what people look for.")})
    reference.title, reference.kind_key, reference.doi = found.title, found.kind, doi
    reference.authors, reference.editors = list(found.authors), list(found.editors)
    reference.issued, reference.language = found.issued, found.language
    reference.abstract, reference.details = found.abstract, dict(found.details)
    reference.link = found.link or reference.link


def _keep(reference: Reference, tags: Iterable[str]) -> None:
    """With what it is found by, all in one."""
    names = {key: name for name in tags if (key := tag_key(name)[:60])}
    said = [reference.title, reference.by_whom, reference.abstract, reference.within, *names.values()]
    reference.sought = folded(" ".join(said))
    reference.title_key = title_key(reference.title, reference.issued)
    reference.link_key = link_key(reference.link)
    reference.save()
    known = ReferenceTag.objects.filter(reference__community=reference.community_id, key__in=names)
    names |= dict(known.order_by("-pk").values_list("key", "name"))  # as it was first written here
    reference.tags.all().delete()
    ReferenceTag.objects.bulk_create(
        ReferenceTag(reference=reference, key=key, name=name) for key, name in names.items()
    )
    changed(reference)


def _tell(reference: Reference, by: Any) -> None:
    journal.record(
        "reference.brought",
        stream=reference.community.stream,
        subject=reference,
        by=by,
        number=reference.number,
    )


def _look_for(reference_id: int) -> None:
    from tresse.resources.tasks import look_for  # tasks call actions

    look_for.enqueue(reference_id)
