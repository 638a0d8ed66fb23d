"""A conversation on one object of a community, or on the community itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.confidence.models import Audience, Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.discussions import things
from tresse.discussions.kinds import KINDS, ThreadKind, kind_choices
from tresse.discussions.models.messages import Message
from tresse.memberships.models import Membership


class ThreadQuerySet(ConfidedQuerySet["Thread"]):
    def visible_to(self, person: Any) -> Self:
        """A conversation exists for whoever its audience says, and only if what it is about does too (S1)."""
        return super().visible_to(person).filter(things.existing_for(person))

    def within_session(self, person: Any) -> Q:
        return things.letting_in(person)

    def about(self, person: Any, *about: models.Model) -> Self:
        """Those on any of these things, as far as they and the thing exist for this person (S1)."""
        return super().visible_to(person).filter(things.about_any(person, *about))

    def unanswered(self) -> Self:
        """Those of a kind that waits for an answer, to which nobody but whoever began them has answered yet."""
        return self.filter(_unanswered())

    def with_answers(self) -> Self:
        """Each with `waiting_since`: when it began, if it is unanswered."""
        return self.annotate(waiting_since=models.Case(models.When(_unanswered(), then=F("started_at"))))

    def in_order(self) -> Self:
        """Those that wait for a first answer first, the longest waiting on top; then the latest spoken in."""
        return self.order_by(F("waiting_since").asc(nulls_last=True), "-last_message_at", "-pk")


def _unanswered() -> Q:
    by_others = Message.objects.said().filter(thread=OuterRef("pk")).exclude(by=OuterRef("started_by"))
    return Q(
        ~Exists(by_others),
        kind_key__in=[kind.key for kind in KINDS.values() if kind.is_answered],
        harvested_at=None,
    )


class Thread(Confided):
    """A question, an account, a trial and error or a resource, and what people answer."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="threads")
    number = models.PositiveIntegerField()
    kind_key = models.CharField(_("kind"), max_length=20, choices=kind_choices)
    title = models.CharField(_("title"), max_length=160)
    thing_type = models.ForeignKey(ContentType, models.CASCADE, null=True, blank=True, related_name="+")
    thing_id = models.PositiveBigIntegerField(null=True, blank=True)
    thing = GenericForeignKey("thing_type", "thing_id")  # None: the community itself
    started_by = models.ForeignKey(Membership, models.PROTECT, related_name="threads")
    started_at = models.DateTimeField(default=clock.now)
    last_message_at = models.DateTimeField(default=clock.now)
    harvested_at = models.DateTimeField(_("closed, its harvest in, on"), null=True, blank=True)
    waiting_since: datetime | None = None  # where it is read `with_answers`

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ("-last_message_at", "-pk")
        indexes = (
            models.Index(fields=["community", "-last_message_at"], name="thread_latest_first"),
            models.Index(fields=["thing_type", "thing_id"], name="thread_about"),
        )
        constraints = (
            models.UniqueConstraint(fields=["community", "number"], name="thread_one_per_number"),
            models.CheckConstraint(
                condition=Q(thing_type=None, thing_id=None) | Q(thing_type__isnull=False, thing_id__isnull=False),
                name="thread_about_one_thing_or_none",
            ),
            models.CheckConstraint(condition=~Q(audience=Audience.PUBLIC), name="thread_never_public"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("discussions:thread", args=[self.community.slug, self.number])

    @property
    def kind(self) -> ThreadKind:
        return KINDS[self.kind_key]

    @property
    def is_waiting(self) -> bool:
        """For a first answer."""
        return self.waiting_since is not None

    @property
    def is_harvested(self) -> bool:
        return self.harvested_at is not None

    @property
    def about_key(self) -> str:
        """How an address names what it is about; empty for the community itself."""
        return things.key_of(self.thing) if self.thing else ""

    @property
    def names_people(self) -> bool:
        """Under the Chatham House rule nobody is named beside their words (S3)."""
        return things.names_people(self.thing)

    def get_audience(self) -> Audience:
        """Never wider than what it is about is at present (S1)."""
        own = super().get_audience()
        return own if self.thing is None else min(own, things.audiences_for(self.thing)[-1], key=lambda a: a.width)
