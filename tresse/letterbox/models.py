"""Letters that came in, from the moment they were kept until something was done of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.core import clock


class Outcome(models.TextChoices):
    """What became of a letter."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused, and answered once")
    PASSED_OVER = "passed_over", _("passed over: no person wrote it, or nobody we know")
    UNREADABLE = "unreadable", _("could not be read")


class Way(models.TextChoices):
    """By which way letters come in."""

    SMTP = "smtp", "SMTP"
    LMTP = "lmtp", "LMTP"
    IMAP = "imap", "IMAP"


class IncomingMailQuerySet(models.QuerySet["IncomingMail"]):
    def waiting(self) -> Self:
        return self.filter(next_attempt_at__isnull=False)

    def due(self) -> Self:
        return self.filter(next_attempt_at__lte=clock.now()).order_by("next_attempt_at", "pk")

    def late(self) -> Self:
        """No worker took it up, or it failed more than once."""
        return self.waiting().filter(received_at__lt=clock.now() - timedelta(minutes=10))

    def unreadable(self) -> Self:
        return self.filter(outcome=Outcome.UNREADABLE)


class IncomingMail(models.Model):
    """A letter as it arrived. It is kept before the machine that brought it is thanked, so none is lost.

    What it says is forgotten as soon as it was dealt with, except where it could not be read: then for a month.
    """

    UNREAD_IS_KEPT = timedelta(days=30)

    key = models.CharField(max_length=64, unique=True)  # of its address and Message-ID: the same one twice is one
    sealed = models.CharField(max_length=41)  # the address it came to, which says what it is for and whose it is
    raw = models.BinaryField()
    size = models.PositiveIntegerField()
    way = models.CharField(max_length=4, choices=Way.choices)
    received_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, db_index=True)  # null: nothing more to do
    outcome = models.CharField(max_length=11, choices=Outcome.choices, blank=True)
    because = models.CharField(max_length=200, blank=True)  # for whoever runs the server; no word of the letter

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("incoming letter")
        verbose_name_plural = _("incoming letters")
        ordering = ("-received_at", "-pk")
        indexes = (models.Index(fields=["sealed", "-received_at"], name="letter_by_address"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", next_attempt_at__isnull=False) | (~Q(outcome="") & Q(next_attempt_at=None)),
                name="letter_waits_or_ended",
            ),
        )

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M} {self.outcome}"
