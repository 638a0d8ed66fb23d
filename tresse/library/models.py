"""What left the working space: immutable versions at permanent addresses."""

from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle
from tresse.core import clock
from tresse.core.ids import short_id
from tresse.documents.models import Document, Licence
from tresse.memberships.models import ActByTwo, Membership
from tresse.objectives import OBJECTIVES, Objective


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, person: Any) -> Self:
        """A publication is public; a withdrawn one too, as a notice (P4)."""
        return self.all()

    def current(self) -> Self:
        """The latest version of each document, withdrawn ones left out."""
        return self.filter(replaced_at=None, withdrawn_at=None)


class Publication(models.Model):
    """One published version of a document. Its content never changes: see migration 0003 (P4)."""

    address = models.CharField(max_length=12, default=short_id)  # the same for all versions of a document
    version = models.PositiveSmallIntegerField(default=1)
    document = models.ForeignKey(Document, models.PROTECT, related_name="publications")
    community = models.ForeignKey(Community, models.PROTECT, related_name="publications")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="publications")
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("in a few sentences"), blank=True)
    language = models.CharField(_("language"), max_length=8)
    licence = models.CharField(_("licence"), max_length=30, choices=Licence.choices)
    objective_key = models.CharField(_("objective"), max_length=30)
    content: Any = models.JSONField(encoder=DjangoJSONEncoder)  # {"blocks": [...]}: library/content.py
    kinds = models.CharField(max_length=400, blank=True)  # of its blocks: " text voice method ", to search by
    credits: Any = models.JSONField(encoder=DjangoJSONEncoder)  # organisations, then people, by contribution
    trail: Any = models.JSONField(encoder=DjangoJSONEncoder)  # what the gate saw
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("published on"), default=clock.now)
    act = models.OneToOneField(ActByTwo, models.PROTECT, null=True, related_name="publication")
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    withdrawn_because = models.TextField(_("why"), blank=True)
    pdf = models.FileField(upload_to="publications/", blank=True)
    pdf_size = models.PositiveIntegerField(default=0)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ("-published_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["address", "version"], name="publication_one_per_version"),
            models.UniqueConstraint(fields=["document", "version"], name="publication_versions_of_a_document"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
                name="publication_withdrawn_says_why",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its address, which always shows the latest version."""
        return reverse("library:publication", args=[self.address])

    def get_version_url(self) -> str:
        """The address of this very version."""
        return reverse("library:version", args=[self.address, self.version])

    def get_pdf_url(self) -> str:
        return reverse("library:pdf", args=[self.address, self.version, self.slug])

    @property
    def slug(self) -> str:
        """The name of its file, as one reads it in a folder."""
        return slugify(self.title)[:60].strip("-") or "publication"

    @property
    def objective(self) -> Objective:
        return OBJECTIVES[self.objective_key]


class Discretion(models.Model):
    """Somebody who has a part in a document asks not to be named in its credits (S8)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="discretions")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="discretions")
    since = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("discretion")
        verbose_name_plural = _("discretions")
        constraints = (models.UniqueConstraint(fields=["document", "membership"], name="discretion_once"),)

    def __str__(self) -> str:
        return f"{self.document}: {self.membership}"
