"""What somebody holds, for a dated term (E1, E2)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Strand
from tresse.core import clock
from tresse.memberships.models.places import Membership


class Function(models.TextChoices):
    """What a mandate is for."""

    CO_FACILITATION = "co_facilitation", _("co-facilitation")
    CO_STEERING = "co_steering", _("co-steering")
    CO_EXPERIMENTATION = "co_experimentation", _("co-experimentation")
    WELCOME = "welcome", _("welcome")
    MEMORY_KEEPING = "memory_keeping", _("memory keeping")
    TRUST_PERSON = "trust_person", _("trust person")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def live(self, on: date | None = None) -> Self:
        """Begun, not ended, and held by somebody who is inside and not pausing."""
        on = on or clock.today()
        return self.filter(
            starts_on__lte=on,
            ends_on__gte=on,
            ended_on=None,
            membership__left_at=None,
            membership__paused_at=None,
            membership__signed_at__isnull=False,
        )

    def unended(self) -> Self:
        """Not laid down; may be to come, under way or over."""
        return self.filter(ended_on=None)

    def under_way_or_to_come(self) -> Self:
        """What somebody holds or is about to hold."""
        return self.unended().filter(ends_on__gte=clock.today(), membership__left_at=None)

    def as_of(self, function: str, strand_id: int | None) -> Self:
        """Of this function, for this strand or for the whole community."""
        return self.filter(function=function, strand=strand_id)

    def unacknowledged(self) -> Self:
        """Taken up from somebody else, whose note was not acknowledged yet (E2)."""
        taken_up = self.filter(acknowledged_at=None, membership__left_at=None).exclude(follows=None)
        return taken_up.exclude(follows__handover="").exclude(follows__membership=F("membership"))

    def ending_soon(self) -> Self:
        """Under way, with an end within sixty days."""
        return self.live().filter(ends_on__lte=clock.today() + Mandate.ENDS_SOON)

    def without_a_note(self) -> Self:
        """Ending within sixty days or ended less than thirty days ago, not renewed, and without a note (E2).

        An interim, which lasts sixty days, is asked for its note in the last thirty.
        """
        today = clock.today()
        soon, since = today + Mandate.ENDS_SOON, today - Mandate.NOTE_AFTER
        near = Q(ended_on=None, ends_on__range=(since, soon)) | Q(ended_on__gte=since)
        near &= Q(is_interim=False) | Q(ends_on__lte=today + Mandate.NOTE_AFTER) | Q(ended_on__isnull=False)
        renewed = Mandate.objects.filter(follows=OuterRef("pk"), membership=OuterRef("membership"))
        waiting = self.filter(near, handover="", membership__left_at=None).exclude(Exists(renewed))
        return waiting.filter(starts_on__lte=clock.today())

    def to_facilitate(self, strand: Strand) -> Self:
        """Co-facilitation of this strand, or of the whole community."""
        return self.filter(
            Q(strand=strand) | Q(strand=None),
            function=Function.CO_FACILITATION,
            membership__community=strand.community_id,
        )


class Mandate(models.Model):
    """Somebody holds a function for a dated term (E1, E2). It gives duties, and the few rights they need."""

    LONGEST = timedelta(days=731)  # twenty-four months
    INTERIM = timedelta(days=60)
    RENEWABLE = timedelta(days=90)
    ENDS_SOON = timedelta(days=60)  # from then on the end is told, hands are called for and the note is asked
    NOTE_AFTER = timedelta(days=30)  # the note may still be written this long after the end

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="mandates")
    function = models.CharField(_("function"), max_length=20, choices=Function.choices)
    strand = models.ForeignKey(Strand, models.CASCADE, null=True, blank=True, related_name="mandates")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    given_by = models.CharField(_("given by"), max_length=200)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    handover = models.TextField(_("handover note"), blank=True)
    decision_number = models.PositiveIntegerField(null=True, blank=True)  # of the decision that gave it (E2)
    is_interim = models.BooleanField(_("interim"), default=False)  # sixty days, when the holders have all gone (E3)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    acknowledged_at = models.DateTimeField(null=True, blank=True)  # the note of the mandate it follows was read
    end_told = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # how many days before its end, the last time

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ("function", "starts_on")
        indexes = (models.Index(fields=["ends_on"], condition=Q(ended_on=None), name="mandate_by_its_end"),)
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="mandate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="mandate_ended_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_function_display()}"

    def get_absolute_url(self) -> str:
        anchor = f"{self.function}-{self.strand_id}" if self.strand_id else self.function
        return reverse("memberships:mandates", args=[self.membership.community.slug]) + f"#{anchor}"

    @property
    def is_to_come(self) -> bool:
        return self.ended_on is None and self.starts_on > clock.today()

    @property
    def is_over(self) -> bool:
        """Laid down, or past its term."""
        return self.ended_on is not None or self.ends_on < clock.today()

    @property
    def is_live(self) -> bool:
        """Begun and not over; whoever holds it may have left or be pausing."""
        return not self.is_to_come and not self.is_over

    @property
    def over_on(self) -> date:
        """The last day it is held, or was."""
        return self.ended_on or self.ends_on

    @property
    def ends_soon(self) -> bool:
        return not self.is_over and self.ends_on <= clock.today() + self.ENDS_SOON

    @property
    def is_renewable(self) -> bool:
        """In its last three months."""
        return not self.is_over and self.ends_on <= clock.today() + self.RENEWABLE

    @property
    def note_until(self) -> date:
        return self.over_on + self.NOTE_AFTER
