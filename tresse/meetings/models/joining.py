"""A session two communities hold together: the one that called it, and those that accepted to join."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.core import clock
from tresse.memberships.models import Membership


class JoiningQuerySet(models.QuerySet["Joining"]):
    def accepted(self) -> Self:
        return self.filter(accepted=True, ended_at=None)

    def waiting(self) -> Self:
        return self.filter(accepted=None, ended_at=None)


class Joining(models.Model):
    """A community is invited to hold a session together, and answers by those who steer it.

    Until it accepts, the session does not exist for its members; from then on it exists for both (S1).
    """

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="joinings")
    community = models.ForeignKey(Community, models.CASCADE, related_name="joinings")
    invited_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    word = models.CharField(_("a word to those who steer it"), max_length=300, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back, declined, or stepped out of

    objects = JoiningQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint session")
        verbose_name_plural = _("joint sessions")
        ordering = ("invited_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "community"], condition=Q(ended_at=None), name="joining_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(accepted=None, answered_at=None) | Q(accepted__isnull=False, answered_at__isnull=False),
                name="joining_answered_means_dated",
            ),
        )

    def __str__(self) -> str:
        return str(self.community)

    def get_absolute_url(self) -> str:
        return reverse("meetings:joining", args=[self.community.slug, self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.accepted is None and self.ended_at is None

    @property
    def is_joint(self) -> bool:
        return bool(self.accepted) and self.ended_at is None
