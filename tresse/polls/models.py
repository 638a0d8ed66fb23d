"""A date poll: several moments proposed for one session, and who could come to which."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle, Stage
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.ids import secret_token
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership

FEWEST, MOST = 2, 12  # moments
SHORTEST, LONGEST = 15, 600  # minutes


class Voice(models.TextChoices):
    """What somebody says of one moment."""

    YES = "yes", _("yes")
    IF_NEED_BE = "if_need_be", _("if need be")
    NO = "no", _("no")


class PollQuerySet(models.QuerySet["Poll"]):
    def standing(self) -> Self:
        """Neither settled nor called off, in a community that is not closed."""
        return self.filter(ended_at=None).exclude(community__stage=Stage.CLOSED)

    def open(self) -> Self:
        """One may still answer."""
        return self.standing().filter(closes_at__gt=clock.now())

    def to_settle(self) -> Self:
        """The time to answer is over, and a moment can still be chosen."""
        return self.standing().filter(closes_at__lte=clock.now()).filter(Exists(_moments_ahead()))

    def alive(self) -> Self:
        """Still of use: open, or with a moment that can be chosen."""
        return self.standing().filter(Exists(_moments_ahead()))


def _moments_ahead() -> models.QuerySet[PollMoment]:
    return PollMoment.objects.filter(poll=OuterRef("pk"), starts_at__gt=clock.now())


class Poll(models.Model):
    """Looking for a date with everyone: the session to come, the moments it might be, until when one answers.

    It is for those inside. Under the Chatham House rule it shows how many could come and never who (S3).
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="polls")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=140)
    intention = models.TextField(_("what we want from it"), blank=True, max_length=4000)
    minutes = models.PositiveSmallIntegerField(
        _("length, in minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Paris")
    closes_at = models.DateTimeField(_("one answers until"))

    # The terms of the session, handed on to it when a moment is chosen.
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("video link"), max_length=500, blank=True)
    cycle = models.ForeignKey(Cycle, models.SET_NULL, null=True, blank=True, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.COMMUNITY)
    open_session = models.BooleanField(_("open session"), default=False)
    chatham_house = models.BooleanField(_("Chatham House rule"), default=False)

    opened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    meeting = models.OneToOneField(Meeting, models.SET_NULL, null=True, blank=True, related_name="poll")
    chosen = models.ForeignKey("polls.PollMoment", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("date poll")
        verbose_name_plural = _("date polls")
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["community", "number"], name="poll_one_per_number"),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="poll_has_a_length"
            ),
            models.CheckConstraint(
                condition=Q(meeting=None) | Q(ended_at__isnull=False), name="poll_settled_has_ended"
            ),
            models.CheckConstraint(
                condition=Q(open_session=False) | Q(audience=Audience.PUBLIC), name="poll_open_session_is_public"
            ),
        )
        indexes = (models.Index(fields=["closes_at"], condition=Q(ended_at=None), name="poll_standing"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("polls:poll", args=[self.community.slug, self.number])

    @property
    def takes_answers(self) -> bool:
        return self.ended_at is None and clock.now() < self.closes_at

    @property
    def is_settled(self) -> bool:
        return self.meeting_id is not None

    @property
    def is_called_off(self) -> bool:
        return self.ended_at is not None and self.meeting_id is None

    @property
    def names_people(self) -> bool:
        """Under the Chatham House rule, nothing says who could come (S3)."""
        return not self.chatham_house

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


class PollMoment(models.Model):
    """One of the moments proposed. Its number is how one names it by mail; it never changes."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="moments")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_at = models.DateTimeField(_("begins"))

    class Meta:
        verbose_name = _("moment")
        verbose_name_plural = _("moments")
        ordering = ("poll", "starts_at")
        constraints = (
            models.UniqueConstraint(fields=["poll", "number"], name="poll_moment_one_per_number"),
            models.UniqueConstraint(fields=["poll", "starts_at"], name="poll_moment_proposed_once"),
        )

    def __str__(self) -> str:
        return f"{self.poll} {self.number}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.poll.length

    @property
    def zone(self) -> ZoneInfo:
        return self.poll.zone

    @property
    def is_past(self) -> bool:
        return self.starts_at <= clock.now()


class PollAnswerQuerySet(models.QuerySet["PollAnswer"]):
    def counted(self) -> Self:
        """Of those who are present: whoever left or pauses is no longer waited for."""
        return self.filter(membership__in=Membership.objects.present())


class PollAnswer(models.Model):
    """What one member says of one moment."""

    moment = models.ForeignKey(PollMoment, models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    voice = models.CharField(_("answer"), max_length=10, choices=Voice.choices)
    said_at = models.DateTimeField(default=clock.now)

    objects = PollAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (models.UniqueConstraint(fields=["moment", "membership"], name="poll_answer_one_each"),)

    def __str__(self) -> str:
        return f"{self.moment}: {self.voice}"


class PollLink(models.Model):
    """A mailed address that is one member's, for one poll: it answers for them, and ends with the poll."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="links")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    token = models.CharField(max_length=60, unique=True, default=secret_token)

    class Meta:
        verbose_name = _("mailed address")
        verbose_name_plural = _("mailed addresses")
        constraints = (models.UniqueConstraint(fields=["poll", "membership"], name="poll_link_one_each"),)

    def __str__(self) -> str:
        return f"{self.poll}: {self.membership}"

    def get_absolute_url(self) -> str:
        return reverse("polls:mailed", args=[self.token])
