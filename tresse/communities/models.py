"""Communities, their strands and the cycles these go through."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.networks.models import Programme, Theme
from tresse.objectives import OBJECTIVES, Objective, Phase


class Stage(models.TextChoices):
    """Where a community is in its life."""

    IDEA = "idea", _("idea")
    FORMING = "forming", _("forming")
    LIVING = "living", _("living")
    RESTING = "resting", _("resting")
    CLOSED = "closed", _("closed")


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, person: Any) -> Self:
        """An idea exists for those who carry it; from « forming » on, a community has a public page."""
        public = ~Q(stage=Stage.IDEA)
        if person is None or not person.is_authenticated:
            return self.filter(public)
        carried = person.memberships.live().filter(community=OuterRef("pk"))
        return self.filter(public | Q(Exists(carried)))

    def public(self) -> Self:
        return self.exclude(stage=Stage.IDEA)

    def held(self) -> Self:
        """Locked until the end of the transaction, so that two weighty changes follow each other."""
        return self.select_for_update()


class Community(models.Model):
    """Peers from different organisations who share a practice."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), max_length=50, unique=True)
    purpose = models.TextField(_("purpose"), help_text=_("What this community is for, in two or three sentences."))
    practice = models.CharField(
        _("shared practice"), max_length=160, help_text=_("What its members all do, each in their own place.")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.IDEA)
    programme = models.ForeignKey(
        Programme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="communities",
        verbose_name=_("programme"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="communities", verbose_name=_("themes"))
    language = models.CharField(_("working language"), max_length=8, default="fr")
    began_on = models.DateField(_("since"), default=clock.today)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_word = models.TextField(_("a word at the end"), blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(stage="closed", closed_on__isnull=False) | (~Q(stage="closed") & Q(closed_on=None)),
                name="community_closed_means_dated",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("showcase:community", args=[self.slug])

    @property
    def entrance(self) -> str:
        """Where somebody lands who has just come in: on where we are; in an idea, on what its founding still needs."""
        page = "lifecycle:founding" if self.stage == Stage.IDEA else "welcome:where_we_are"
        return reverse(page, args=[self.slug])

    @property
    def stream(self) -> str:
        """The journal of this community."""
        return f"community/{self.pk}"


def objective_choices() -> list[tuple[str, Any]]:
    """The choices follow the declarations: a new one needs no migration."""
    return [(objective.key, objective.name) for objective in OBJECTIVES.values()]


class Strand(models.Model):
    """A part of a community with one objective (French *volet*). CP Genre has two."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="strands")
    title = models.CharField(_("title"), max_length=80)
    objective_key = models.CharField(_("objective"), max_length=30, choices=objective_choices)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("strand")
        verbose_name_plural = _("strands")
        ordering = ("community", "position")
        constraints = (models.UniqueConstraint(fields=["community", "title"], name="strand_one_title_each"),)

    def __str__(self) -> str:
        return self.title

    @property
    def objective(self) -> Objective:
        return OBJECTIVES[self.objective_key]


class Ending(models.TextChoices):
    """How a cycle ended (P2). No cycle expires silently."""

    ACCOMPLISHED = "accomplished", _("accomplished")
    ACCOMPLISHED_INTERNALLY = "accomplished_internally", _("accomplished internally")
    WITHOUT_DOCUMENT = "without_document", _("closed without a document")


class CycleQuerySet(models.QuerySet["Cycle"]):
    def open(self) -> Self:
        return self.exclude(opened_at=None).filter(ended_at=None)

    def prepared(self) -> Self:
        """Written down, waiting for its gates."""
        return self.filter(opened_at=None)

    def ended(self) -> Self:
        return self.exclude(ended_at=None)


class Cycle(models.Model):
    """A strand's path from a question to a document. Prepared first, then opened, then ended."""

    strand = models.ForeignKey(Strand, models.CASCADE, related_name="cycles")
    number = models.PositiveSmallIntegerField(_("number"))
    question = models.CharField(_("question"), max_length=240, blank=True)
    intended_document = models.CharField(
        _("intended document"),
        max_length=160,
        blank=True,
        help_text=_("What will exist at the end that did not exist before."),
    )
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    phase_key = models.CharField(_("phase"), max_length=30, blank=True)
    opened_at = models.DateTimeField(_("opened on"), null=True, blank=True)
    ending = models.CharField(_("ending"), max_length=30, choices=Ending.choices, blank=True)
    ending_reason = models.TextField(_("reason"), blank=True)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        ordering = ("strand", "number")
        constraints = (
            models.UniqueConstraint(fields=["strand", "number"], name="cycle_one_per_number"),
            models.UniqueConstraint(
                fields=["strand"], condition=Q(ended_at=None), name="cycle_one_at_a_time_in_a_strand"
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="cycle_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(opened_at=None) | (~Q(question="") & ~Q(intended_document="")),
                name="cycle_open_names_its_document",  # P1
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="cycle_ended_says_how",
            ),
            models.CheckConstraint(
                condition=Q(ending__in=["", "accomplished"]) | ~Q(ending_reason=""),
                name="cycle_without_publication_says_why",  # P2
            ),
        )

    def __str__(self) -> str:
        return self.question or str(_("Cycle %(number)s") % {"number": self.number})

    @property
    def community(self) -> Community:
        return self.strand.community

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.ended_at is None

    @property
    def phase(self) -> Phase | None:
        return self.strand.objective.phase(self.phase_key) if self.phase_key else None
