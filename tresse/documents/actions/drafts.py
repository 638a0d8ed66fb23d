"""What somebody is typing is kept for them alone, until they save it or throw it away."""

from typing import Any

from django.db import transaction

from tresse.documents import rules
from tresse.documents.models import Block, BlockDraft, Document
from tresse.memberships.queries import place_of


@transaction.atomic
def keep_draft(document: Document, *, fields: dict[str, str], by: Any, block: Block | None = None) -> BlockDraft:
    """Keep what somebody is typing, for them alone, until they save it."""
    rules.writing(by, document).require()
    writer = place_of(by, document.community)
    draft, _created = BlockDraft.objects.update_or_create(
        document=document, block=block, by=writer, defaults={"fields": fields}
    )
    return draft


@transaction.atomic
def drop_draft(document: Document, *, by: Any, block: Block | None = None) -> None:
    """Throw away what was typed and not saved."""
    BlockDraft.objects.filter(document=document, block=block, by__person=by).delete()
