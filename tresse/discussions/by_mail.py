"""Speaking by mail: a reply is a message, a mail to the community begins a conversation. By the same rules and actions."""

import hashlib
import re
from typing import Any

from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.core.by_mail import Letter, NothingThere
from tresse.discussions import actions, rules
from tresse.discussions.files import Prepared, prepare_all
from tresse.discussions.models import Thread
from tresse.memberships.queries import membership_of

# How a subject says the kind of a conversation, letters alone, in the languages people write.
WRITTEN = {
    **dict.fromkeys(("question", "pregunta", "pergunta"), "question"),
    **dict.fromkeys(("récit", "recit", "account", "relato"), "account"),
    **dict.fromkeys(
        ("essaierreur", "essaieterreur", "trialanderror", "ensayoyerror", "tentativaeerro"), "trial_error"
    ),
    **dict.fromkeys(("ressource", "resource", "recurso"), "resource"),
}

_BEFORE = re.compile(r"^\s*((re|ré|r[ée]p|fwd?|tr|rv|enc|res)\s*:\s*|\[[^\]]*\]\s*)+", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,240}>")


def received_reply(thread_id: int, person: Any, letter: Letter) -> str:
    """Say in a conversation what a letter says."""
    thread = Thread.objects.visible_to(person).select_related("community").filter(pk=thread_id).first()
    if thread is None:
        raise NothingThere
    rules.writing(person, thread).require()
    actions.write_message(thread, by=person, text=letter.text, files=_files(letter), **_known_as(letter))
    return _("Your message is in the conversation “%(title)s”.") % {"title": thread.title}


def received_new(community_id: int, person: Any, letter: Letter) -> str:
    """Begin a conversation. « Account: … » in the subject says its kind; otherwise it is a question."""
    community = Community.objects.filter(pk=community_id).first()
    if community is None or membership_of(person, community) is None:
        raise NothingThere
    rules.starting(person, community).require()
    kind, title = _kind_and_title(letter)
    thread = actions.start_thread(
        community, by=person, kind=kind, title=title, text=letter.text, files=_files(letter), **_known_as(letter)
    )
    said = {"title": thread.title, "kind": thread.kind.name}
    return _("Your conversation “%(title)s” has begun (%(kind)s).") % said


def _kind_and_title(letter: Letter) -> tuple[str, str]:
    subject = _BEFORE.sub("", letter.subject).strip()
    before, colon, after = subject.partition(":")
    kind = WRITTEN.get(_letters(before)) if colon else None
    title = after.strip() if kind else subject
    return kind or "question", title or _first_words(letter.text) or _("Without a title")


def _letters(words: str) -> str:
    """« Essai-erreur », « essai erreur » and « ESSAI ERREUR » are one."""
    return re.sub(r"\W+", "", words).casefold()


def _first_words(text: str) -> str:
    first = next(iter(text.strip().splitlines()), "")
    return first if len(first) <= 80 else first[:79].rpartition(" ")[0] + " …"


def _files(letter: Letter) -> list[Prepared]:
    return prepare_all((file.name, file.content) for file in letter.files)


def _known_as(letter: Letter) -> dict[str, Any]:
    """The same mail received twice says one thing; answers to it are grouped with it where it was written."""
    name = letter.message_id.strip()
    if not _MESSAGE_ID.fullmatch(name):
        return {}
    return {"once": hashlib.sha256(name.encode()).hexdigest(), "came_as": name}
