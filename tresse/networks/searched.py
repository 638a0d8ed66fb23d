"""What people find of organisations."""

from collections.abc import Iterable

from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.indexing import Entry
from tresse.networks.models import Network, Organisation


def organisations(found: list[Organisation]) -> Iterable[Entry]:
    """An organisation: its name, what it does, where it is."""
    network = Network.objects.first()
    for organisation in found:
        yield Entry(
            id=organisation.pk,
            title=organisation.name,
            text="\n\n".join([organisation.description, organisation.city, organisation.country]),
            url=organisation.get_absolute_url(),
            on=network.created_at.date() if network else clock.today(),
            audience=Audience.PUBLIC,
            language=network.language if network else "fr",
        )
