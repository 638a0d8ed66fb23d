"""What people find of the watch: the references, and for those inside the notes beside them."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils import timezone

from tresse.communities.searched import objectives_of
from tresse.core.indexing import Entry
from tresse.resources.models import Reference


def references(found: list[Reference]) -> Iterable[Entry]:
    """What a reference says of itself. The notes are members' words, and stay out (S2)."""
    prefetch_related_objects(found, "community", "tags")
    objectives = objectives_of(found)
    for one in found:
        words = [one.by_whom, one.within, " ".join(tag.name for tag in one.tags.all()), one.abstract]
        yield Entry(
            id=one.pk,
            title=one.title,
            text="\n\n".join(word for word in words if word),
            url=one.get_absolute_url(),
            on=timezone.localdate(one.brought_at),
            audience=one.audience,
            language=one.language or one.community.language,
            community_id=one.community_id,
            objectives=objectives[one.pk],
        )
