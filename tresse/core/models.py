from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class JournalEntry(models.Model):
    """One act that mattered, in the order it happened. Never edited, never removed: see migration 0002."""

    stream = models.CharField(_("stream"), max_length=60)
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(_("when"))
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ("stream", "number")
        constraints = (models.UniqueConstraint(fields=["stream", "number"], name="journal_one_entry_per_number"),)
        indexes = (
            models.Index(fields=["stream", "-number"], name="journal_latest_first"),
            models.Index(fields=["stream", "at"], name="journal_since"),
        )

    def __str__(self) -> str:
        return f"{self.stream} {self.number} {self.kind}"


class OutgoingMail(models.Model):
    """A mail written in the same transaction as its cause; the worker sends it."""

    cause = models.CharField(_("cause"), max_length=200, unique=True)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)  # [{name, type, content}], content is text
    composer = models.CharField(max_length=100, blank=True)  # what says its letter as it leaves: a function's path
    written_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, db_index=True)  # null: nothing more to do
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)  # as it left, there was nothing to say any more
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ("-written_at", "-pk")

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class UnreachedAddress(models.Model):
    """An address from which our mails came back for good."""

    ENOUGH = 3

    address = models.EmailField(_("address"), unique=True)
    times = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    said = models.CharField(max_length=300, blank=True)  # by the mail server that refused it

    class Meta:
        verbose_name = _("unreached address")
        verbose_name_plural = _("unreached addresses")

    def __str__(self) -> str:
        return self.address

    @property
    def is_given_up(self) -> bool:
        return self.times >= self.ENOUGH
