"""What the page of a document that is about to leave reads at once."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from tresse.communities.models import Community
from tresse.documents.models import Document
from tresse.documents.queries import with_publication
from tresse.library.models import Publication
from tresse.memberships.models import ActByTwo


@dataclass(frozen=True)
class Leaving:
    """A document, whether its publication is asked for, and its version in the library if there is one."""

    document: Document
    is_asked: bool
    latest: dict[str, Any] | None


def leaving(person: Any, community: Community, pk: int) -> Leaving:
    """The document as far as it exists for this person; otherwise 404 (S1)."""
    asked = ActByTwo.objects.waiting().filter(
        kind="document.publishing",
        subject_type=ContentType.objects.get_for_model(Document),
        subject_id=OuterRef("pk"),
    )
    latest = Publication.objects.current().filter(document=OuterRef("pk"))
    told = latest.values(told=JSONObject(version="version", address="address", digest="digest"))[:1]
    documents = Document.objects.visible_to(person).filter(community=community)
    found = get_object_or_404(
        with_publication(documents)
        .annotate(is_asked=Exists(asked), latest=Subquery(told))
        .select_related("community", "cycle__strand__community"),
        pk=pk,
    )
    return Leaving(found, found.is_asked, found.latest)  # type: ignore[attr-defined]
