"""A method a network wrote of its own, beside those declared in `meetings/methods/`."""

from __future__ import annotations

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.meetings.methods import Method, Step


class NetworkMethodQuerySet(models.QuerySet["NetworkMethod"]):
    def on_offer(self) -> Self:
        return self.filter(retired_at=None)


class NetworkMethod(models.Model):
    """Public, as the declared ones are. One that is retired stays whole for the agendas that use it."""

    key = models.SlugField(_("address"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60)
    gesture = models.CharField(_("what one does, in one sentence"), max_length=200)
    fewest = models.PositiveSmallIntegerField(
        _("fewest people"), default=3, validators=(MinValueValidator(2), MaxValueValidator(500))
    )
    most = models.PositiveSmallIntegerField(
        _("most people"), default=20, validators=(MinValueValidator(2), MaxValueValidator(500))
    )
    care = models.CharField(_("what to look out for"), max_length=300, blank=True)
    written_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkMethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("method of the network")
        verbose_name_plural = _("methods of the network")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=Q(most__gte=F("fewest")), name="network_method_most_above_fewest"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("facilitation:method", args=[self.key])

    def as_method(self) -> Method:
        """The same, as agendas and runs read every method. Its steps are read once."""
        steps = tuple(step.as_step() for step in self.steps.all())
        minutes = sum(step.minutes for step in steps)
        return Method(
            self.key,
            self.name,
            self.gesture,
            minutes,
            (self.fewest, self.most),
            steps=steps,
            care=self.care,
            of_the_network=True,
        )


class NetworkStep(models.Model):
    """One step of a method of the network."""

    method = models.ForeignKey(NetworkMethod, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name of the step"), max_length=80)
    minutes = models.PositiveSmallIntegerField(
        _("length, in minutes"), default=10, validators=(MinValueValidator(1), MaxValueValidator(600))
    )
    words = models.TextField(_("words for whoever facilitates"), blank=True, max_length=1500)
    questions = models.TextField(
        _("questions to ask"), blank=True, max_length=1000, help_text=_("One question a line.")
    )
    groups = models.PositiveSmallIntegerField(
        _("in groups of"),
        default=0,
        validators=(MaxValueValidator(50),),
        help_text=_("How many people work together. 0: all together."),
    )

    class Meta:
        verbose_name = _("step of a method")
        verbose_name_plural = _("steps of methods")
        ordering = ("method", "position")
        constraints = (
            models.UniqueConstraint(fields=["method", "position"], name="network_step_one_per_place"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="network_step_has_a_length"),
        )

    def __str__(self) -> str:
        return self.name

    def as_step(self) -> Step:
        questions: tuple[Any, ...] = tuple(line.strip() for line in self.questions.splitlines() if line.strip())
        return Step(self.name, self.minutes, self.words, questions, self.groups)
