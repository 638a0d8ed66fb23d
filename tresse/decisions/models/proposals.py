"""A proposal, step by step, and what people ask and say of it before they consent."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.decisions.models.register import Decision
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership


class Step(models.TextChoices):
    """The way of a proposal: understand it, say how it sounds, better it, then consent or object."""

    CLARIFICATIONS = "clarifications", _("questions")
    REACTIONS = "reactions", _("reactions")
    AMENDMENTS = "amendments", _("amendments")
    CONSENT = "consent", _("consent round")

    @property
    def following(self) -> Step | None:
        steps = list(Step)
        return None if self == Step.CONSENT else steps[steps.index(self) + 1]


class Deciders(models.TextChoices):
    """Seen by many, decided by all of them or by some: a choice of the proposal."""

    ALL = "all", _("all members past their trial")
    HOLDERS = "holders", _("those who hold a mandate")


class Ending(models.TextChoices):
    """How a proposal ends. None expires without a word."""

    ADOPTED = "adopted", _("adopted")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")
    OBJECTION = "objection", _("not adopted: an objection stands")
    UNDECIDED = "undecided", _("not decided")


class ProposalQuerySet(ConfidedQuerySet["Proposal"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def ended(self) -> Self:
        return self.exclude(ended_at=None)

    def due(self) -> Self:
        """Whose step is over by the clock."""
        return self.open().filter(step_ends_at__lte=clock.now())


class Proposal(Confided):
    """Words somebody proposes to the community, what they would change, and where the decision on them stands."""

    LEFT_ALONE = timedelta(days=14)

    community = models.ForeignKey(Community, models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=160)
    context = models.TextField(_("what led to it"), blank=True, max_length=8000)
    text = models.TextField(_("the words proposed"), max_length=8000)  # as they stand now
    version = models.PositiveSmallIntegerField(default=1)
    changes = models.TextField(_("what it would change"), blank=True, max_length=4000)
    cycle = models.ForeignKey(Cycle, models.SET_NULL, null=True, blank=True, related_name="proposals")
    deciders = models.CharField(_("who decides"), max_length=8, choices=Deciders.choices, default=Deciders.ALL)
    effect = models.CharField(max_length=40, blank=True)  # a key of config/decision_effects.py
    terms = models.JSONField(default=dict, blank=True)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    reopens = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="reopened_by")

    proposed_by = models.ForeignKey(Membership, models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField(default=clock.now)
    taken_up_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="proposals")
    step = models.CharField(_("step"), max_length=16, choices=Step.choices, default=Step.CLARIFICATIONS)
    step_ends_at = models.DateTimeField(null=True, blank=True)  # None in a session: who facilitates moves it on
    moved_at = models.DateTimeField(default=clock.now)
    prolonged_at = models.DateTimeField(null=True, blank=True)

    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending.choices, blank=True)
    outcome = models.TextField(_("the outcome in words"), blank=True, max_length=4000)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="proposal")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["community", "number"], name="proposal_one_per_number"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="proposal_ended_says_how",
            ),
            models.CheckConstraint(
                condition=Q(ending="adopted", decision__isnull=False) | (~Q(ending="adopted") & Q(decision=None)),
                name="proposal_adopted_is_a_decision",
            ),
        )
        indexes = (models.Index(fields=["step_ends_at"], condition=Q(ended_at=None), name="proposal_due"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:proposal", args=[self.community.slug, self.number])

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_in_session(self) -> bool:
        return self.meeting_id is not None

    @property
    def is_in_round(self) -> bool:
        return self.is_open and self.step == Step.CONSENT

    @property
    def facilitator(self) -> Membership:
        """Whoever proposes, until somebody takes it up."""
        return self.taken_up_by or self.proposed_by

    @property
    def is_left_alone(self) -> bool:
        """Nothing moved for fourteen days, or whoever facilitates is not there: anybody may take it up."""
        return not self.facilitator.is_present or self.moved_at + self.LEFT_ALONE <= clock.now()

    def has_reached(self, step: str) -> bool:
        steps = list(Step)
        return steps.index(Step(self.step)) >= steps.index(Step(step))


class Said(models.Model):
    """Something a member said of a proposal; nobody else changes it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="%(class)ss")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True
        ordering = ("said_at", "pk")

    def __str__(self) -> str:
        return self.text[:80]


class Wording(Said):
    """The words proposed, version after version, each with why it changed."""

    number = models.PositiveSmallIntegerField()
    because = models.CharField(_("why it changed"), max_length=300, blank=True)

    class Meta(Said.Meta):
        verbose_name = _("version of the text")
        verbose_name_plural = _("versions of the text")
        ordering = ("number", "pk")
        constraints = (models.UniqueConstraint(fields=["proposal", "number"], name="wording_one_per_number"),)


class Clarification(Said):
    """A question to understand the proposal, and what whoever proposes answers."""

    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(Said.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")


class Reaction(Said):
    """How the proposal sounds to somebody: one each, which they may change."""

    class Meta(Said.Meta):
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = (models.UniqueConstraint(fields=["proposal", "membership"], name="reaction_one_each"),)


class Amendment(Said):
    """What somebody would change in the text to better it; the version that took it in, if one did."""

    taken_into = models.PositiveSmallIntegerField(null=True, blank=True)  # the number of a version

    class Meta(Said.Meta):
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
