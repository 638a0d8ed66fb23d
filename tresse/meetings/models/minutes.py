"""What a session left in writing: a general part, and one for each moment of its agenda."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.confidence.models import Audience, Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.meetings.models.agenda import AgendaItem
from tresse.meetings.models.attendance import Attendance
from tresse.meetings.models.joining import Joining
from tresse.meetings.models.meeting import Meeting
from tresse.memberships.models import Membership


class MinutesQuerySet(ConfidedQuerySet["Minutes"]):
    def of_communities(self, communities: Any) -> Q:
        """Those of their sessions, and of those they accepted to hold together with another community."""
        joint = Joining.objects.accepted().filter(community__in=communities).values("meeting")
        return super().of_communities(communities) | Q(meeting__in=joint)

    def within_session(self, person: Any) -> Q:
        """Minutes with audience « session » exist for those the session itself is for."""
        return Q(meeting__in=Attendance.objects.letting_in(person).values("meeting"))

    def to_settle(self) -> MinutesQuerySet:
        """Ready, and the delay to correct them is over."""
        return self.filter(settled_at=None, corrected_until__lte=clock.now())


class Minutes(Confided):
    """What a session left in writing; its audience may be narrower than the session's.

    `text` is what belongs to no moment in particular. Ready, they are corrected until a day, then settled. Under the Chatham
    House rule nothing says who wrote them or called them ready: it would say who came (S3).
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    text = models.TextField(_("minutes"), max_length=200_000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    ready_at = models.DateTimeField(_("ready on"), null=True, blank=True)
    ready_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    corrected_until = models.DateTimeField(_("corrected until"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        indexes = (
            models.Index(
                fields=["corrected_until"],
                name="minutes_to_settle",
                condition=Q(settled_at=None, corrected_until__isnull=False),
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ready_at=None, corrected_until=None, settled_at=None)
                | Q(ready_at__isnull=False, corrected_until__isnull=False),
                name="minutes_ready_means_a_delay",
            ),
        )

    def __str__(self) -> str:
        return str(self.meeting)

    def get_absolute_url(self) -> str:
        return reverse("meetings:minutes_read", args=[self.community.slug, self.meeting.number])

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None

    @property
    def is_settled(self) -> bool:
        """Nothing in them changes any more, whether or not the clock has passed by to say so."""
        return self.corrected_until is not None and self.corrected_until <= clock.now()

    @property
    def is_kept_among_those_present(self) -> bool:
        return self.audience == Audience.SESSION

    @property
    def whole(self) -> str:
        """All their words in one text: what two people agree on, what is mailed and what is found."""
        parts = sorted(self.parts.all(), key=lambda part: (part.position, part.pk))
        written = [self.text, *(part.as_text() for part in parts), *map(str, self.additions.all())]
        return "\n\n".join(words for words in written if words)


class MinutesPartQuerySet(models.QuerySet["MinutesPart"]):
    def in_order(self) -> MinutesPartQuerySet:
        """As the agenda stands; what was written under a moment taken off it stays where it was."""
        return self.order_by(Coalesce("item__position", "position"), "pk")


class MinutesPart(models.Model):
    """What was written under one moment of the agenda. It keeps the title it was written under, and who wrote as minutes do."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="parts")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("minutes"), max_length=200_000, blank=True)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    objects = MinutesPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of minutes")
        verbose_name_plural = _("parts of minutes")
        ordering = ("minutes", "pk")
        constraints = (models.UniqueConstraint(fields=["minutes", "item"], name="minutes_part_one_per_item"),)

    def __str__(self) -> str:
        return self.title

    def as_text(self) -> str:
        return f"## {self.title}\n\n{self.text}" if self.text else ""


class Addition(models.Model):
    """A few words added to minutes once they are settled, with their day. Unnamed under the Chatham House rule (S3)."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="additions")
    text = models.TextField(_("addition"), max_length=8000)
    added_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("addition")
        verbose_name_plural = _("additions")
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.text
