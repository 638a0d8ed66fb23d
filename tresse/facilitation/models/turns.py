"""Where a session that is being run stands: one record each time it goes on to another step."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.meetings.models import AgendaItem, Meeting
from tresse.memberships.models import Membership


class Turn(models.Model):
    """A session went on to this step at that moment. The last turn says where it stands; none, that it has not begun.

    `number` is what whoever presses « next » had seen: pressed twice at once, one turn is made. A session under the
    Chatham House rule keeps nobody's name in `by` (S3).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()  # of the moment, should it be taken off the agenda meanwhile
    step = models.PositiveSmallIntegerField(default=0)  # within the moment, from zero
    minutes = models.PositiveSmallIntegerField()
    added = models.PositiveSmallIntegerField(_("minutes added"), default=0)
    is_end = models.BooleanField(default=False)
    began_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("turn of a session")
        verbose_name_plural = _("turns of a session")
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "number"], name="turn_one_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="turn_counted_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.meeting}, {self.number}"

    @property
    def ends_at(self) -> datetime:
        return self.began_at + timedelta(minutes=self.minutes + self.added)
