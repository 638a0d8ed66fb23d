"""Small groups drawn by chance, and who sat with whom."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.ids import secret_token
from tresse.guests.models import Guest
from tresse.meetings.models import Attendance, Meeting


class Draw(models.Model):
    """Small groups drawn for a session, round after round.

    Under the Chatham House rule it holds no seat: people count off, and only how many they were is kept (S3).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="draws")
    number = models.PositiveSmallIntegerField()
    size = models.PositiveSmallIntegerField(_("people in a group"))
    people = models.PositiveSmallIntegerField(_("how many people"))
    lot = models.CharField(
        max_length=60, default=secret_token
    )  # what chance is drawn from: the same gives the same
    drawn_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("draw of small groups")
        verbose_name_plural = _("draws of small groups")
        ordering = ("meeting", "number")
        constraints = (models.UniqueConstraint(fields=["meeting", "number"], name="draw_one_per_number"),)

    def __str__(self) -> str:
        return f"{self.meeting}, {self.number}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def worked(self, community: Community) -> Self:
        """Those of the sessions of a community in which one really sat, as far as it was noted."""
        absent = Attendance.objects.filter(meeting__community=community, came=False)
        here = self.filter(draw__meeting__community=community, draw__meeting__cancelled_at=None)
        return here.exclude(
            models.Exists(absent.filter(meeting=models.OuterRef("draw__meeting"), person=models.OuterRef("person")))
        )


class Seat(models.Model):
    """Somebody, a person or a guest, works in this group."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="seats")
    group = models.PositiveSmallIntegerField(_("group"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    guest = models.ForeignKey(Guest, models.CASCADE, null=True, blank=True, related_name="+")

    named: str  # how they are named here, where a list is read: whoever left chose it (S8)
    is_mine: bool

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat in a small group")
        verbose_name_plural = _("seats in small groups")
        ordering = ("draw", "group", "pk")
        constraints = (
            models.UniqueConstraint(fields=["draw", "person"], name="seat_one_each"),
            models.UniqueConstraint(fields=["draw", "guest"], name="seat_one_each_guest"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest=None) | Q(person=None, guest__isnull=False),
                name="seat_of_a_person_or_a_guest",
            ),
        )

    def __str__(self) -> str:
        return str(self.who)

    @property
    def who(self) -> Any:
        return self.person or self.guest
