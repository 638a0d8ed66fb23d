"""What a community reads and recommends: references, their tags, and the words members put beside them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.confidence.models import Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.memberships.models import Membership
from tresse.resources.csl import Found
from tresse.resources.folding import folded
from tresse.resources.kinds import KINDS, Kind


def kind_choices() -> list[tuple[str, Any]]:
    """The choices follow the declarations: a new one needs no migration."""
    return [(kind.key, kind.name) for kind in KINDS.values()]


class Search(models.TextChoices):
    """Where looking for what a link or a DOI leads to stands."""

    NONE = "", _("not looked for")
    ASKED = "asked", _("being looked for")
    FOUND = "found", _("found")
    FAILED = "failed", _("not found")


class ReferenceQuerySet(ConfidedQuerySet["Reference"]):
    def saying(self, words: str) -> Self:
        """Whose title, authors, abstract or tags hold each of these words, accents or not."""
        found = self
        for word in folded(words).split()[:10]:
            found = found.filter(sought__contains=word)
        return found

    def tagged(self, key: str) -> Self:
        return self.filter(pk__in=ReferenceTag.objects.filter(key=key).values("reference"))


class Reference(Confided):
    """One thing worth reading. What it says of itself is nobody's words and may be shown further by one member (S2);
    the notes beside it are members' words and stay inside."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="references")
    number = models.PositiveIntegerField(_("number"))
    kind_key = models.CharField(_("kind"), max_length=20, choices=kind_choices, default="other")
    title = models.CharField(_("title"), max_length=500)
    authors = models.JSONField(_("authors"), default=list, blank=True)  # names as in CSL
    editors = models.JSONField(_("editors"), default=list, blank=True)
    issued = models.CharField(_("date"), max_length=10, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=1000, blank=True)
    abstract = models.TextField(_("abstract"), blank=True, max_length=10_000)
    language = models.CharField(_("language"), max_length=2, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)  # the rest of the record, as in CSL
    sought = models.TextField(blank=True)  # all that the search line looks in, folded
    title_key = models.CharField(max_length=500, blank=True)  # what makes two titles one
    link_key = models.CharField(max_length=1000, blank=True)
    search = models.CharField(max_length=6, choices=Search.choices, default=Search.NONE, blank=True)
    brought_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=clock.now)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ("-brought_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["community", "number"], name="reference_one_per_number"),
            models.UniqueConstraint(
                fields=["community", "doi"], condition=~Q(doi=""), name="reference_one_per_doi"
            ),
        )
        indexes = (
            models.Index(fields=["community", "title_key"], name="reference_by_title"),
            models.Index(fields=["community", "-brought_at"], name="reference_latest_first"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resources:reference", args=[self.community.slug, self.number])

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_key] if self.kind_key in KINDS else KINDS["other"]

    @property
    def year(self) -> str:
        return self.issued[:4]

    @property
    def address(self) -> str:
        """Where one reads it: its link, or what its DOI leads to."""
        return self.link or (f"https://doi.org/{self.doi}" if self.doi else "")

    @property
    def by_whom(self) -> str:
        """« Émilie Dupont, Médecins du Monde »; « and others » is said by the page past three."""
        return ", ".join(_said(name) for name in self.authors if isinstance(name, dict))

    @property
    def within(self) -> str:
        """« Revue Tiers Monde, no 3, Éditions X »."""
        known = ("container-title", "publisher")
        details = self.details if isinstance(self.details, dict) else {}
        return ", ".join(details[name] for name in known if details.get(name))

    @property
    def found(self) -> Found:
        """As it travels."""
        return Found(
            title=self.title,
            kind=self.kind.key,
            authors=tuple(self.authors),
            editors=tuple(self.editors),
            issued=self.issued,
            doi=self.doi,
            link=self.link,
            abstract=self.abstract,
            language=self.language,
            tags=tuple(tag.name for tag in self.tags.all()),
            details=dict(self.details),
        )


class ReferenceTag(models.Model):
    """A word one finds it by. Written as one likes; found whatever its accents, its number and its gender."""

    reference = models.ForeignKey(Reference, models.CASCADE, related_name="tags")
    name = models.CharField(_("tag"), max_length=60)
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["reference", "key"], name="reference_tag_once"),)

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """What a member says of a reference: why read it, what one finds there. Inside only: these are their words (S2)."""

    reference = models.ForeignKey(Reference, models.CASCADE, related_name="notes")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=4000)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("written_at", "pk")
        constraints = (models.UniqueConstraint(fields=["reference", "membership"], name="reference_note_one_each"),)

    def __str__(self) -> str:
        return self.text[:80]


class Import(models.Model):
    """What a file held, until whoever brought it has chosen what to keep. Theirs alone, for a week."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    items = models.JSONField(default=list)  # as in CSL
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return str(self.made_at)


def _said(name: dict[str, str]) -> str:
    return name.get("literal") or " ".join(part for part in (name.get("given"), name.get("family")) if part)
