"""The agenda of a session: its moments, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods import METHODS, Method, named
from tresse.meetings.models.meeting import Meeting
from tresse.memberships.models import Membership


def method_choices() -> list[tuple[str, Any]]:
    """The choices follow the declarations: a new one needs no migration. Those of the network are offered by the forms."""
    return [(method.key, method.name) for method in METHODS.values()]


class AgendaItem(models.Model):
    """One moment of a session: its length, what it is for, its method, who leads it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(_("length, in minutes"), default=20)
    title = models.CharField(_("title"), max_length=160)
    method_key = models.CharField(_("method"), max_length=30, blank=True, choices=method_choices)
    led_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("led by")
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ("meeting", "position")
        constraints = (
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="agenda_item_has_a_length"),
        )

    def __str__(self) -> str:
        return self.title

    @cached_property
    def method(self) -> Method | None:
        return named([self.method_key]).get(self.method_key)


def with_methods(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The same items, their methods read together."""
    listed = list(items)
    methods = named(item.method_key for item in listed)
    for item in listed:
        item.method = methods.get(item.method_key)
    return listed
