"""What people find of communities: what they are for, and the questions of their cycles."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import sql
from tresse.core.indexing import Entry

OF_STRANDS = "SELECT community_id, objective_key FROM communities_strand WHERE community_id IN (each) ORDER BY id"


def communities(found: list[Community]) -> Iterable[Entry]:
    """A community, its shared practice, its strands and what their cycles ask and make."""
    prefetch_related_objects(found, "strands__cycles", "themes")
    for community in found:
        strands = list(community.strands.all())
        cycles = [cycle for strand in strands for cycle in strand.cycles.all() if cycle.opened_at]
        words = [
            community.practice,
            community.purpose,
            *(strand.title for strand in strands),
            *(theme.name for theme in community.themes.all()),
            *(cycle.question for cycle in cycles),
            *(cycle.intended_document for cycle in cycles),
            community.closing_word,
        ]
        yield Entry(
            id=community.pk,
            title=community.name,
            text="\n\n".join(word for word in words if word),
            url=community.get_absolute_url(),
            on=community.began_on,
            audience=Audience.PUBLIC,
            language=community.language,
            community_id=community.pk,
            objectives=[strand.objective_key for strand in strands],
        )


def objectives_of(things: Iterable[Any]) -> dict[int, list[str]]:
    """The objectives each of these works for, by its id: its cycle's, or those of every strand of its community."""
    by_community: dict[int, list[str]] = {}
    free = {thing.community_id for thing in things if not _of_cycle(thing)}
    for community_id, key in sql.rows(OF_STRANDS, free):
        by_community.setdefault(community_id, []).append(key)
    return {thing.pk: _of_cycle(thing) or by_community.get(thing.community_id, []) for thing in things}


def _of_cycle(thing: Any) -> list[str]:
    cycle = getattr(thing, "cycle", None)
    return [cycle.strand.objective_key] if cycle else []
