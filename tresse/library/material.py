"""Everything a document is made of, fetched once for whoever must judge it or set it down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from tresse.confidence.models import Attribution, Audience, Authorisation
from tresse.core import clock
from tresse.core.links import Source, sources_behind
from tresse.documents.models import Block, BlockRevision, Document, Remark, Rereading
from tresse.memberships.models import Mandate, Membership


@dataclass(frozen=True)
class Material:
    document: Document
    blocks: list[Block]
    authorisations: dict[int, Authorisation]  # the current one of each quoting block
    sources: dict[tuple[int, int], Source]  # of each pointer a block has
    revisions: list[BlockRevision]
    remarks: list[Remark]
    rereadings: list[Rereading]
    facilitators: list[Membership]

    @cached_property
    def quotations(self) -> list[Block]:
        return [block for block in self.blocks if block.kind.quotes]

    @cached_property
    def writers(self) -> set[int]:
        """The memberships of whoever brought a block or changed one."""
        return {block.brought_by_id for block in self.blocks} | {revision.by_id for revision in self.revisions}

    @cached_property
    def rereaders(self) -> list[Membership]:
        """Whoever reread it without having written it, since it was given to reread."""
        since = self.document.rereading_opened_at
        valid = [reading for reading in self.rereadings if since is None or reading.done_at >= since]
        return [reading.by for reading in valid if reading.by_id not in self.writers]

    def source_of(self, block: Block) -> Source | None:
        return self.sources.get((block.source_type_id or 0, block.source_id or 0))

    def authorised(self, block: Block) -> bool:
        """The person quoted said yes to these very words being public."""
        authorisation = self.authorisations.get(block.pk)
        return bool(authorisation and authorisation.covers(block.body, Audience.PUBLIC))

    def attribution_of(self, block: Block) -> str:
        """How the person quoted wants to be named; empty as long as they have not said so."""
        authorisation = self.authorisations.get(block.pk)
        return authorisation.attribution if authorisation and self.authorised(block) else ""

    def names_nobody(self, block: Block) -> bool:
        """A quotation not signed by a name: nothing around it may tell who speaks (S4)."""
        return block.kind.quotes and self.attribution_of(block) != Attribution.NAMED


def material_of(document: Document) -> Material:
    """Read the document whole, in a constant number of queries."""
    kept = Block.objects.kept().filter(document=document).order_by("position", "pk")
    blocks = list(kept.select_related("brought_by__person", "brought_by__organisation"))
    quoting = [block.pk for block in blocks if block.kind.quotes]
    return Material(
        document=document,
        blocks=blocks,
        authorisations=_authorisations(quoting),
        sources=sources_behind(
            document.community_id, [(block.source_type_id, block.source_id) for block in blocks]
        ),
        revisions=list(
            BlockRevision.objects.filter(block__in=blocks).select_related("by__person", "by__organisation")
        ),
        remarks=list(Remark.objects.filter(block__in=blocks).select_related("by__person", "by__organisation")),
        rereadings=list(document.rereadings.select_related("by__person", "by__organisation")),
        facilitators=_facilitators(document),
    )


def _authorisations(blocks: list[int]) -> dict[int, Authorisation]:
    current = Authorisation.objects.current().filter(
        subject_type__app_label="documents", subject_type__model="block", subject_id__in=blocks
    )
    return {authorisation.subject_id: authorisation for authorisation in current}


def _facilitators(document: Document) -> list[Membership]:
    """Whoever co-facilitated the cycle, even if their mandate has ended since."""
    cycle = document.cycle
    until = cycle.ends_on if cycle.ended_at is None else cycle.ended_at.date()
    during = (
        Mandate.objects.to_facilitate(cycle.strand)
        .filter(starts_on__lte=min(until, clock.today()), ends_on__gte=cycle.starts_on)
        .filter(Q(ended_on=None) | Q(ended_on__gt=cycle.starts_on))
        .select_related("membership__person", "membership__organisation")
        .order_by("membership__person__name", "pk")
    )
    return [mandate.membership for mandate in during]
