"""What each decider says in the consent round."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.core.ids import secret_token
from tresse.decisions.models.proposals import Proposal, Said
from tresse.memberships.models import Membership


class Consent(Said):
    """« No objection » to one version of the text, with a word if one likes. It holds for no other version."""

    text = models.TextField(_("a word"), blank=True, max_length=4000)
    version = models.PositiveSmallIntegerField()
    noted_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Said.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = (
            models.UniqueConstraint(fields=["proposal", "membership", "version"], name="consent_one_each"),
        )


class ObjectionKind(models.TextChoices):
    """What makes it an objection, and not a preference."""

    HARM = "harm", _("it harms our purpose")
    LIMIT = "limit", _("it exceeds a limit of mine")


class ObjectionState(models.TextChoices):
    """Where an objection stands. Only its author says that it stands no longer."""

    STANDING = "standing", _("stands")
    LIFTED = "lifted", _("lifted")
    INTEGRATED = "integrated", _("integrated in the text")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def standing(self) -> Self:
        """Nobody can lift the objection of somebody who has left: it is kept, and holds nothing up."""
        return self.filter(state=ObjectionState.STANDING, membership__left_at=None)


class Objection(Said):
    """A reason not to do this, what it touches, and what would lift it. A gift to the proposal, and it stops it."""

    kind = models.CharField(_("what it touches"), max_length=5, choices=ObjectionKind.choices)
    lifted_if = models.TextField(_("what would lift it"), blank=True, max_length=2000)
    version = models.PositiveSmallIntegerField()  # of the text it was raised to
    noted_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ObjectionState.choices, default=ObjectionState.STANDING)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_version = models.PositiveSmallIntegerField(null=True, blank=True)
    settled_noted_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    settled_word = models.CharField(_("a word"), max_length=300, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta(Said.Meta):
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = (
            models.UniqueConstraint(
                fields=["proposal", "membership"],
                condition=Q(state="standing"),
                name="objection_one_standing_each",
            ),
            models.CheckConstraint(
                condition=Q(state="standing", settled_at=None)
                | (~Q(state="standing") & Q(settled_at__isnull=False)),
                name="objection_settled_says_when",
            ),
        )

    @property
    def is_standing(self) -> bool:
        return self.state == ObjectionState.STANDING


class PositionLink(models.Model):
    """A mailed address that is one person's, for one proposal: it speaks for them, and ends with the proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="links")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    token = models.CharField(max_length=60, unique=True, default=secret_token)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("mailed address")
        verbose_name_plural = _("mailed addresses")
        constraints = (models.UniqueConstraint(fields=["proposal", "membership"], name="position_link_one_each"),)

    def __str__(self) -> str:
        return f"{self.proposal}: {self.membership}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:mailed", args=[self.token])
