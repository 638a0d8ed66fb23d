"""Mail leaves by an outbox: written with its cause, sent by the worker, never twice for one cause."""

from dataclasses import dataclass
from datetime import timedelta
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from tresse.core import clock
from tresse.core.models import OutgoingMail

# Waits after a failed attempt: a passing fault is over in minutes, a broken server in a day or two.
WAITS = [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 1440, 2880)]
# A worker that dies while sending leaves the mail to the next one after this long.
LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Attachment:
    """A text file that goes with a mail, such as an invitation for a calendar."""

    name: str
    type: str
    content: str


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
    from tresse.core.tasks import deliver_mail  # app ready

    if OutgoingMail.objects.filter(cause=cause).exists():
        return None
    with translation.override(language):
        context = {**context, "site": settings.TRESSE_URL, "language": language}
        subject = " ".join(render_to_string(f"emails/{name}/subject.txt", context).split())
        text = render_to_string(f"emails/{name}/body.txt", context).strip() + "\n"
        html = render_to_string(f"emails/{name}/body.html", context)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail = OutgoingMail.objects.create(
        cause=cause,
        to=to,
        subject=subject[:250],
        text=text,
        html=html,
        headers={"Message-ID": make_msgid(domain=domain), **(headers or {})},
        attachments=[vars(attachment) for attachment in attachments],
        next_attempt_at=clock.now(),
    )
    transaction.on_commit(lambda: deliver_mail.enqueue(mail.pk))
    return mail


def deliver(mail_id: int) -> bool:
    """Send one mail if it is due; on failure, wait longer each time, then give up. True if it left.

    The attempt is written before the mail leaves, so that two workers never send the same mail;
    the Message-ID stays the same, so that a mail sent just before a power cut is seen as the same one.
    """
    mail = _claim(mail_id)
    if mail is None:
        return False
    try:
        _message(mail).send()
    except (OSError, ValueError) as error:  # SMTPException is an OSError; ValueError: an impossible address
        _put_off(mail, error)
        return False
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=clock.now(), next_attempt_at=None, last_error="")
    return True


def due() -> list[int]:
    """The mails that should be tried now, oldest first, a hundred at a time."""
    waiting = OutgoingMail.objects.filter(next_attempt_at__lte=clock.now())
    return list(waiting.order_by("next_attempt_at").values_list("pk", flat=True)[:100])


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


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=mail.headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for attachment in mail.attachments:
        message.attach(attachment["name"], attachment["content"], attachment["type"])
    return message


def _put_off(mail: OutgoingMail, error: Exception) -> None:
    now = clock.now()
    mail.last_error = f"{type(error).__name__}: {error}"[:2000]
    if mail.attempts > len(WAITS):
        mail.next_attempt_at, mail.given_up_at = None, now
    else:
        mail.next_attempt_at = now + WAITS[mail.attempts - 1]
    mail.save(update_fields=["last_error", "next_attempt_at", "given_up_at"])
