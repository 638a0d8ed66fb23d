"""A room in which a recording could be started, until somebody takes their agreement back."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.meetings.models.meeting import Meeting

LOOKED_AFTER = timedelta(days=14)  # a server tells of a recording once it is done with it: hours later, or a day


class RecordedRoomQuerySet(models.QuerySet["RecordedRoom"]):
    def going_on(self) -> Self:
        return self.filter(unwanted_at=None)

    def unwanted(self) -> Self:
        """Somebody took their agreement back there: nothing of it is kept."""
        return self.exclude(unwanted_at=None)

    def to_tend(self) -> Self:
        return self.filter(unwanted_at__gt=clock.now() - LOOKED_AFTER)


class RecordedRoom(models.Model):
    """Made while everyone who came agreed. Left for another one, and its recordings erased, as soon as one does no more."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="recorded_rooms")
    room = models.CharField(max_length=60, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    unwanted_at = models.DateTimeField(null=True, blank=True, db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # by the video server, which we asked

    objects = RecordedRoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("room that may be recorded")
        verbose_name_plural = _("rooms that may be recorded")

    def __str__(self) -> str:
        return str(self.meeting)
