"""Somebody speaks, changes what they said, withdraws it. What is sent twice is said once."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.core import clock, indexing, outbox
from tresse.core.text import exact
from tresse.discussions import rules
from tresse.discussions.actions.following import follow_as
from tresse.discussions.actions.holding import held, read
from tresse.discussions.files import Prepared, forget, keep
from tresse.discussions.models import Message, MessageRevision, Thread
from tresse.memberships.models import Membership
from tresse.memberships.queries import place_of


class MessageChanged(Exception):
    """Somebody, from another window, changed this message since it was opened. Nothing is lost: it is here."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def write_message(
    thread: Thread,
    *,
    by: Any,
    text: str,
    files: Sequence[Prepared] = (),
    quotes: Message | None = None,
    quoted: str = "",
    once: str | None = None,
    came_as: str = "",
) -> Message:
    """Answer in a conversation; it is open again if it had been harvested. Sent twice (the same `once`), said once."""
    thread = held(thread)
    rules.writing(by, thread).require()
    place = place_of(by, thread.community)
    if known := sent_before(place, once):
        return known
    if quotes:
        rules.quoting(read(quotes, thread), quoted, thread).require()
    quotation = {"quotes": quotes, "quoted": quoted} if quotes and quoted else {}
    message = add_message(thread, place, text=text, files=files, once=once, came_as=came_as, **quotation)
    thread.last_message_at, thread.harvested_at = message.at, None
    thread.save(update_fields=["last_message_at", "harvested_at"])
    indexing.written(thread, message)
    return message


@transaction.atomic
def change_message(message: Message, *, by: Any, text: str, expected_revision: int) -> Message:
    """Change one's own words; those before stay readable, unless one erases them. Raises `MessageChanged`."""
    thread = held(message.thread)
    message = read(message, thread)
    rules.changing(by, message).require()
    text = exact(text)
    if text == message.text:
        return message
    if message.revision != expected_revision:
        raise MessageChanged(message)
    _say_something(text, message.files.exists())
    MessageRevision.objects.create(message=message, number=message.revision, text=message.text, until=clock.now())
    message.text, message.revision, message.changed_at = text, message.revision + 1, clock.now()
    message.save(update_fields=["text", "revision", "changed_at"])
    indexing.written(thread, message)
    return message


@transaction.atomic
def withdraw_message(message: Message, *, by: Any) -> Message:
    """Take one's message back: its words, what they were before, its files and what others quote of it all go (S8)."""
    thread = held(message.thread)
    message = read(message, thread)
    if message.is_withdrawn and message.by.person_id == by.pk:
        return message
    rules.withdrawing(by, message).require()
    message.text, message.quotes, message.quoted, message.withdrawn_at = "", None, "", clock.now()
    message.save(update_fields=["text", "quotes", "quoted", "withdrawn_at"])
    message.revisions.all().delete()
    message.quoted_in.update(quoted="")
    forget(message.files.all())
    indexing.written(thread, message)
    return message


@transaction.atomic
def erase_revision(revision: MessageRevision, *, by: Any) -> MessageRevision:
    """Erase what one's message said before; what others quote of it goes if it stands nowhere any more."""
    thread = held(revision.message.thread)
    revision = MessageRevision.objects.select_related("message__by").get(pk=revision.pk)
    message = revision.message
    message.thread = thread
    rules.erasing(by, revision).require()
    revision.text, revision.erased_at = "", revision.erased_at or clock.now()
    revision.save(update_fields=["text", "erased_at"])
    _forget_quotations(message)
    return revision


def add_message(thread: Thread, place: Membership, *, text: str, files: Sequence[Prepared], **more: Any) -> Message:
    """A message as it is kept, with its files; whoever speaks follows the conversation from then on."""
    text = exact(text)
    _say_something(text, bool(files))
    told = clock.now() if outbox.is_shut() else None  # the example lives its past again, and mails nobody
    message = Message.objects.create(thread=thread, by=place, text=text, at=clock.now(), mailed_at=told, **more)
    keep(files, message)
    follow_as(place, thread)
    return message


def sent_before(place: Membership, once: str | None) -> Message | None:
    """What this form, or this mail, has already brought."""
    if not once:
        return None
    return Message.objects.filter(by__person=place.person_id, once=once).select_related("thread__community").first()


def _say_something(text: str, has_files: bool) -> None:
    if not text and not has_files:
        raise ValidationError({"text": _("Write a few words, or attach a file.")})


def _forget_quotations(message: Message) -> None:
    said = [message.text, *message.revisions.values_list("text", flat=True)]
    for quoting in message.quoted_in.exclude(quoted=""):
        if not any(quoting.quoted in text for text in said):
            Message.objects.filter(pk=quoting.pk).update(quoted="")
