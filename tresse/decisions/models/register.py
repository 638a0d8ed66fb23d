"""The register of decisions a community took by consent."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.memberships.models import Membership


class DecisionQuerySet(ConfidedQuerySet["Decision"]):
    def to_review(self) -> Self:
        """Whose day to be looked at again has come, the oldest first."""
        return self.in_force().filter(review_on__lte=clock.today()).order_by("review_on", "pk")

    def in_force(self) -> Self:
        """Neither ended nor replaced by a later one."""
        return self.filter(ended_on=None)


class Decision(Confided):
    """What was decided when no objection was left: in which words, why, and when it is looked at again."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="decisions")
    cycle = models.ForeignKey(Cycle, models.SET_NULL, null=True, blank=True, related_name="decisions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=160)
    context = models.TextField(_("what led to it"), blank=True, max_length=8000)
    outcome = models.TextField(_("what was decided, in the words agreed on"), max_length=8000)
    adopted_on = models.DateField(_("adopted on"), default=clock.today)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-adopted_on", "-pk")
        constraints = (models.UniqueConstraint(fields=["community", "number"], name="decision_one_per_number"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:decision", args=[self.community.slug, self.number])

    @property
    def is_to_review(self) -> bool:
        return self.ended_on is None and self.review_on is not None and self.review_on <= clock.today()


class Finding(models.TextChoices):
    """What one finds when a decision is looked at again."""

    HOLDS = "holds", _("it still holds")
    CHANGED = "changed", _("it should change")
    ENDED = "ended", _("it has ended")


class Review(models.Model):
    """A decision was looked at again: what was found, and why."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="reviews")
    finding = models.CharField(_("what was found"), max_length=8, choices=Finding.choices)
    word = models.TextField(_("a word"), blank=True, max_length=2000)
    reviewed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ("reviewed_at", "pk")

    def __str__(self) -> str:
        return f"{self.decision}: {self.get_finding_display()}"
