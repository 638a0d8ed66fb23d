"""The register of decisions a community took by consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.memberships.models import Membership


class Decision(Confided):
    """What was decided when no objection was left: in which words, why, and when it is looked at again."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="decisions")
    cycle = models.ForeignKey(Cycle, models.SET_NULL, null=True, blank=True, related_name="decisions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=160)
    context = models.TextField(_("what led to it"), blank=True, max_length=8000)
    outcome = models.TextField(_("what was decided, in the words agreed on"), max_length=8000)
    adopted_on = models.DateField(_("adopted on"), default=clock.today)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = ConfidedQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-adopted_on", "-pk")
        constraints = (models.UniqueConstraint(fields=["community", "number"], name="decision_one_per_number"),)

    def __str__(self) -> str:
        return self.title
