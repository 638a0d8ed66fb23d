"""What people find of communities: what they are for, and the questions of their cycles."""

from collections.abc import Iterable

from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core.indexing import Entry


def communities(ids: list[int]) -> Iterable[Entry]:
    """A community, its shared practice, its strands and what their cycles ask and make."""
    for community in Community.objects.filter(pk__in=ids).prefetch_related("strands__cycles", "themes"):
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


def objectives_of(community: Community, strand_key: str | None) -> list[str]:
    """The objectives something works for: its cycle's, or those of every strand. Prefetch the strands to read it in a list."""
    return [strand_key] if strand_key else [strand.objective_key for strand in community.strands.all()]
