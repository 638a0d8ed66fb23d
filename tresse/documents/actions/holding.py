"""What every change of a document begins and ends with: it is held, somebody does it, the journal tells it."""

from typing import Any

from tresse.core import journal
from tresse.documents.models import Block, Document


def held(document: Document) -> Document:
    """Read again and locked until the end of the transaction: what is done to a document follows one another."""
    locked = Document.objects.select_for_update(of=("self",))
    return locked.select_related("community", "cycle__strand__community").get(pk=document.pk)


def read(block: Block, document: Document) -> Block:
    """The block as it is now, in the document that is held."""
    blocks = Block.objects.select_related("brought_by", "quoted_person", "quoted_organisation")
    block = blocks.get(pk=block.pk, document=document)
    block.document = document
    return block


def declare_again(document: Document) -> None:
    """What was declared original did not know of this block."""
    document.original_declared_at, document.original_declared_by = None, None
    document.save(update_fields=["original_declared_at", "original_declared_by"])


def record(kind: str, document: Document, subject: Any, by: Any, **facts: Any) -> None:
    """Tell it in the journal of the community, with the title of the document."""
    journal.record(kind, stream=document.community.stream, subject=subject, by=by, title=document.title, **facts)
