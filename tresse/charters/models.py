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
from tresse.objectives import Door

# What a community sets for itself: these change by a decision, without signing anew; articles take a new version.
PARAMETERS = (
    "mandate_months",
    "act_days",
    "spoken_percent",
    "round_days",
    "correction_days",
    "sign_again_days",
    "door",
    "default_audience",
    "rhythm_is_public",
)


class CharterQuerySet(models.QuerySet["Charter"]):
    def in_force(self) -> Self:
        return self.filter(superseded_at=None, is_draft=False)

    def versions(self) -> Self:
        """The one in force and those before it, the latest first."""
        return self.filter(is_draft=False).order_by("-version")

    def drafts(self) -> Self:
        """New versions being written, which no decision has adopted."""
        return self.filter(is_draft=True)


class Charter(models.Model):
    """What the members promise each other, and the few numbers a community sets for itself."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="charters")
    version = models.PositiveSmallIntegerField(default=1)
    written_at = models.DateTimeField(default=clock.now)
    adopted_at = models.DateTimeField(_("adopted on"), null=True)  # by a first signature nothing changes any more
    superseded_at = models.DateTimeField(null=True)
    is_draft = models.BooleanField(default=False)  # a new version, until the community consents to it
    revision = models.PositiveIntegerField(default=0)  # of a draft: two people saving at once lose nothing
    decision_number = models.PositiveIntegerField(null=True, blank=True)  # of the decision that adopted it
    digest = models.CharField(max_length=64, blank=True)  # of what was adopted, to the letter

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

    spoken_percent = models.PositiveSmallIntegerField(
        _("how many must have spoken in a decision, in percent"),
        default=50,
        validators=[MinValueValidator(25), MaxValueValidator(100)],
        help_text=_("Silence is not consent: of those who decide, this many must have said something."),
    )
    round_days = models.PositiveSmallIntegerField(
        _("days for each step of a decision taken at one's own pace"),
        default=7,
        validators=[MinValueValidator(2), MaxValueValidator(30)],
    )
    correction_days = models.PositiveSmallIntegerField(
        _("days to correct the minutes of a session"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("From when they are ready. After that they no longer change."),
    )
    sign_again_days = models.PositiveSmallIntegerField(
        _("days to sign a new version of the charter"),
        default=30,
        validators=[MinValueValidator(7), MaxValueValidator(90)],
    )
    door = models.CharField(
        _("when one may come in"),
        max_length=20,
        blank=True,
        default="",
        choices=[("", _("as the objective of each strand says")), *((door.value, door.label) for door in Door)],
    )

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        ordering = ("community", "-version")
        constraints = (
            models.UniqueConstraint(fields=["community", "version"], name="charter_one_per_version"),
            models.UniqueConstraint(
                fields=["community"], condition=Q(superseded_at=None, is_draft=False), name="charter_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(mandate_months__gte=3, mandate_months__lte=24),
                name="charter_mandate_months",  # E2
            ),
            models.UniqueConstraint(
                fields=["community"], condition=Q(is_draft=True), name="charter_one_draft_at_a_time"
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
    follows = models.ForeignKey(  # the same article in the version before, whatever became of its words
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )

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
