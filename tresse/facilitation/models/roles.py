"""Who holds which role in a session, or is asked to."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership


class Role(models.TextChoices):
    """What carries a session besides what is said in it."""

    FACILITATES = "facilitates", _("facilitation")
    WRITES = "writes", _("note taking")
    KEEPS_TIME = "keeps_time", _("time keeping")
    TAKES_CARE = "takes_care", _("care of the group")


class PartQuerySet(models.QuerySet["Part"]):
    def standing(self) -> Self:
        """Not passed on, of somebody who is still there and does not pause."""
        here = Q(membership__left_at=None, membership__signed_at__isnull=False, membership__paused_at=None)
        return self.filter(here, passed_on_at=None)

    def held(self) -> Self:
        return self.standing().exclude(accepted_at=None)

    def to_answer(self) -> Self:
        return self.standing().filter(accepted_at=None)

    def keeping_names_too_long(self) -> Self:
        """Of a session under the Chatham House rule that is over: nothing says any more who did what (S3)."""
        return self.filter(meeting__chatham_house=True, meeting__ends_at__lt=clock.now())


class Part(models.Model):
    """A role in one session, proposed to a member and theirs once they say yes; or passed on since."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="parts")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="parts")
    proposed_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("role in a session")
        verbose_name_plural = _("roles in a session")
        ordering = ("meeting", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "role"], condition=Q(passed_on_at=None), name="part_one_each_role"
            ),
            models.CheckConstraint(
                condition=Q(passed_on_at=None) | Q(passed_on_at__gte=F("proposed_at")),
                name="part_passed_on_after_it_was_proposed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.membership}"
