"""What a session left in writing."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.confidence.models import Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.meetings.models.attendance import Attendance
from tresse.meetings.models.meeting import Meeting
from tresse.memberships.models import Membership


class MinutesQuerySet(ConfidedQuerySet["Minutes"]):
    def within_session(self, person: Any) -> Q:
        """Minutes with audience « session » exist for those the session itself is for."""
        return Q(meeting__in=Attendance.objects.letting_in(person).values("meeting"))


class Minutes(Confided):
    """What a session left in writing; its audience may be narrower than the session's."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    text = models.TextField(_("minutes"), max_length=200_000)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return str(self.meeting)
