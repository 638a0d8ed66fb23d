"""A document in typed blocks: written together, reread, and sure of whose words it holds."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience, Authorisation, Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.documents.kinds import KINDS, QUOTING, BlockKind
from tresse.guests.models import Guest
from tresse.memberships.models import Membership
from tresse.networks.models import Organisation

LONGEST_BODY = 40_000  # characters in one block: some twelve printed pages
_A_MEMBER_OR_A_GUEST = Q(by__isnull=False, guest=None) | Q(by=None, guest__isnull=False)


class Licence(models.TextChoices):
    """Chosen when the document is begun, so that nobody discovers it at the end."""

    CC_BY_SA = "CC-BY-SA-4.0", _("Creative Commons Attribution – Share alike 4.0")
    CC_BY = "CC-BY-4.0", _("Creative Commons Attribution 4.0")
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", _("Creative Commons Attribution – Non commercial – Share alike 4.0")
    ALL_RIGHTS_RESERVED = "all-rights-reserved", _("All rights reserved by the authors")


class Document(Confided):
    """What a cycle is making, from the first note to the version that leaves."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="documents")
    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("in a few sentences"), blank=True, max_length=2000)
    language = models.CharField(_("language"), max_length=8, default="fr")
    licence = models.CharField(_("licence"), max_length=30, choices=Licence.choices, default=Licence.CC_BY_SA)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    rereading_opened_at = models.DateTimeField(_("given to reread on"), null=True, blank=True)
    original_declared_at = models.DateTimeField(_("declared original on"), null=True, blank=True)
    original_declared_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    guests = GenericRelation(Guest, "thing_id", "thing_type")

    objects = ConfidedQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-begun_at",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.community.slug, self.pk])


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, person: Any) -> BlockQuerySet:
        """Those of the documents that exist for this person, even taken out since (S1)."""
        return self.filter(document__in=Document.objects.visible_to(person))

    def kept(self) -> BlockQuerySet:
        return self.filter(removed_at=None)

    def quoting(self) -> BlockQuerySet:
        return self.kept().filter(kind_key__in=QUOTING)


def kind_choices() -> list[tuple[str, Any]]:
    """The choices follow the declarations: a new one needs no migration."""
    return [(kind.key, kind.name) for kind in KINDS.values()]


class Block(models.Model):
    """One piece of a document, of one kind, that knows where it came from (P5)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    kind_key = models.CharField(_("kind"), max_length=20, choices=kind_choices)
    title = models.CharField(_("title"), max_length=160, blank=True)
    body = models.TextField(_("text"), validators=[MaxLengthValidator(LONGEST_BODY)])
    revision = models.PositiveIntegerField(default=1)
    once = models.CharField(max_length=40, null=True, editable=False)  # the form it came by: sent twice, added once
    brought_by = models.ForeignKey(Membership, models.PROTECT, related_name="blocks", verbose_name=_("brought by"))

    # Where it comes from: a session, later an experiment, a testimony (config/sources.py).
    source_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    source_id = models.PositiveBigIntegerField(null=True, blank=True)
    source = GenericForeignKey("source_type", "source_id")

    # Whose words, for the kinds that quote somebody.
    quoted_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who speaks"),
    )
    quoted_name = models.CharField(_("name"), max_length=120, blank=True)
    quoted_email = models.EmailField(_("email"), blank=True)
    quoted_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    authorisations = GenericRelation(Authorisation, "subject_id", "subject_type")

    # What is borrowed says from where, and under what licence (P3).
    borrowed_from = models.CharField(_("borrowed from"), max_length=300, blank=True)
    borrowed_licence = models.CharField(_("licence of what is borrowed"), max_length=120, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)

    removed_at = models.DateTimeField(null=True, blank=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ("document", "position", "pk")
        indexes = (models.Index(fields=["source_type", "source_id"], name="block_of_a_source"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(borrowed_from="") | ~Q(borrowed_licence=""),
                name="block_borrowed_says_its_licence",
            ),
            models.UniqueConstraint(fields=["document", "once"], name="block_once_per_form"),
        )

    def __str__(self) -> str:
        return self.title or shorten(self.body, 60, placeholder=" …")

    def get_absolute_url(self) -> str:
        return f"{self.document.get_absolute_url()}#b{self.pk}"

    @property
    def kind(self) -> BlockKind:
        return KINDS[self.kind_key]

    @property
    def source_key(self) -> str:
        """Its source as `core.links.Source` names it, without fetching it."""
        if self.source_type_id is None:
            return ""
        model = ContentType.objects.get_for_id(self.source_type_id).model_class()
        return f"{model._meta.label}:{self.source_id}" if model else ""

    @property
    def asked(self) -> Authorisation | None:
        """What was last asked of the person it quotes. Prefetch `authorisations` to read it in a list."""
        return next((a for a in self.authorisations.all() if a.replaced_at is None), None)

    def may_be_shown_to(self, audience: Audience) -> bool:
        """Nobody is quoted, or the person quoted said yes to these words before this audience (S2)."""
        return not self.kind.quotes or ((asked := self.asked) is not None and asked.covers(self.body, audience))


class BlockRevision(models.Model):
    """What a block said before it was changed, and who changed it. Number 0, said nothing yet: who wrote it down."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160, blank=True)
    body = models.TextField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="revisions")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("block", "-number")
        constraints = (models.UniqueConstraint(fields=["block", "number"], name="revision_one_per_number"),)

    def __str__(self) -> str:
        return f"{self.block_id}.{self.number}"


class BlockDraft(models.Model):
    """What somebody is typing, kept as they type; it becomes the block when they save it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="drafts")
    block = models.ForeignKey(Block, models.CASCADE, null=True, blank=True, related_name="drafts")
    by = models.ForeignKey(Membership, models.CASCADE, related_name="drafts")
    fields: Any = models.JSONField(default=dict)
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = (
            models.UniqueConstraint(fields=["block", "by"], name="draft_one_per_block_each"),
            models.UniqueConstraint(
                fields=["document", "by"], condition=Q(block=None), name="draft_one_new_block_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.by} {self.kept_at:%Y-%m-%d %H:%M}"


class Remark(models.Model):
    """Somebody who rereads says something of a block; it is answered (P3)."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="remarks")
    by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="remarks")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="remarks")
    text = models.TextField(_("remark"), max_length=4000)
    made_at = models.DateTimeField(default=clock.now)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ("made_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="remark_answered_says_what",
            ),
            models.CheckConstraint(condition=_A_MEMBER_OR_A_GUEST, name="remark_by_a_member_or_a_guest"),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def who(self) -> Membership | Guest:
        """Whoever made it: a member, or somebody invited to reread."""
        who = self.by or self.guest
        assert who is not None
        return who

    @property
    def person_id(self) -> int | None:
        """The person behind it, if it is somebody with an account."""
        return self.who.person_id


class Rereading(models.Model):
    """Somebody who did not write the document says they have reread it whole."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="rereadings")
    by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="rereadings")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="rereadings")
    word = models.TextField(_("what I take from it"), blank=True, max_length=2000)
    done_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("rereading")
        verbose_name_plural = _("rereadings")
        ordering = ("done_at",)
        constraints = (
            models.UniqueConstraint(fields=["document", "by"], name="rereading_one_each"),
            models.UniqueConstraint(fields=["document", "guest"], name="rereading_one_each_guest"),
            models.CheckConstraint(condition=_A_MEMBER_OR_A_GUEST, name="rereading_by_a_member_or_a_guest"),
        )

    def __str__(self) -> str:
        return f"{self.who} {self.done_at:%Y-%m-%d}"

    @property
    def who(self) -> Membership | Guest:
        """Whoever reread: a member, or somebody invited to."""
        who = self.by or self.guest
        assert who is not None
        return who

    @property
    def person_id(self) -> int | None:
        """The person behind it, if it is somebody with an account."""
        return self.who.person_id
