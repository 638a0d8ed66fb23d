"""Somebody asks to come in, and what is said about it with those who welcome (O1, O3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.memberships.models import Membership
from tresse.networks.models import Organisation
from tresse.welcome.welcomers import welcomers


def _place() -> models.QuerySet[Membership]:
    """The place of whoever wrote the request, in the community it was sent to."""
    return Membership.objects.live().filter(person=OuterRef("person"), community=OuterRef("community"))


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def unanswered(self) -> Self:
        """Neither answered nor taken back. A community that closes answers nobody any more: its page says so."""
        return self.filter(answered_at=None, withdrawn_at=None).exclude(community__stage=Stage.CLOSED)

    def waiting(self) -> Self:
        """Unanswered, by somebody who has not come in another way; put off, it still waits."""
        return self.unanswered().filter(~Exists(_place()))

    def come_in_otherwise(self) -> Self:
        """Unanswered, by somebody who has a place meanwhile: an invitation was their answer."""
        return self.unanswered().filter(Exists(_place()))

    def due(self) -> Self:
        """Waiting for its answer now: not put off, or come back."""
        return self.waiting().filter(waits_since__lte=clock.now())

    def overdue(self) -> Self:
        """Unanswered for fourteen days, and not yet before all members (O3)."""
        return self.waiting().filter(before_all_at=None, waits_since__lte=clock.now() - JoinRequest.ANSWERED_WITHIN)

    def visible_to(self, person: Any) -> Self:
        """For whoever wrote it and for those who welcome; then for all members, once it is put before them (O3)."""
        if person is None or not person.is_authenticated:
            return self.none()
        inside = Membership.objects.inside().filter(person=person).values("community")
        to_all = Q(before_all_at__isnull=False) | Q(refusal_asked_at__isnull=False)
        welcoming = welcomers().filter(person=person).values("community")
        return self.filter(Q(person=person) | (to_all & Q(community__in=inside)) | Q(community__in=welcoming))


class Answer(models.TextChoices):
    WELCOMED = "welcomed", _("welcomed")
    REFUSED = "refused", _("refused")


class JoinRequest(models.Model):
    """Somebody asks to come in, with a situation they meet: never with a CV, a level or a title (O1)."""

    ANSWERED_WITHIN = timedelta(days=14)
    PUT_OFF_AT_MOST = timedelta(days=365)

    community = models.ForeignKey(Community, models.CASCADE, related_name="join_requests")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="join_requests")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    organisation_name = models.CharField(_("its name"), max_length=120, blank=True)  # one the network does not know
    situation = models.TextField(_("a situation you meet"), max_length=4000)
    hope = models.TextField(_("what you hope to bring or find"), max_length=4000)
    asked_at = models.DateTimeField(default=clock.now)
    waits_since = models.DateTimeField(default=clock.now)  # still to come while it is put off to a later window
    before_all_at = models.DateTimeField(null=True, blank=True)
    refusal_asked_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    decision_number = models.PositiveIntegerField(null=True, blank=True)  # of the consent that let them in (O5)
    reason = models.TextField(_("reason"), blank=True, max_length=4000)
    alternative = models.TextField(_("what they may do instead"), blank=True, max_length=4000)
    membership = models.OneToOneField(
        Membership, models.SET_NULL, null=True, blank=True, related_name="join_request"
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to come in")
        verbose_name_plural = _("requests to come in")
        ordering = ("community", "number")
        constraints = (
            models.UniqueConstraint(fields=["community", "number"], name="join_request_one_per_number"),
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="join_request_one_waiting_each",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="join_request_answered_says_how",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="join_request_answered_or_taken_back"
            ),
            models.CheckConstraint(
                condition=~Q(answer="refused") | (~Q(reason="") & ~Q(alternative="")),
                name="join_request_refused_says_why_and_what_else",  # O3
            ),
        )
        indexes = (
            models.Index(
                fields=["waits_since"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="join_request_waiting",
            ),
        )

    def __str__(self) -> str:
        """Whoever came in, then left, is named as they chose (S8)."""
        return str(self.membership or self.person)

    def get_absolute_url(self) -> str:
        return reverse("welcome:request", args=[self.community.slug, self.number])

    @property
    def comes_from(self) -> str:
        """Where they come from, as they said it; empty for somebody who comes for themself."""
        return str(self.organisation or self.organisation_name)

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def is_put_off(self) -> bool:
        """Waiting for a later window, which has not come."""
        return self.is_waiting and self.waits_since > clock.now()

    @property
    def is_before_all(self) -> bool:
        """Nobody answered in fourteen days, or those who welcome chose so: any full member may welcome (O3)."""
        return self.before_all_at is not None

    @property
    def answered_by_day(self) -> datetime:
        """After that moment it is put before all members."""
        return self.waits_since + self.ANSWERED_WITHIN


class RequestMessage(models.Model):
    """A word between whoever asks to come in and those who welcome."""

    request = models.ForeignKey(JoinRequest, models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("your message"), max_length=4000)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("message about a request")
        verbose_name_plural = _("messages about a request")
        ordering = ("request", "at", "pk")

    def __str__(self) -> str:
        return self.text[:60]
