"""What a message looks like once it is a mail; who receives it, and when, is said by `notifications`."""

from collections.abc import Callable
from datetime import datetime
from textwrap import shorten
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import by_mail
from tresse.core.outbox import Letter, compose
from tresse.discussions.models import AttachedFile, Message, Thread
from tresse.memberships.models import Membership

QUOTED = 400  # characters: the rest is read a mail above, or on the page


def letter(message: Message, person: Person, *, follows: bool | None, stop: str) -> Letter:
    """The message as this person reads it by mail."""
    context = _context(message, follows=bool(follows), stop=stop)
    return compose("discussions/message", language=person.language, context=context)


def headers(message: Message, person: Person) -> dict[str, str]:
    """From whom it is, where one answers, and what makes mail programs show a conversation as one."""
    return by_mail.headers(
        "thread",
        message.thread_id,
        person.pk,
        name=f"{message.by} ({message.thread.community})",
        list_id=message.thread.community.slug,
        message_id=by_mail.message_id("message", message.pk),
        references=_references(message),
    )


def _references(message: Message) -> tuple[str, ...]:
    """The first message, then the one it answers. Whoever wrote these by mail knows them by the names of their own program."""
    said = message.thread.messages.filter(pk__lt=message.pk).order_by("pk")
    before = [said.first(), message.quotes or said.last()]
    names: list[str] = []
    for one in (one for one in before if one):
        names += [one.came_as, by_mail.message_id("message", one.pk)]
    return tuple(dict.fromkeys(name for name in names if name))


def _context(message: Message, *, follows: bool, stop: str) -> dict[str, Any]:
    thread = message.thread
    place = message.by
    return {
        "message": message,
        "thread": thread,
        "thing": thread.thing,
        "community": thread.community,
        "author": str(place),
        "organisation": "" if place.left_at else place.organisation,
        "quoted": shorten(message.quoted, QUOTED, placeholder=" …")
        if len(message.quoted) > QUOTED
        else message.quoted,
        "files": list(message.files.all()) if message.pk else [],
        "is_answer": message.pk is None or thread.messages.filter(pk__lt=message.pk).exists(),
        "by_mail": by_mail.comes_in(),
        "follows": follows,
        "stop": stop,
    }


def _example() -> dict[str, Any]:
    community = Community(name="CP Genre", slug="cp-genre")
    thread = Thread(
        community=community, number=4, kind_key="question", title="Comment payer les animatrices de village ?"
    )
    message = Message(
        thread=thread,
        by=Membership(community=community, person=Person(name="Awa Diop")),
        at=datetime(2026, 3, 12, 14, 0, tzinfo=ZoneInfo("Europe/Paris")),
        quoted="Nous hésitons entre une indemnité et un contrat.",
        text="Chez nous, l'indemnité a duré **deux mois**. Ensuite, elles ont demandé un contrat, et elles avaient raison.",
    )
    context = _context(message, follows=True, stop=f"{settings.TRESSE_URL}/mail/stop/exemple/")
    file = AttachedFile(message=message, name="contrat-type.odt", size=18_400, token="exemple")
    return context | {"files": [file]}


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {"discussions/message": _example}
