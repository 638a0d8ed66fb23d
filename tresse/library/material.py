"""Everything a document is made of, fetched once for whoever must judge it or set it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Value

from tresse.confidence.models import Attribution, Audience, Authorisation
from tresse.core import clock
from tresse.core.links import Source, sources_behind
from tresse.documents.models import Block, BlockRevision, Document, Remark, Rereading
from tresse.memberships.models import Mandate, Membership


class Trace(NamedTuple):
    """Somebody changed a block (when), made a remark on it (answered when), or reread the whole (when)."""

    what: str  # changed, remarked or reread
    block: int | None
    by: int
    at: datetime | None


@dataclass(frozen=True)
class Material:
    document: Document
    blocks: list[Block]
    authorisations: dict[int, Authorisation]  # the current one of each quoting block
    sources: dict[tuple[int, int], Source]  # of each pointer a block has
    traces: list[Trace]
    people: dict[int, Membership]  # whoever has a part in it; `facilitated` says who co-facilitated its cycle

    @cached_property
    def quotations(self) -> list[Block]:
        return [block for block in self.blocks if block.kind.quotes]

    @cached_property
    def changes(self) -> list[Trace]:
        return [trace for trace in self.traces if trace.what == "changed"]

    @cached_property
    def remarks(self) -> list[Trace]:
        return [trace for trace in self.traces if trace.what == "remarked"]

    @cached_property
    def writers(self) -> set[int]:
        """Whoever brought a block or changed one."""
        return {block.brought_by_id for block in self.blocks} | {trace.by for trace in self.changes}

    @cached_property
    def rereaders(self) -> list[Membership]:
        """Whoever reread it without having written it, since it was given to reread."""
        since = self.document.rereading_opened_at
        reread = [trace for trace in self.traces if trace.what == "reread" and trace.by not in self.writers]
        return [self.people[trace.by] for trace in reread if since is None or (trace.at and trace.at >= since)]

    @cached_property
    def facilitators(self) -> list[Membership]:
        return [person for person in self.people.values() if person.facilitated]  # type: ignore[attr-defined]

    def bringer_of(self, block: Block) -> Membership:
        return self.people[block.brought_by_id]

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
    """Read the document whole, in five queries whatever it holds."""
    blocks = list(Block.objects.kept().filter(document=document).order_by("position", "pk"))
    traces = _traces(document)
    return Material(
        document=document,
        blocks=blocks,
        authorisations=_authorisations(block.pk for block in blocks if block.kind.quotes),
        sources=sources_behind(
            document.community_id, [(block.source_type_id, block.source_id) for block in blocks]
        ),
        traces=traces,
        people=_people(document, {block.brought_by_id for block in blocks} | {trace.by for trace in traces}),
    )


def _traces(document: Document) -> list[Trace]:
    """What was done to its blocks and to the whole, in the order it was done."""
    of_kept_blocks = Q(block__document=document, block__removed_at=None)
    whole = Value(None, output_field=BigIntegerField())
    rows = _rows(BlockRevision.objects.filter(of_kept_blocks), "changed", F("block_id"), F("at")).union(
        _rows(Remark.objects.filter(of_kept_blocks), "remarked", F("block_id"), F("answered_at")),
        _rows(Rereading.objects.filter(document=document), "reread", whole, F("done_at")),
        all=True,
    )
    return [Trace(*row[:4]) for row in rows.order_by("row")]


def _rows(found: QuerySet[Any], what: str, block: Any, moment: Any) -> Any:
    named = found.order_by().annotate(what=Value(what), on=block, moment=moment, row=F("pk"))
    return named.values_list("what", "on", "by_id", "moment", "row")


def _authorisations(blocks: Any) -> dict[int, Authorisation]:
    current = Authorisation.objects.current().filter(
        subject_type__app_label="documents", subject_type__model="block", subject_id__in=list(blocks)
    )
    return {authorisation.subject_id: authorisation for authorisation in current}


def _people(document: Document, having_a_part: set[int]) -> dict[int, Membership]:
    """Whoever has a part in it or co-facilitated its cycle, even if their mandate has ended since."""
    facilitated = Exists(_mandates_during(document).filter(membership=OuterRef("pk")))
    found = Membership.objects.annotate(facilitated=facilitated)
    found = found.filter(Q(pk__in=having_a_part) | Q(facilitated=True, community=document.community_id))
    return {person.pk: person for person in found.select_related("person", "organisation").order_by("pk")}


def _mandates_during(document: Document) -> QuerySet[Mandate]:
    cycle = document.cycle
    until = cycle.ends_on if cycle.ended_at is None else cycle.ended_at.date()
    return (
        Mandate.objects.to_facilitate(cycle.strand)
        .filter(starts_on__lte=min(until, clock.today()), ends_on__gte=cycle.starts_on)
        .filter(Q(ended_on=None) | Q(ended_on__gt=cycle.starts_on))
    )
