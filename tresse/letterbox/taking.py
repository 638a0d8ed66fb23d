"""The worker opens the letters that were kept: who writes, about what, and who deals with it.

Whatever is refused is said once, to the address of the account and never to whoever claims to write: no stranger is
written to. What does not exist for somebody is refused in the very words of what never was (S1).
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from config.by_mail import BY_MAIL
from tresse.accounts.models import Person
from tresse.core import by_mail, clock, unreached
from tresse.core.by_mail import NothingThere, Sealed
from tresse.letterbox import emails, trust
from tresse.letterbox.models import IncomingMail, Outcome
from tresse.letterbox.reading import Unreadable, Written, opened, read
from tresse.letterbox.reading.automatic import returned, why_automatic
from tresse.letterbox.reading.headers import Mail

logger = logging.getLogger("tresse.letterbox")

AT_A_TIME = 10
WAITS = [timedelta(minutes=m) for m in (1, 5, 30, 120)]
LEASE = timedelta(minutes=10)  # a worker that dies while it reads leaves the letter to the next one
MOST_ATTEMPTS = 20  # ten minutes apart: the database is not away, but stumbles over this letter
SAME_ADDRESS, WITHIN = 20, timedelta(minutes=10)  # more letters than this are two machines talking


def take_up_due() -> int:
    """Deal with the letters that wait. How many were."""
    return sum(take_up(pk) for pk in IncomingMail.objects.due().values_list("pk", flat=True)[:AT_A_TIME])


def take_up(pk: int) -> bool:
    """Deal with one letter. What fails by a fault of ours is tried again, then left for whoever runs the server."""
    letter = _claim(pk)
    if letter is None:
        return False
    try:
        _deal_with(letter)
    except Unreadable as error:
        _end(letter, Outcome.UNREADABLE, str(error))
    except Exception as error:
        if isinstance(error, OperationalError | InterfaceError) and letter.attempts < MOST_ATTEMPTS:
            raise  # the database is away: the letter waits
        logger.exception("letter %s could not be dealt with", letter.pk)
        _put_off(letter, type(error).__name__)
    return True


@transaction.atomic
def _claim(pk: int) -> IncomingMail | None:
    letter = IncomingMail.objects.due().select_for_update(skip_locked=True).filter(pk=pk).first()
    if letter:
        letter.attempts += 1
        letter.next_attempt_at = clock.now() + LEASE
        letter.save(update_fields=["attempts", "next_attempt_at"])
    return letter


def _deal_with(letter: IncomingMail) -> None:
    mail, sealed = opened(bytes(letter.raw)), by_mail.unsealed(letter.sealed)
    if sealed is None:
        _end(letter, Outcome.PASSED_OVER, "its address is no longer one of ours")
    elif not _is_returned(letter, mail, sealed):
        _answer(letter, mail, sealed)


def _is_returned(letter: IncomingMail, mail: Mail, sealed: Sealed) -> bool:
    """A mail of ours came back: whose it was is noted, so that they learn of it on the site."""
    back = returned(mail)
    if back is None and sealed.kind != by_mail.RETURNED:
        return False
    with transaction.atomic():
        _end(letter, Outcome.PASSED_OVER, "a mail that came back")
        if back and back.for_good:
            unreached.note(_to_whom(sealed), back.said)
    return True


def _to_whom(sealed: Sealed) -> str:
    if sealed.kind == by_mail.RETURNED:
        return unreached.recipient(sealed.thing_id)
    return Person.objects.filter(pk=sealed.person_id).values_list("email", flat=True).first() or ""


def _answer(letter: IncomingMail, mail: Mail, sealed: Sealed) -> None:
    person = Person.objects.filter(pk=sealed.person_id, is_active=True).first()
    automatic = why_automatic(mail)
    if automatic or person is None:
        return _end(letter, Outcome.PASSED_OVER, automatic or "nobody we know")
    if _goes_round(letter):
        return _end(letter, Outcome.PASSED_OVER, "too many letters at this address: two machines talk")
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        theirs = trust.speaks_for(person, mail, bytes(letter.raw), way=letter.way)
        if theirs:
            _hand_over(letter, read(mail), sealed, person)
        else:
            _refuse(letter, None, person, str(theirs.reason))
    return None


def _hand_over(letter: IncomingMail, written: Written, sealed: Sealed, person: Person) -> None:
    """To whoever deals with this kind of thing; what they do and the end of the letter are one transaction."""
    if written.is_encrypted:
        reason = _(
            "It was encrypted, or signed in a way that hides its words: we cannot read it. Send it in clear."
        )
        return _refuse(letter, None, person, reason)
    if written.is_empty:
        return _refuse(letter, written, person, _("It was empty."))
    try:
        with transaction.atomic():
            _end(letter, Outcome.DONE, "")
            said = _receiver(sealed.kind)(sealed.thing_id, person, written.letter)
            if BY_MAIL[sealed.kind].receipt and not written.letter.calendar:
                emails.send_receipt(letter, written.letter, person, said)
    except (NothingThere, Http404):
        _refuse(letter, written, person, nothing_there())
    except PermissionDenied as refusal:
        _refuse(letter, written, person, str(refusal))
    except ValidationError as error:
        _refuse(letter, written, person, " ".join(error.messages))
    return None


def nothing_there() -> str:
    """The same for what is hidden, what is gone, and what never was."""
    return _("There is nothing at this address that you could answer.")


def _receiver(kind: str) -> Callable[[int, Person, by_mail.Letter], str]:
    receiver: Callable[[int, Person, by_mail.Letter], str] = import_string(BY_MAIL[kind].received)
    return receiver


@transaction.atomic
def _refuse(letter: IncomingMail, written: Written | None, person: Person, reason: str) -> None:
    _end(letter, Outcome.REFUSED, "")
    emails.send_refusal(letter, written.letter if written else None, person, reason)


def _goes_round(letter: IncomingMail) -> bool:
    since = letter.received_at - WITHIN
    same = IncomingMail.objects.filter(sealed=letter.sealed, received_at__range=(since, letter.received_at))
    return same.count() > SAME_ADDRESS


def _end(letter: IncomingMail, outcome: str, because: str) -> None:
    """What it said is forgotten, unless it could not be read. Of two workers at the same letter, one ends it."""
    kept = {} if outcome == Outcome.UNREADABLE else {"raw": b""}
    same = IncomingMail.objects.waiting().filter(pk=letter.pk, attempts=letter.attempts)
    if not same.update(outcome=outcome, because=because[:200], next_attempt_at=None, **kept):
        raise RuntimeError("somebody else dealt with this letter meanwhile")


def _put_off(letter: IncomingMail, because: str) -> None:
    if letter.attempts > len(WAITS):
        return _end(letter, Outcome.UNREADABLE, because)
    later = clock.now() + WAITS[letter.attempts - 1]
    IncomingMail.objects.waiting().filter(pk=letter.pk, attempts=letter.attempts).update(next_attempt_at=later)
    return None
