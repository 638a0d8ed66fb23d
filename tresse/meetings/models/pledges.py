"""What somebody said, in a session, that they would do."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import places_of
from tresse.core import clock
from tresse.meetings.models.minutes import Minutes
from tresse.memberships.models import Membership


class PledgeState(models.TextChoices):
    """What became of it, in words that judge nobody."""

    OPEN = "open", _("under way")
    KEPT = "kept", _("done")
    CHANGED = "changed", _("became something else")
    DROPPED = "dropped", _("laid down")


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def open(self) -> Self:
        return self.filter(state=PledgeState.OPEN)

    def visible_to(self, person: Any) -> Self:
        """Inside, for whoever may read the minutes it comes from; and always for whoever made it (S1, S6)."""
        if person is None or not person.is_authenticated:
            return self.none()
        places = places_of(person)
        read = Q(minutes__in=Minutes.objects.visible_to(person).values("pk"))
        mine = Q(membership__in=[place.pk for place in places.values()])
        return self.filter(read | mine, minutes__community__in=list(places))


class Pledge(models.Model):
    """Who does what by when. Its words never change: changing it closes it and opens the one that follows."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="pledges")
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="pledges", verbose_name=_("who")
    )
    text = models.CharField(_("what"), max_length=500)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    follows = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    made_at = models.DateTimeField(default=clock.now)
    state = models.CharField(
        _("where it stands"), max_length=8, choices=PledgeState.choices, default=PledgeState.OPEN
    )
    word = models.CharField(_("a word"), max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="pledge_closed_means_dated",
            ),
        )

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        meeting = self.minutes.meeting
        return reverse("meetings:pledge", args=[meeting.community.slug, meeting.number, self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == PledgeState.OPEN

    @property
    def is_free(self) -> bool:
        """Nobody holds it: under the Chatham House rule until somebody takes it; or who held it has left."""
        return self.is_open and (self.membership is None or not self.membership.is_inside)
