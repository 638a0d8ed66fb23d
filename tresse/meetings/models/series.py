"""Sessions called together, each of which lives its own life afterwards."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.core import clock
from tresse.memberships.models import Membership


class Series(models.Model):
    """What keeps together sessions that were called in one gesture, so that one may answer or change them together."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="series")
    convened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    convened_at = models.DateTimeField(default=clock.now)
    change_number = models.PositiveIntegerField(default=0)  # each change of several is one mail

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ("-convened_at",)

    def __str__(self) -> str:
        return f"{self.community} {self.pk}"
