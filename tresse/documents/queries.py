"""Where a document stands, and the facts the gate reads (P3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from tresse.communities.models import Community
from tresse.confidence.models import Audience, Authorisation
from tresse.core.links import Source, sources_behind, sources_of
from tresse.documents.models import Block, BlockDraft, BlockRevision, Document, Remark, Rereading
from tresse.documents.states import State
from tresse.guests.models import Guest

# A document is meant to leave, so people are asked for everyone to see their words; this covers fewer people too.
MEANT_FOR = Audience.PUBLIC


@dataclass
class Trace:
    """What can be checked of the practical exchange a document comes from. It judges nothing."""

    document: Document
    blocks: Sequence[Block]
    removed: Sequence[Block]
    rereadings: Sequence[Rereading]  # by people who wrote nothing in it
    is_published: bool  # one of its versions can be read at present

    @property
    def sides(self) -> dict[tuple[str, int], str]:
        """The organisations behind the blocks, by name; a person without one counts as one."""
        brought = {block.brought_by.side: block.brought_by for block in self.blocks}
        return {side: str(membership.organisation or membership.person) for side, membership in brought.items()}

    @cached_property
    def sources(self) -> list[Source]:
        """The dated sessions and experiments its blocks come from, each once, the oldest first. One query a kind."""
        pointers = {(block.source_type_id, block.source_id) for block in self.blocks}
        found = sources_behind(self.document.community_id, pointers)
        return sorted(found.values(), key=lambda source: source.on)

    @property
    def quotations(self) -> list[Block]:
        return [block for block in self.blocks if block.kind.quotes]

    @property
    def waiting(self) -> list[Block]:
        """The quotations whose exact words are not authorised for everyone."""
        return [block for block in self.quotations if not block.may_be_shown_to(MEANT_FOR)]

    @property
    def remarks(self) -> list[Remark]:
        return [remark for block in self.blocks for remark in block.remarks.all()]

    @property
    def unanswered(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.answered_at is None]

    @property
    def borrowed(self) -> list[Block]:
        return [block for block in self.blocks if block.borrowed_from]

    @property
    def is_original(self) -> bool:
        return self.document.original_declared_at is not None

    @property
    def is_reread(self) -> bool:
        return bool(self.rereadings) and not self.unanswered

    @property
    def state(self) -> State:
        """Living draft, then reread, then authorised, then published: nobody sets it, it follows."""
        if self.is_published:
            return State.PUBLISHED
        if not self.blocks or not self.is_reread:
            return State.DRAFT
        return State.REREAD if self.waiting else State.AUTHORISED


def document_for(person: Any, slug: str, pk: int) -> Document:
    """The document at this address as far as it exists for this person; otherwise 404 (S1)."""
    return get_object_or_404(_whole(Document.objects.visible_to(person)), community__slug=slug, pk=pk)


def document_inside(person: Any, slug: str, pk: int) -> Document:
    """The same, for whoever is inside its community; 404 for others, even when they may read it."""
    inside = Document.objects.visible_to(person).filter(
        community__in=person.memberships.inside().values("community")
    )
    return get_object_or_404(_whole(inside), community__slug=slug, pk=pk)


def documents_of(person: Any, community: Community) -> list[Document]:
    """What this community makes and has made, as far as it exists for this person, the latest cycle first."""
    documents = Document.objects.visible_to(person).filter(community=community)
    found = with_publication(documents).select_related("community", "cycle__strand")
    return list(found.order_by("-cycle__starts_on", "-cycle_id", "-begun_at"))


def with_publication(documents: QuerySet[Document]) -> QuerySet[Document]:
    """`published_as`: the address of the version that can be read at present, or None.

    The folder above says so by its relation alone.
    """
    read = Document.objects.filter(publications__isnull=False, publications__withdrawn_at=None)
    address = read.filter(pk=OuterRef("pk")).values("publications__address")[:1]
    return documents.annotate(published_as=Subquery(address))


def _whole(documents: QuerySet[Document]) -> QuerySet[Document]:
    """With what every page about a document says of it."""
    return with_publication(documents).select_related(
        "community", "cycle__strand__community", "original_declared_by__person"
    )


def trace_of(document: Document) -> Trace:
    """The facts about one document, as they are now."""
    fresh = with_publication(Document.objects.select_related("community", "cycle__strand")).get(pk=document.pk)
    return traces_of([fresh])[document.pk]


def traces_of(documents: Iterable[Document]) -> dict[int, Trace]:
    """The facts about documents read with `with_publication`, in a constant number of queries."""
    read = list(documents)
    prefetch_related_objects(read, Prefetch("blocks", in_full(Block.objects.all())), _rereadings())
    return {
        document.pk: Trace(
            document=document,
            blocks=[block for block in document.blocks.all() if block.removed_at is None],
            removed=[block for block in document.blocks.all() if block.removed_at],
            rereadings=[rereading for rereading in document.rereadings.all() if not rereading.wrote],  # type: ignore[attr-defined]
            is_published=document.published_as is not None,  # type: ignore[attr-defined]
        )
        for document in read
    }


@dataclass(frozen=True)
class ReadBlock:
    """A block as one person reads it."""

    block: Block
    source: Source | None  # where it comes from, as far as they may know of it
    is_held_back: bool  # words their author has not authorised for this audience

    @property
    def names_people(self) -> bool:
        """Nothing says who said what in a session under the Chatham House rule (S3)."""
        return self.source is None or self.source.names_people


def blocks_for(person: Any, trace: Trace, *, inside: bool) -> list[ReadBlock]:
    """The blocks as this person reads them: beyond the community, only what those quoted said yes to (S2)."""
    audience = trace.document.get_audience()
    visible = {source.key: source for source in sources_of(trace.document.community_id, person)}
    return [
        ReadBlock(block, visible.get(block.source_key), not inside and not block.may_be_shown_to(audience))
        for block in trace.blocks
    ]


def in_full(blocks: QuerySet[Block]) -> QuerySet[Block]:
    """Blocks in their order, with everything a page shows of them."""
    return (
        blocks.select_related(
            "brought_by__person", "brought_by__organisation", "quoted_person", "quoted_organisation"
        )
        .prefetch_related(
            Prefetch("authorisations", Authorisation.objects.current()),
            Prefetch(
                "remarks",
                Remark.objects.select_related("by__person", "guest__place__person", "answered_by__person"),
            ),
        )
        .order_by("position", "pk")
    )


def quotations_of(document: Document) -> list[Block]:
    """The blocks that quote somebody, with what was asked of them."""
    current = Prefetch("authorisations", Authorisation.objects.current())
    return list(document.blocks.quoting().select_related("quoted_person").prefetch_related(current))


def writers_of(document: Document) -> set[int]:
    """The people who brought a block that is kept, or wrote in one."""
    brought = document.blocks.kept().order_by().values_list("brought_by__person")
    wrote = BlockRevision.objects.filter(block__document=document, block__removed_at=None).order_by()
    return {person for (person,) in brought.union(wrote.values_list("by__person"))}


def several_people_speak(document: Document, person: Any) -> bool:
    """Its words are not all of this person, who would show it to more people: it concerns several (E4)."""
    quoted = {
        block.quoted_person_id or block.quoted_email or block.quoted_name for block in quotations_of(document)
    }
    return len(quoted | writers_of(document) | {person.pk}) > 1


def draft_of(person: Any, document: Document, block: Block | None = None) -> BlockDraft | None:
    """What this person was typing and has not saved, for them alone."""
    return BlockDraft.objects.filter(document=document, block=block, by__person=person).first()


def _rereadings() -> Prefetch[Any]:
    """Each rereading, and whether who did it wrote in the document."""
    same = Q(document=OuterRef("document"), removed_at=None)
    person = Coalesce(OuterRef("by__person"), OuterRef("guest__place__person"))  # none for a guest who stayed one
    brought = Block.objects.filter(same, brought_by__person=person)
    wrote = Block.objects.filter(same, revisions__by__person=person)
    rereadings = Rereading.objects.annotate(wrote=Exists(brought) | Exists(wrote))
    return Prefetch(
        "rereadings", rereadings.select_related("by__person", "by__organisation", "guest__place__person")
    )


def block_of_guest(guest: Guest, pk: int) -> Block:
    """A block of the document this guest rereads, as far as they may read it; otherwise 404 (S2)."""
    blocks = in_full(guest.thing.blocks.kept())
    block = get_object_or_404(blocks, pk=pk)
    if not block.may_be_shown_to(MEANT_FOR):
        raise Http404
    return block


def blocks_for_guest(trace: Trace) -> list[ReadBlock]:
    """The blocks as a guest reads them: they are outside, so only words authorised for everyone (S2), and no source."""
    return [ReadBlock(block, None, not block.may_be_shown_to(MEANT_FOR)) for block in trace.blocks]
