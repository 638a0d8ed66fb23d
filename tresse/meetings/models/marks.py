"""A passage of the minutes that became something of its own."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.meetings.models.minutes import Minutes
from tresse.memberships.models import Membership


class Mark(models.Model):
    """The exact words of a passage, and what they became. It stays when the words change or go."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="marks")
    kind = models.CharField(_("kind"), max_length=20)  # a key of config/marks.py
    words = models.TextField(_("the words marked"), max_length=8000)
    digest = models.CharField(max_length=64)
    became_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    became_id = models.PositiveBigIntegerField(null=True)
    became = GenericForeignKey("became_type", "became_id")
    made_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ("minutes", "pk")
        constraints = (models.UniqueConstraint(fields=["minutes", "kind", "digest"], name="mark_one_per_passage"),)

    def __str__(self) -> str:
        return self.words[:80]
