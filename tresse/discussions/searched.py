"""What people find of conversations: what was asked and answered, never who said it."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch

from tresse.core.indexing import Entry
from tresse.discussions.models import Harvest, Message, Thread

SESSION = "meetings.Meeting"


def threads(ids: list[int]) -> Iterable[Entry]:
    """A conversation whole, for those it exists for at present: never more people than what it is about."""
    said = Prefetch("messages", Message.objects.said().order_by("pk"))
    harvests = Prefetch("harvests", Harvest.objects.order_by("-number"))
    found = Thread.objects.filter(pk__in=ids).select_related("community").prefetch_related("thing", said, harvests)
    for thread in found:
        harvested = [harvest.text for harvest in thread.harvests.all()[:1]]
        words = [*harvested, *(message.text for message in thread.messages.all())]
        is_on_a_session = thread.thing is not None and thread.thing._meta.label == SESSION
        yield Entry(
            id=thread.pk,
            title=thread.title,
            text="\n\n".join(word for word in words if word),
            url=thread.get_absolute_url(),
            on=thread.started_at.date(),
            audience=thread.get_audience(),
            language=thread.community.language,
            community_id=thread.community_id,
            meeting_id=thread.thing_id if is_on_a_session else None,
        )


def threads_on(label: str, ids: list[int]) -> list[int]:
    """The conversations about these things, which go out of sight with them (S1)."""
    thing_type = ContentType.objects.get_for_model(apps.get_model(label))
    return list(Thread.objects.filter(thing_type=thing_type, thing_id__in=ids).values_list("pk", flat=True))
