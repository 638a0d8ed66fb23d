"""What somebody says in a conversation."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.memberships.models import Membership

LONGEST_MESSAGE = 20_000  # characters: some six printed pages


class MessageQuerySet(models.QuerySet["Message"]):
    def said(self) -> Self:
        """Not withdrawn by whoever wrote it."""
        return self.filter(withdrawn_at=None)


class Message(models.Model):
    """Somebody's words, signed. Withdrawn, they are gone and only that trace stays."""

    thread = models.ForeignKey("discussions.Thread", models.CASCADE, related_name="messages")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="messages")
    at = models.DateTimeField(default=clock.now)
    text = models.TextField(_("text"), blank=True, validators=[MaxLengthValidator(LONGEST_MESSAGE)])
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # Words of another message: they go when its author withdraws them.
    quotes = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="quoted_in")
    quoted = models.TextField(_("the words quoted"), blank=True, max_length=2000)

    once = models.CharField(max_length=64, null=True, editable=False)  # the form or the mail it came by
    came_as = models.CharField(max_length=250, blank=True, editable=False)  # the Message-ID of the mail it came by
    mailed_at = models.DateTimeField(
        null=True, blank=True, editable=False
    )  # given to the outbox for those who follow

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["at"], condition=Q(mailed_at=None), name="message_to_mail"),)
        constraints = (
            models.UniqueConstraint(fields=["by", "once"], name="message_once_per_form"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(text="", quoted=""), name="message_withdrawn_says_nothing"
            ),
        )

    def __str__(self) -> str:
        return f"{self.thread_id}.{self.pk}"

    def get_absolute_url(self) -> str:
        return f"{self.thread.get_absolute_url()}#m{self.pk}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class MessageRevision(models.Model):
    """What a message said before it was changed. Its author may erase it: then only the date stays."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    until = models.DateTimeField(default=clock.now)  # it said so until then
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("earlier words of a message")
        verbose_name_plural = _("earlier words of messages")
        ordering = ("message", "-number")
        constraints = (
            models.UniqueConstraint(fields=["message", "number"], name="message_revision_one_per_number"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(text=""), name="message_revision_erased_says_nothing"
            ),
        )

    def __str__(self) -> str:
        return f"{self.message_id}.{self.number}"
