"""What every act in a conversation begins and ends with: it is held, somebody does it, the journal tells what matters."""

from typing import Any

from tresse.core import journal
from tresse.discussions.models import Message, Thread


def held(thread: Thread) -> Thread:
    """Read again and locked until the end of the transaction: what is said in a conversation follows one another."""
    locked = Thread.objects.select_for_update(of=("self",))
    return locked.select_related("community", "started_by").get(pk=thread.pk)


def read(message: Message, thread: Thread) -> Message:
    """The message as it is now, in the conversation that is held."""
    message = Message.objects.select_related("by").get(pk=message.pk, thread=thread)
    message.thread = thread
    return message


def record(kind: str, thread: Thread, by: Any, **facts: Any) -> None:
    """Tell it in the journal of the community, by the number of the conversation."""
    journal.record(kind, stream=thread.community.stream, subject=thread, by=by, number=thread.number, **facts)
