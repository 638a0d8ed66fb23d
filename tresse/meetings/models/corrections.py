"""What somebody who was there would have the minutes say instead."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.meetings.models.minutes import Minutes
from tresse.memberships.models import Membership


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> CorrectionQuerySet:
        """Proposed, not answered, on minutes that can still be corrected."""
        return self.filter(answered_at=None, minutes__settled_at=None, minutes__corrected_until__gt=clock.now())


class Correction(models.Model):
    """A passage as it is, and as it should be. Of one's own words it is always taken; of others', the writer answers.

    Under the Chatham House rule nothing says who asked for it (S3).
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="corrections")
    passage = models.TextField(_("what is written"), max_length=8000)
    instead = models.TextField(_("what it should say"), max_length=8000, blank=True)
    own_words = models.BooleanField(_("these are my own words"), default=False)
    proposed_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    taken = models.BooleanField(_("taken"), null=True, blank=True)
    word = models.CharField(_("a word"), max_length=300, blank=True)
    answered_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("proposed_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(taken=None, answered_at=None) | Q(taken__isnull=False, answered_at__isnull=False),
                name="correction_answered_means_dated",
            ),
            models.CheckConstraint(condition=Q(own_words=False) | Q(taken=True), name="correction_own_words_taken"),
        )

    def __str__(self) -> str:
        return self.instead[:60]
