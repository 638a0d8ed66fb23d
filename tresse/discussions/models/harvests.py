"""Somebody promises to sum a conversation up; what they harvest is kept on top of it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.discussions.models.threads import Thread
from tresse.memberships.models import Membership


class PromiseQuerySet(models.QuerySet["Promise"]):
    def held(self) -> Self:
        """Neither kept nor handed back, by somebody who is still inside."""
        return self.filter(kept_at=None, handed_back_at=None, by__left_at=None)


class Promise(models.Model):
    """Somebody promises the harvest of a conversation for a day. It is kept, or handed back."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="promises")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="harvests_promised")
    made_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField(_("for the"))
    kept_at = models.DateTimeField(null=True, blank=True)
    handed_back_at = models.DateTimeField(null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise of a harvest")
        verbose_name_plural = _("promises of harvests")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["thread"],
                condition=Q(kept_at=None, handed_back_at=None),
                name="promise_one_held_per_thread",
            ),
            models.CheckConstraint(
                condition=Q(kept_at=None) | Q(handed_back_at=None), name="promise_kept_or_handed_back"
            ),
        )

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.by_id}"

    @property
    def is_overdue(self) -> bool:
        return self.due_on < clock.today()


class Harvest(models.Model):
    """What a conversation has brought, summed up by somebody; each new version keeps the ones before it."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="harvests")
    number = models.PositiveIntegerField()
    text = models.TextField(_("what this conversation has brought"), max_length=20_000)
    by = models.ForeignKey(Membership, models.PROTECT, related_name="harvests")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("harvest")
        verbose_name_plural = _("harvests")
        ordering = ("thread", "-number")
        constraints = (models.UniqueConstraint(fields=["thread", "number"], name="harvest_one_per_number"),)

    def __str__(self) -> str:
        return f"{self.thread_id}.{self.number}"
