"""Reading conversations: those about a thing, one with all that was said in it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404

from tresse.communities.models import Community
from tresse.discussions.models import AttachedFile, Following, Harvest, Message, Promise, Thread, ThreadQuerySet

MOST_WORDS = 8


def threads_of(person: Any, community: Community) -> ThreadQuerySet:
    """The conversations of a community that exist for this person, those that wait for a first answer first."""
    return in_full(Thread.objects.visible_to(person).filter(community=community))


def threads_about(person: Any, *things: Model) -> list[Thread]:
    """The conversations about a thing, or about several, as far as they exist for this person."""
    known: dict[tuple[int | None, int | None], Model] = {
        (ContentType.objects.get_for_model(thing).pk, thing.pk): thing for thing in things
    }
    found = list(_for_a_list(Thread.objects.about(person, *things)))
    for thread in found:
        thread.thing = known[thread.thing_type_id, thread.thing_id]
    return found


def search(threads: ThreadQuerySet, *, q: str = "", kind: str = "") -> ThreadQuerySet:
    """Those of a kind, and those whose title or messages hold every one of these words."""
    if kind:
        threads = threads.filter(kind_key=kind)
    for word in q.split()[:MOST_WORDS]:
        said = Message.objects.said().filter(thread=OuterRef("pk"), text__icontains=word)
        threads = threads.filter(Q(title__icontains=word) | Exists(said))
    return threads


def in_full(threads: ThreadQuerySet) -> ThreadQuerySet:
    """With what a list shows of each, in a constant number of queries."""
    return _for_a_list(threads).prefetch_related("thing")


def thread_for(person: Any, slug: str, number: int) -> Thread:
    """The conversation at this address, if it exists for this person; otherwise 404."""
    threads = Thread.objects.visible_to(person).select_related("community", "started_by__person")
    return get_object_or_404(threads.prefetch_related("thing").with_answers(), community__slug=slug, number=number)


@dataclass(frozen=True)
class ReadMessage:
    """A message as one person reads it."""

    message: Message
    is_mine: bool
    named: str  # empty under the Chatham House rule (S3)


def messages_of(thread: Thread, person: Any) -> list[ReadMessage]:
    """All that was said, in order, with what is attached and what is quoted."""
    files = Prefetch("files", AttachedFile.objects.order_by("pk"))
    messages = thread.messages.select_related("by__person", "by__organisation", "quotes__by__person")
    return [_read(message, thread, person) for message in messages.prefetch_related(files).order_by("at", "pk")]


def message_of(thread: Thread, pk: int) -> Message:
    """A message of this conversation that was not withdrawn; otherwise 404."""
    message = get_object_or_404(thread.messages.said().select_related("by__person"), pk=pk)
    message.thread = thread
    return message


def harvest_of(thread: Thread) -> Harvest | None:
    """What the conversation has brought, as last summed up."""
    return thread.harvests.select_related("by__person").order_by("-number").first()


def promise_of(thread: Thread) -> Promise | None:
    """Who has promised to sum it up, and for when."""
    return thread.promises.held().select_related("by__person").first()


def is_followed_by(person: Any, thread: Thread) -> bool:
    """Whether this person receives its messages because they wanted to, or take part in it."""
    return Following.objects.filter(thread=thread, membership__person=person, follows=True).exists()


def several_speak(thread: Thread, person: Any) -> bool:
    """Somebody else's words are in it, even changed since: showing them further would take asking each (S2)."""
    others = thread.messages.said().exclude(by__person=person).exists()
    return others or thread.harvests.exclude(by__person=person).exists()


def file_of(person: Any, slug: str, number: int, token: str) -> AttachedFile:
    """A file of a conversation this person can read, whose message was not withdrawn; otherwise 404."""
    thread = thread_for(person, slug, number)
    return get_object_or_404(AttachedFile, token=token, message__thread=thread, message__withdrawn_at=None)


def _for_a_list(threads: ThreadQuerySet) -> ThreadQuerySet:
    return threads.select_related("community", "started_by__person").with_answers().in_order()


def _read(message: Message, thread: Thread, person: Any) -> ReadMessage:
    message.thread = thread
    is_mine = person is not None and message.by.person_id == person.pk
    return ReadMessage(message, is_mine, str(message.by) if thread.names_people else "")
