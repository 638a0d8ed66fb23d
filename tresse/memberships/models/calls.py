"""Hands that are called for, and those that are raised (E3)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Strand
from tresse.core import clock
from tresse.memberships.models.mandates import Function, Mandate
from tresse.memberships.models.places import Membership


class CallQuerySet(models.QuerySet["Call"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Call(models.Model):
    """Hands are called for: a function of the community, or of one strand, looks for somebody (E3)."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="calls")
    function = models.CharField(_("function"), max_length=20, choices=Function.choices)
    strand = models.ForeignKey(Strand, models.CASCADE, null=True, blank=True, related_name="calls")
    ending = models.ForeignKey(Mandate, models.SET_NULL, null=True, blank=True, related_name="calls")
    opened_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    is_for_missing_hands = models.BooleanField(default=False)  # opened by itself: fewer than two held it (E3)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for hands")
        verbose_name_plural = _("calls for hands")
        ordering = ("opened_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["community", "function", "strand"],
                condition=Q(closed_at=None, strand__isnull=False),
                name="call_one_open_in_a_strand",
            ),
            models.UniqueConstraint(
                fields=["community", "function"],
                condition=Q(closed_at=None, strand=None),
                name="call_one_open_for_the_whole",
            ),
        )

    def __str__(self) -> str:
        return self.get_function_display()

    def get_absolute_url(self) -> str:
        anchor = f"{self.function}-{self.strand_id}" if self.strand_id else self.function
        return reverse("memberships:mandates", args=[self.community.slug]) + f"#{anchor}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class HandQuerySet(models.QuerySet["Hand"]):
    def up(self) -> Self:
        """Of those who are still inside and not pausing."""
        here = {"membership__left_at": None, "membership__paused_at": None}
        return self.filter(is_up=True, **here)


class Hand(models.Model):
    """Somebody answers a call for hands: raised, or « not this time », which nobody else sees."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="hands")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="hands")
    is_up = models.BooleanField(default=True)
    word = models.CharField(_("a word"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=clock.now)

    objects = HandQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand")
        verbose_name_plural = _("hands")
        ordering = ("membership__person__name",)
        constraints = (models.UniqueConstraint(fields=["call", "membership"], name="hand_one_each"),)

    def __str__(self) -> str:
        return str(self.membership)
