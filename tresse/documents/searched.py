"""What people find of documents under way: their covers, and block by block what is in them."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from tresse.confidence.models import Audience
from tresse.core.indexing import Entry
from tresse.documents.models import Block, Document


def documents(found: list[Document]) -> Iterable[Entry]:
    """The cover of a document. What it is about is found by its blocks."""
    prefetch_related_objects(found, "community", "cycle__strand")
    for document in found:
        yield Entry(
            id=document.pk,
            title=document.title,
            text=document.summary,
            url=document.get_absolute_url(),
            on=document.begun_at.date(),
            audience=document.audience,
            language=document.language,
            community_id=document.community_id,
            objectives=[document.cycle.strand.objective_key],
        )


def blocks(found: list[Block]) -> Iterable[Entry]:
    """A block under the title of its document. Words not authorised yet exist for the community alone (S2); no name."""
    found = [block for block in found if block.removed_at is None]
    prefetch_related_objects(found, "document__community", "document__cycle__strand")
    prefetch_related_objects([block for block in found if block.kind.quotes], "authorisations")
    for block in found:
        document = block.document
        shown = block.may_be_shown_to(document.get_audience())
        yield Entry(
            id=block.pk,
            title=document.title,
            text="\n\n".join(word for word in (block.title, block.body, block.borrowed_from) if word),
            url=f"{document.get_absolute_url()}#b{block.pk}",
            on=document.begun_at.date(),
            audience=document.audience if shown else Audience.COMMUNITY,
            language=document.language,
            community_id=document.community_id,
            objectives=[document.cycle.strand.objective_key],
            shown_in=("documents.Document", document.pk),
        )
