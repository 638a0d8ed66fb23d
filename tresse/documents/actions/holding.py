"""What every change of a document begins and ends with: it is held, somebody does it, the journal tells it."""

from typing import Any

from tresse.communities.models import Community
from tresse.core import journal
from tresse.documents.models import Block, Document
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of


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


def place_of(person: Any, community: Community) -> Membership:
    """The place inside of somebody the rule has just let act."""
    membership = membership_of(person, community)
    assert membership is not None
    return membership


def declare_again(document: Document) -> None:
    """What was declared original did not know of this block."""
    document.original_declared_at, document.original_declared_by = None, None
    document.save(update_fields=["original_declared_at", "original_declared_by"])


def record(kind: str, document: Document, subject: Any, by: Any, **facts: Any) -> None:
    """Tell it in the journal of the community, with the title of the document."""
    journal.record(kind, stream=document.community.stream, subject=subject, by=by, title=document.title, **facts)
