"""What people find of publications: the latest version of each, unless it was withdrawn."""

from collections.abc import Iterable

from tresse.confidence.models import Audience
from tresse.core.indexing import Entry
from tresse.library.models import Publication


def publications(found: list[Publication]) -> Iterable[Entry]:
    """What everyone reads of it, but for names: people are credited on its page, not looked for."""
    for publication in Publication.objects.current().filter(pk__in=[one.pk for one in found]):
        blocks = publication.content["blocks"]
        words = [publication.summary, *(f"{block['title']}\n\n{block['body']}" for block in blocks)]
        yield Entry(
            id=publication.pk,
            title=publication.title,
            text="\n\n".join(word.strip() for word in words if word.strip()),
            url=publication.get_absolute_url(),
            on=publication.published_at.date(),
            audience=Audience.PUBLIC,
            language=publication.language,
            community_id=publication.community_id,
            objectives=[publication.objective_key],
        )
