"""At what pace each person is written to, and what they have been told."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.core.ids import secret_token
from tresse.memberships.models import Membership


class Pace(models.TextChoices):
    """How often one hears of a community.

    Daily unless one says otherwise: one letter a morning at most and none when there is nothing, where « as it happens »
    would interrupt, and « weekly » would tell of a session called for Thursday on the Monday after.
    """

    AS_IT_HAPPENS = "as_it_happens", _("as it happens, a few minutes later")
    DAILY = "daily", _("each morning")
    WEEKLY = "weekly", _("on Monday morning")
    WAITING = "waiting", _("only what waits for me")
    NOTHING = "nothing", _("nothing: I look at my home page")


WITH_NEWS = (Pace.AS_IT_HAPPENS, Pace.DAILY, Pace.WEEKLY)


class MailChoices(models.Model):
    """How somebody is written to, whatever the community, and when they are looked after next."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    says_more = models.BooleanField(_("my mails say more than titles"), default=False)
    stopped_at = models.DateTimeField(_("stopped on"), null=True, blank=True)
    token = models.CharField(max_length=60, unique=True, default=secret_token)  # stops them without signing in
    next_at = models.DateTimeField(db_index=True)  # the next morning of their zone
    looked_at = models.DateTimeField(default=clock.now)  # by a worker, or by oneself: two workers never both write
    reminded_at = models.DateTimeField(null=True, blank=True)  # by a mail only about what already waited

    class Meta:
        verbose_name = _("mail choices")
        verbose_name_plural = _("mail choices")

    def __str__(self) -> str:
        return str(self.person)


class CommunityPaceQuerySet(models.QuerySet["CommunityPace"]):
    def of(self, person: Any) -> Self:
        """Of the places this person has at present."""
        return self.filter(membership__person=person, membership__left_at=None)


class CommunityPace(models.Model):
    """The pace of one's mails about one community; up to when its news have been told."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="mail_pace")
    pace = models.CharField(_("pace"), max_length=15, choices=Pace.choices, default=Pace.DAILY)
    told_until = models.DateTimeField(default=clock.now)
    token = models.CharField(max_length=60, unique=True, default=secret_token)  # stops them without signing in

    objects = CommunityPaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("pace of a community's mails")
        verbose_name_plural = _("paces of communities' mails")
        indexes = (models.Index(fields=["pace"], name="community_pace_by_pace"),)

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.get_pace_display()}"


class Digest(models.Model):
    """One letter to one person: the news of a time window in some of their communities, and some things that wait.

    A window begins where the one before ended, so that nothing is told twice nor lost. What the letter says is read as it
    leaves (`letters.py`): nothing of it is kept here.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    since = models.DateTimeField()  # of its longest window
    until = models.DateTimeField()
    windows = models.JSONField(default=dict)  # {membership: since when its news are told}
    items = models.JSONField(default=list)  # `Waiting.key` of each thing it says waits

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ("-until", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["person", "until"], name="digest_one_at_a_time_each"),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="digest_window_goes_forward"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.until:%Y-%m-%d %H:%M}"


class Recall(models.Model):
    """How often digests told somebody of one thing that waits: once, and three times again at most."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=16)  # `Waiting.key`
    times = models.PositiveSmallIntegerField(default=1)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("recall")
        verbose_name_plural = _("recalls")
        constraints = (models.UniqueConstraint(fields=["person", "key"], name="recall_one_per_thing_each"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.key}: {self.times}"
