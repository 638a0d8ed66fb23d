"""Somebody without an account, invited to one thing by a mailed link that is theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.guest_things import GUEST_THINGS
from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.core.ids import secret_token
from tresse.memberships.models import Membership

LONGEST_QUESTION = 500
LONGEST_ANSWER = 8000


class GuestQuerySet(models.QuerySet["Guest"]):
    def live(self) -> Self:
        """Whose link opens."""
        going_on = ~Q(community__stage=Stage.CLOSED)
        return self.filter(going_on, withdrawn_at=None, expires_at__gt=clock.now())

    def invited_to(self, thing: models.Model) -> Self:
        """The guests of one thing."""
        kind = {"thing_type__app_label": thing._meta.app_label, "thing_type__model": thing._meta.model_name}
        return self.filter(thing_id=thing.pk, **kind)

    def of(self, person: Any) -> Self:
        """What this person was invited to before they came in."""
        return self.filter(place__person=person) if person is not None and person.is_authenticated else self.none()


class Guest(models.Model):
    """Somebody invited to one session, to one document to reread, or to answer one question. Nothing else exists for them."""

    QUESTION_LASTS = timedelta(days=30)

    community = models.ForeignKey(Community, models.CASCADE, related_name="guests")
    invited_by = models.ForeignKey(Membership, models.CASCADE, related_name="guests")
    name = models.CharField(_("name"), max_length=120, blank=True)  # empty: they took their name back
    email = models.EmailField(_("email"), blank=True)  # empty: forgotten (S3, S8)
    language = models.CharField(_("language"), max_length=8, default="fr")
    word = models.TextField(_("a word from you"), blank=True, max_length=2000)
    token = models.CharField(max_length=60, unique=True, default=secret_token)

    # What they are invited to: one thing of config/guest_things.py, or a question.
    thing_type = models.ForeignKey(ContentType, models.CASCADE, null=True, blank=True, related_name="+")
    thing_id = models.PositiveBigIntegerField(null=True, blank=True)
    thing: Any = GenericForeignKey("thing_type", "thing_id")
    question = models.CharField(_("question"), max_length=LONGEST_QUESTION, blank=True)
    answer = models.TextField(_("answer"), blank=True, max_length=LONGEST_ANSWER)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    invited_at = models.DateTimeField(_("invited on"), default=clock.now)
    expires_at = models.DateTimeField(_("until"))
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    discreet = models.BooleanField(_("not named in what is published"), default=False)
    place = models.ForeignKey(  # theirs since they came in, with that same address
        Membership, models.SET_NULL, null=True, blank=True, related_name="guest_places"
    )

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ("-invited_at", "-pk")
        indexes = (models.Index(fields=["thing_type", "thing_id"], name="guest_of_thing"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(thing_type__isnull=False, thing_id__isnull=False, question="")
                | (Q(thing_type=None, thing_id=None) & ~Q(question="")),
                name="guest_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False, thing_type=None) & ~Q(answer="")),
                name="guest_answer_is_dated",
            ),
            models.UniqueConstraint(
                fields=["thing_type", "thing_id", "email"],
                condition=Q(withdrawn_at=None, thing_id__isnull=False),
                name="guest_one_link_per_thing",
            ),
            models.UniqueConstraint(
                fields=["community", "email", "question"],
                condition=Q(withdrawn_at=None, thing_id=None),
                name="guest_one_link_per_question",
            ),
        )

    def __str__(self) -> str:
        """Their present name: the one they gave, then, once they came in, the one they bear there (S8)."""
        return str(self.place) if self.place else self.name or gettext("a guest")

    def get_absolute_url(self) -> str:
        """Whoever has this address is this guest."""
        return reverse("guests:guest", args=[self.token])

    @property
    def kind(self) -> str:
        """`question`, or the key of what they are invited to."""
        if self.thing_type_id is None:
            return "question"
        model = ContentType.objects.get_for_id(self.thing_type_id).model_class()
        label = model._meta.label if model else ""
        return next(key for key, thing in GUEST_THINGS.items() if thing.model == label)

    @property
    def person_id(self) -> int | None:
        """Who they are, once they have a place inside."""
        return self.place.person_id if self.place else None

    @property
    def is_live(self) -> bool:
        return not self.withdrawn_at and clock.now() < self.expires_at and self.community.stage != Stage.CLOSED

    @property
    def may_be_named(self) -> bool:
        """Under the Chatham House rule nothing says who is expected or who came (S3)."""
        return self.thing is None or getattr(self.thing, "names_people", True)
