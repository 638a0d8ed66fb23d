"""The charter of a community, in versions; who signed which."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.memberships.models import Membership


class CharterQuerySet(models.QuerySet["Charter"]):
    def in_force(self) -> Self:
        return self.filter(superseded_at=None)


class Charter(models.Model):
    """What the members promise each other, and the few numbers a community sets for itself."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="charters")
    version = models.PositiveSmallIntegerField(default=1)
    written_at = models.DateTimeField(default=clock.now)
    adopted_at = models.DateTimeField(_("adopted on"), null=True)  # by a first signature nothing changes any more
    superseded_at = models.DateTimeField(null=True)

    mandate_months = models.PositiveSmallIntegerField(
        _("length of a mandate, in months"),
        default=12,
        validators=[MinValueValidator(3), MaxValueValidator(24)],
    )
    act_days = models.PositiveSmallIntegerField(
        _("days to confirm an act by two"),
        default=14,
        validators=[MinValueValidator(2), MaxValueValidator(14)],
    )
    default_audience = models.CharField(
        _("who sees what we write, unless we say otherwise"),
        max_length=10,
        default=Audience.COMMUNITY,
        choices=[(a.value, a.label) for a in (Audience.COMMUNITY, Audience.NETWORK, Audience.PUBLIC)],
    )

    rhythm_is_public = models.BooleanField(
        _("our public braid shows when we meet and decide"),
        default=True,
        help_text=_(
            "The days only, never what about nor with whom. A session kept to those who were there never shows."
        ),
    )

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        ordering = ("community", "-version")
        constraints = (
            models.UniqueConstraint(fields=["community", "version"], name="charter_one_per_version"),
            models.UniqueConstraint(
                fields=["community"], condition=Q(superseded_at=None), name="charter_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(mandate_months__gte=3, mandate_months__lte=24),
                name="charter_mandate_months",  # E2
            ),
        )

    def __str__(self) -> str:
        return f"{self.community}, {self.version}"


class Principle(models.TextChoices):
    """The four principles of the founding text."""

    ENGAGEMENT = "engagement", _("mutual engagement")
    OPENNESS = "openness", _("openness and continuity")
    SAFETY = "safety", _("a safe space")
    PRODUCTION = "production", _("production")


class Article(models.Model):
    """One promise of the charter, under one of the four principles."""

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="articles")
    position = models.PositiveSmallIntegerField()
    principle = models.CharField(max_length=12, choices=Principle.choices, blank=True)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("charter", "position")
        constraints = (models.UniqueConstraint(fields=["charter", "position"], name="article_one_per_position"),)

    def __str__(self) -> str:
        return self.title


class Signature(models.Model):
    """A participant signed this version of the charter."""

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="signatures")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="signatures")
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ("signed_at",)
        constraints = (models.UniqueConstraint(fields=["charter", "membership"], name="signature_once"),)

    def __str__(self) -> str:
        return f"{self.membership} {self.signed_at:%Y-%m-%d}"
