"""What takes two people of two organisations (E4)."""

from __future__ import annotations

from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.weighty_acts import WEIGHTY_ACTS, WeightyAct
from tresse.communities.models import Community
from tresse.core import clock
from tresse.memberships.models.places import Membership


class ActByTwoQuerySet(models.QuerySet["ActByTwo"]):
    def concerning(self, membership: Membership) -> Self:
        """Which this member asked for, confirmed or declined."""
        return self.filter(Q(asked_by=membership) | Q(confirmed_by=membership) | Q(declined_by=membership))

    def waiting(self) -> Self:
        return self.filter(confirmed_at=None, declined_at=None, lapses_at__gt=clock.now())

    def lapsed_untold(self) -> Self:
        """Nobody answered in time, and the journal does not say so yet."""
        unanswered = self.filter(confirmed_at=None, declined_at=None, lapsed_at=None)
        return unanswered.filter(lapses_at__lte=clock.now())

    def answered_or_lapsed(self) -> Self:
        """What no longer waits, the latest first."""
        return self.exclude(confirmed_at=None, declined_at=None, lapses_at__gt=clock.now())


class ActByTwo(models.Model):
    """A weighty act one person asks for and another, of another organisation, confirms (E4).

    What may be done this way, and what it does, is declared in `config/weighty_acts.py`.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="acts_by_two")
    kind = models.CharField(max_length=40)
    subject_type = models.ForeignKey(ContentType, models.CASCADE)
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    terms = models.JSONField(default=dict)  # what exactly will happen: the same for both to read
    asked_by = models.ForeignKey(Membership, models.CASCADE, related_name="acts_asked")
    asked_at = models.DateTimeField(default=clock.now)
    lapses_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="acts_confirmed")
    confirmed_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="acts_declined")
    declined_at = models.DateTimeField(null=True)
    word = models.TextField(_("a word"), blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)  # told in the journal

    objects = ActByTwoQuerySet.as_manager()

    class Meta:
        verbose_name = _("act by two")
        verbose_name_plural = _("acts by two")
        ordering = ("-asked_at",)
        indexes = (
            models.Index(
                fields=["lapses_at"],
                condition=Q(confirmed_at=None, declined_at=None, lapsed_at=None),
                name="act_by_two_unanswered",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="act_by_two_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None), name="act_by_two_one_answer"
            ),
        )

    def __str__(self) -> str:
        return self.kind

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.declined_at is None and self.lapses_at > clock.now()

    @property
    def declaration(self) -> WeightyAct:
        return WEIGHTY_ACTS[self.kind]
