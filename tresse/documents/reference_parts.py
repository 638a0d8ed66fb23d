"""Bringing a shared reference to a document, in one gesture (config/reference_parts.py)."""

from typing import Any

from tresse.core.ids import secret_token
from tresse.documents import rules
from tresse.documents.models import Document
from tresse.memberships.queries import membership_of
from tresse.resources.models import Reference
from tresse.resources.parts import ReferencePart


def bring_to_a_document(person: Any, reference: Reference) -> ReferencePart | None:
    """The documents being written in this community, for whoever writes in them."""
    membership = membership_of(person, reference.community)
    going_on = Document.objects.visible_to(person).filter(community=reference.community_id, cycle__ended_at=None)
    documents = list(going_on.select_related("cycle__strand__community").order_by("title"))
    if membership is None or not documents or not rules.writing(person, documents[0]):
        return None
    context = {"documents": documents, "membership": membership, "once": secret_token()[:40]}
    return ReferencePart("documents/_bring_reference.html", context)
