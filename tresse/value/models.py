"""Attestations: what somebody did in a cycle, as they themselves choose to show it to an employer."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Cycle
from tresse.core import clock
from tresse.core.ids import ALPHABET

MOST_HOURS = 500  # of preparation in one cycle: more is a mistake


def code() -> str:
    """Twenty characters nobody guesses (28^20), in groups of four, to be read aloud or typed from paper."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(5))
    return "-".join(groups)


class AttestationQuerySet(models.QuerySet["Attestation"]):
    def visible_to(self, person: Any) -> AttestationQuerySet:
        """One's own. That it exists is nobody else's business, but for whoever was given its code (S6)."""
        return self.filter(person=person) if person is not None and person.is_authenticated else self.none()


class Attestation(models.Model):
    """One attestation. What it says never changes: see migration 0002. Whoever made it may withdraw it."""

    code = models.CharField(max_length=30, unique=True, default=code)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attestations")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=8)
    content: Any = models.JSONField(encoder=DjangoJSONEncoder)  # value/content.py
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made on"), default=clock.now)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    objects = AttestationQuerySet.as_manager()

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "cycle", "language", "digest"],
                condition=Q(withdrawn_at=None),
                name="attestation_one_per_content",
            ),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The address that verifies it, printed on it."""
        return reverse("value:verification", args=[self.code])
