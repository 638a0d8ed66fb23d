"""Mail leaves by an outbox: written with its cause, sent by the worker, never twice for one cause.

Most mails are written whole with their cause (`post`). A digest says what its reader may see as it leaves: it is posted
with the name of the function that composes it then (`post_to_compose`).
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from email.utils import make_msgid
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.module_loading import import_string

from tresse.core import by_mail, clock, unreached
from tresse.core.models import OutgoingMail
from tresse.core.reading import one_reading

logger = logging.getLogger("tresse.outbox")

# Waits after a failed attempt: a passing fault is over in minutes, a broken server in a day or two.
WAITS = [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 1440, 2880)]
# Few, so that a mail written meanwhile does not wait behind a hundred others.
AT_A_TIME = 10
# What a sent mail said is kept this long.
KEPT = timedelta(days=90)
# A worker that dies while sending leaves the mail to the next one after this long.
LEASE = timedelta(minutes=5)


_nothing_leaves: ContextVar[bool] = ContextVar("nothing leaves", default=False)


@contextmanager
def nothing_leaves() -> Iterator[None]:
    """Inside this block no mail is written: the example network lives its past again, and nobody waits for it."""
    token = _nothing_leaves.set(True)
    try:
        yield
    finally:
        _nothing_leaves.reset(token)


def is_shut() -> bool:
    """Whether no mail is written at present: it spares whoever writes to many the trouble of composing."""
    return _nothing_leaves.get()


@dataclass(frozen=True)
class Attachment:
    """A text file that goes with a mail, such as an invitation for a calendar."""

    name: str
    type: str
    content: str


@dataclass(frozen=True)
class Letter:
    """What a mail says."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Envelope:
    """To whom, why, and how to stop: all that is known of a mail that is composed as it leaves."""

    to: str
    cause: str
    headers: dict[str, str]


def post(
    name: str,
    *,
    to: str,
    language: str,
    cause: str,
    context: dict[str, Any],
    attachments: tuple[Attachment, ...] = (),
    headers: dict[str, str] | None = None,
) -> OutgoingMail | None:
    """Write the mail `emails/<name>/` to somebody, in their language; None if this cause already wrote.

    The three templates are `subject.txt`, `body.txt` and `body.html`. Call it inside the
    transaction of its cause: the mail exists if and only if the act does.
    """
    if is_shut() or OutgoingMail.objects.filter(cause=cause).exists():
        return None
    letter = compose(name, language=language, context=context)
    mail, is_new = OutgoingMail.objects.get_or_create(
        cause=cause,
        defaults={
            "to": to,
            **vars(letter),
            "headers": {"Message-ID": _message_id(), **(headers or {})},
            "attachments": [vars(attachment) for attachment in attachments],
            "next_attempt_at": clock.now(),
        },
    )
    return mail if is_new else None


def post_to_compose(composer: str, envelopes: Iterable[Envelope]) -> None:
    """Post mails that `composer`, the path of a function, will compose at each attempt to send them.

    It is given the mail and answers with a `Letter`, or with None when there is nothing to say any more: the mail is
    dropped. What the mail says is thus never older than its leaving.
    """
    now = clock.now()
    OutgoingMail.objects.bulk_create(
        (
            OutgoingMail(
                to=envelope.to,
                cause=envelope.cause,
                headers={"Message-ID": _message_id(), **envelope.headers},
                composer=composer,
                next_attempt_at=now,
            )
            for envelope in envelopes
        ),
        ignore_conflicts=True,
    )


def compose(name: str, *, language: str, context: dict[str, Any]) -> Letter:
    """The mail `emails/<name>/` as somebody reads it in this language."""
    with translation.override(language):
        context = {**context, "site": settings.TRESSE_URL, "language": language}
        return Letter(
            subject=" ".join(_plain(f"emails/{name}/subject.txt", context).split())[:250],
            text=_plain(f"emails/{name}/body.txt", context).strip() + "\n",
            html=render_to_string(f"emails/{name}/body.html", context),
        )


def composed(mail: OutgoingMail) -> Letter | None:
    """What a mail that is composed as it leaves would say now; None when there is nothing to say any more."""
    with one_reading():
        letter: Letter | None = import_string(mail.composer)(mail)
    return letter


def deliver_due() -> int:
    """Send what is due, unless there is no mail server to send it by. How many left."""
    mail_ids = due()
    if mail_ids and getattr(get_connection(), "holds_mail_back", False):
        return 0
    return sum(deliver(mail_id) for mail_id in mail_ids)


def deliver(mail_id: int) -> bool:
    """Send one mail if it is due; on failure, wait longer each time, then give up. True if it left.

    The attempt is written before the mail leaves, so that two workers never send the same mail;
    the Message-ID stays the same, so that a mail sent just before a power cut is seen as the same one.
    """
    mail = _claim(mail_id)
    if mail is None or _is_dropped(mail) or not _is_composed(mail):
        return False
    try:
        _message(mail).send()
    except (OSError, ValueError) as error:  # SMTPException is an OSError; ValueError: an impossible address
        _put_off(mail, error)
        return False
    mail.sent_at, mail.next_attempt_at, mail.last_error = clock.now(), None, ""
    mail.save(update_fields=["sent_at", "next_attempt_at", "last_error", "subject", "text", "html"])
    return True


def due() -> list[int]:
    """A few mails that should be tried now, the latest first: whoever waits for a sign-in code just asked for it."""
    waiting = OutgoingMail.objects.filter(next_attempt_at__lte=clock.now())
    return list(waiting.order_by("-next_attempt_at", "-pk").values_list("pk", flat=True)[:AT_A_TIME])


def stuck() -> QuerySet[OutgoingMail]:
    """The mails that were given up, or still wait after an hour."""
    late = Q(next_attempt_at__isnull=False, written_at__lt=clock.now() - timedelta(hours=1))
    return OutgoingMail.objects.filter(late | Q(given_up_at__isnull=False))


def forget_old_mails() -> None:
    """Three months after a mail has left, only its cause and its subject are kept: nobody needs what it said."""
    old = OutgoingMail.objects.filter(sent_at__lt=clock.now() - KEPT).exclude(text="")
    old.update(text="", html="", attachments=[], headers={})


def forget_those_of(cause: str) -> None:
    """Mails whose cause begins so are forgotten, whom they went to included; those still on their way leave no more."""
    OutgoingMail.objects.filter(cause__startswith=cause).delete()


def _plain(template: str, context: dict[str, Any]) -> str:
    """A text is not HTML: an apostrophe stays one."""
    compiled: Any = get_template(template)
    return str(compiled.template.render(Context(context, autoescape=False)))


@transaction.atomic
def _claim(mail_id: int) -> OutgoingMail | None:
    now = clock.now()
    mail = (
        OutgoingMail.objects.select_for_update(skip_locked=True)
        .filter(pk=mail_id, sent_at=None, next_attempt_at__lte=now)
        .first()
    )
    if mail:
        mail.attempts += 1
        mail.next_attempt_at = now + LEASE
        mail.save(update_fields=["attempts", "next_attempt_at"])
    return mail


def _is_dropped(mail: OutgoingMail) -> bool:
    """Mails to this address come back: this one does not leave."""
    if not unreached.is_given_up(mail):
        return False
    OutgoingMail.objects.filter(pk=mail.pk).update(dropped_at=clock.now(), next_attempt_at=None)
    return True


def _is_composed(mail: OutgoingMail) -> bool:
    """A mail that is composed as it leaves now says its letter, or is dropped if there is nothing to say any more."""
    if not mail.composer:
        return True
    try:
        letter = composed(mail)
    except Exception as error:
        logger.exception("%s could not be composed", mail.cause)
        _put_off(mail, error)
        return False
    if letter is None:
        OutgoingMail.objects.filter(pk=mail.pk).update(dropped_at=clock.now(), next_attempt_at=None)
        return False
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html
    return True


def _message_id() -> str:
    return make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">"))


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    sender = settings.DEFAULT_FROM_EMAIL  # the head of the letter; the envelope is where it comes back
    headers = {"From": sender, **mail.headers}
    envelope = by_mail.return_address(mail.pk) or sender
    message = EmailMultiAlternatives(mail.subject, mail.text, envelope, to=[mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for attachment in mail.attachments:
        message.attach(attachment["name"], attachment["content"], attachment["type"])
    return message


def _put_off(mail: OutgoingMail, error: Exception) -> None:
    now = clock.now()
    mail.last_error = f"{type(error).__name__}: {error}"[:2000]
    if mail.attempts > len(WAITS) or _is_final(error):
        mail.next_attempt_at, mail.given_up_at = None, now
    else:
        mail.next_attempt_at = now + WAITS[mail.attempts - 1]
    mail.save(update_fields=["last_error", "next_attempt_at", "given_up_at"])


def _is_final(error: Exception) -> bool:
    """The server will never take this mail: no such address (5xx, RFC 5321 §4.2.1), or an address no mail can have."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return isinstance(error, SMTPDataError | SMTPSenderRefused) and error.smtp_code >= 500
    return isinstance(error, ValueError)
