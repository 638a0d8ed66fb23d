"""What people find of conversations: what was asked and answered, never who said it."""

from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects

from tresse.core import sql
from tresse.core.indexing import Entry
from tresse.discussions.models import Message, Thread

THREAD, SESSION = "discussions.Thread", "meetings.Meeting"
HARVESTS = "SELECT thread_id, text FROM discussions_harvest WHERE thread_id IN (each) ORDER BY number"


def threads(found: list[Thread]) -> Iterable[Entry]:
    """What a conversation is called, and its harvest, for those it exists for at present."""
    prefetch_related_objects(found, "community")
    _read_things(found)
    harvests = dict(sql.rows(HARVESTS, (thread.pk for thread in found)))  # the last one of each
    for thread in found:
        yield _entry(
            thread, thread.pk, harvests.get(thread.pk, ""), thread.get_absolute_url(), thread.started_at.date()
        )


def messages(found: list[Message]) -> Iterable[Entry]:
    """What was said in it, message by message, for the same people. Nothing of what was withdrawn."""
    found = [message for message in found if message.text and not message.is_withdrawn]
    prefetch_related_objects(found, "thread__community")
    _read_things(message.thread for message in found)
    for message in found:
        yield _entry(message.thread, message.pk, message.text, message.get_absolute_url(), message.at.date())


def threads_on(label: str, ids: list[int]) -> list[int]:
    """The conversations about these things, which go out of sight with them (S1)."""
    thing_type = ContentType.objects.get_for_model(apps.get_model(label))
    return list(Thread.objects.filter(thing_type=thing_type, thing_id__in=ids).values_list("pk", flat=True))


def messages_of(_label: str, ids: list[int]) -> list[int]:
    """What was said in these conversations."""
    return list(Message.objects.said().filter(thread__in=ids).values_list("pk", flat=True))


def _entry(thread: Thread, id: int, text: str, url: str, on: date) -> Entry:
    """Never for more people than what it is about."""
    is_on_a_session = thread.thing is not None and thread.thing._meta.label == SESSION
    return Entry(
        id=id,
        title=thread.title,
        text=text,
        url=url,
        on=on,
        audience=thread.get_audience(),
        language=thread.community.language,
        community_id=thread.community_id,
        meeting_id=thread.thing_id if is_on_a_session else None,
        shown_in=(THREAD, thread.pk),
    )


def _read_things(threads: Iterable[Thread]) -> None:
    """What they are about may be shown to fewer people since it was read: nobody holds it who speaks of it."""
    by_type: dict[int, list[Thread]] = {}
    for thread in threads:
        if thread.thing_type_id:
            by_type.setdefault(thread.thing_type_id, []).append(thread)
    for type_id, those in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        there = model._base_manager.in_bulk({thread.thing_id for thread in those}) if model else {}
        for thread in those:
            if thing := there.get(thread.thing_id):
                thread.thing = thing
