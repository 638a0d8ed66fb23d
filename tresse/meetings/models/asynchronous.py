"""The asynchronous track: the questions of a session, open for days around it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.guests.models import Guest
from tresse.meetings.models.agenda import AgendaItem
from tresse.meetings.models.meeting import Meeting
from tresse.memberships.models import Membership


class TrackQuerySet(models.QuerySet["Track"]):
    def open(self) -> Self:
        return self.filter(closed_at=None, closes_at__gt=clock.now())

    def to_close(self) -> Self:
        return self.filter(closed_at=None, closes_at__lte=clock.now())


class Track(models.Model):
    """Some questions of a session can be answered until a day, by page or by mail."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="track")
    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closes_at = models.DateTimeField(_("closes on"))
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TrackQuerySet.as_manager()

    class Meta:
        verbose_name = _("asynchronous track")
        verbose_name_plural = _("asynchronous tracks")
        indexes = (models.Index(fields=["closes_at"], name="track_to_close", condition=Q(closed_at=None)),)

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.closes_at > clock.now()


class TrackQuestion(models.Model):
    """One question, under the moment of the agenda that asks it too."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="questions")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="questions")
    text = models.CharField(_("question"), max_length=300)

    class Meta:
        verbose_name = _("question of a track")
        verbose_name_plural = _("questions of a track")
        ordering = ("track", "pk")
        constraints = (
            models.UniqueConstraint(fields=["track", "item", "text"], name="track_question_once_per_item"),
        )

    def __str__(self) -> str:
        return self.text


class Contribution(models.Model):
    """What a member or a guest answered. Signed, or under the Chatham House rule with nothing that says who or when (S3, S4)."""

    question = models.ForeignKey(TrackQuestion, models.CASCADE, related_name="contributions")
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="contributions", verbose_name=_("who")
    )
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="contributions")
    text = models.TextField(_("answer"), max_length=8000)
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ("question", "digest")  # by chance, so that no order says who came first
        constraints = (
            models.UniqueConstraint(fields=["question", "membership"], name="contribution_one_each"),
            models.UniqueConstraint(fields=["question", "guest"], name="contribution_one_each_guest"),
            models.UniqueConstraint(
                fields=["question", "digest"],
                condition=Q(membership=None, guest=None),
                name="contribution_unsigned_once",
            ),
            models.CheckConstraint(
                condition=Q(membership=None, guest=None, written_at=None)
                | Q(membership__isnull=False, guest=None, written_at__isnull=False)
                | Q(membership=None, guest__isnull=False, written_at__isnull=False),
                name="contribution_unsigned_has_no_time",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def who(self) -> Membership | Guest | None:
        return self.membership or self.guest
