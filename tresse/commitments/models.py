"""What somebody brings to a cycle, in their own words: asked of everyone when it opens, changed whenever they like."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Cycle
from tresse.memberships.models import Function, Membership

# For so long a new cycle asks whoever has said nothing; one may answer as long as it is open (O6).
ASKS_FOR = timedelta(days=30)
# It is recalled three times, so long after it was asked, and then no more: silence is an answer too.
RECALLED_AFTER = (timedelta(days=7), timedelta(days=16), timedelta(days=25))


class Answer(models.TextChoices):
    """What one says when a new cycle asks (O6)."""

    CONTINUE = "continue", _("I continue")
    LIGHTER = "lighter", _("I continue, with less time")
    PAUSE = "pause", _("I pause")
    LEAVE = "leave", _("I leave the community")


TAKING_PART = (Answer.CONTINUE, Answer.LIGHTER)


class Became(models.TextChoices):
    """What became of it, by one's own word: none is better than another."""

    KEPT = "kept", _("kept")
    CHANGED = "changed", _("changed on the way")
    SET_DOWN = "set_down", _("set down")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def shared(self) -> Self:
        """What those who take part bring and look for: what the others of the cycle read."""
        said = ~Q(brings="") | ~Q(looks_for="") | ~Q(functions=[])
        here = Q(membership__left_at=None, membership__signed_at__isnull=False, membership__paused_at=None)
        return self.filter(said, here, answer__in=TAKING_PART)


class Commitment(models.Model):
    """One person's part in one cycle, as they say it at present: what they said before is not kept.

    Nobody has one before saying something: whoever is inside an open cycle without one is being asked
    (`queries.asked`), and stays at the periphery, never out (O6).
    """

    MOST_HOURS = 80

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="commitments")
    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="commitments")
    answer = models.CharField(_("for this cycle"), max_length=10, choices=Answer.choices)
    brings = models.TextField(_("what I bring"), blank=True, max_length=1000)
    looks_for = models.TextField(_("what I look for"), blank=True, max_length=1000)
    hours = models.PositiveSmallIntegerField(
        _("time I can give, in hours a month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
    )
    functions: Any = models.JSONField(_("what I could take on"), default=list, blank=True)  # values of `Function`
    became = models.CharField(_("what became of it"), max_length=10, blank=True, choices=Became.choices)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ("cycle", "membership__person__name")
        constraints = (
            models.UniqueConstraint(fields=["membership", "cycle"], name="commitment_one_each_per_cycle"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="commitment_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_answer_display()}"

    @property
    def could_take(self) -> list[str]:
        """The functions one could take on, in words."""
        return [str(Function(value).label) for value in self.functions if value in Function.values]
