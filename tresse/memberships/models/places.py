"""Who is inside a community, who was invited, who welcomes whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.confidence.models import Attribution
from tresse.core import clock
from tresse.core.ids import secret_token
from tresse.networks.models import Organisation


class MembershipQuerySet(models.QuerySet["Membership"]):
    def live(self) -> Self:
        """Has not left; may still have to sign the charter."""
        return self.filter(left_at=None)

    def inside(self) -> Self:
        """Has signed the charter and has not left: nobody is inside without it (S7)."""
        return self.filter(left_at=None, signed_at__isnull=False)

    def full(self) -> Self:
        """Inside, and past the two sessions of trial."""
        return self.inside().filter(on_trial=False)

    def present(self) -> Self:
        """Inside, and not pausing: whom one counts on, and writes to."""
        return self.inside().filter(paused_at=None)

    def taking_part(self) -> Self:
        """Present, and in time with the charter: whoever may write today (`memberships.rules.taking_part_as`)."""
        return self.present().filter(Q(sign_again_by=None) | Q(sign_again_by__gt=clock.now()))


class Membership(models.Model):
    """A person in a community, coming from an organisation or from none, with the same rights (O2)."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    invited_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    since = models.DateTimeField(_("since"), default=clock.now)
    signed_at = models.DateTimeField(_("signed the charter on"), null=True)
    on_trial = models.BooleanField(_("on trial"), default=False)
    sign_again_by = models.DateTimeField(
        _("signs the new charter by"), null=True, blank=True
    )  # set when a new version is adopted, None once it is signed
    paused_at = models.DateTimeField(_("pausing since"), null=True, blank=True)
    moved_at = models.DateTimeField(_("changed organisation on"), null=True, blank=True)  # the last time
    left_at = models.DateTimeField(_("left on"), null=True, blank=True)
    stays_as = models.CharField(  # what stays after leaving is named so (S8)
        _("what stays is named"), max_length=12, choices=Attribution.choices, default=Attribution.NAMED
    )
    stays_named = models.CharField(max_length=120, blank=True)  # the role or the organisation chosen for it

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("person__name",)
        constraints = (
            models.UniqueConstraint(
                fields=["community", "person"], condition=Q(left_at=None), name="membership_one_live_each"
            ),
        )

    def __str__(self) -> str:
        """The one door by which a member is named: whoever left is named as they chose (S8)."""
        if self.left_at is None or self.stays_as == Attribution.NAMED:
            return str(self.person)
        return self.stays_named or gettext("somebody who left")

    @property
    def stays_unsigned(self) -> bool:
        """Left, and what stays is not signed (S8)."""
        return self.left_at is not None and self.stays_as == Attribution.UNSIGNED

    @property
    def is_inside(self) -> bool:
        return self.signed_at is not None and self.left_at is None

    @property
    def is_present(self) -> bool:
        """Inside, and not pausing."""
        return self.is_inside and self.paused_at is None

    @property
    def must_sign_before_writing(self) -> bool:
        """The charter changed, and the delay to sign it again is over: one reads, and writes once one has signed."""
        return self.sign_again_by is not None and self.sign_again_by <= clock.now()

    def moved_since(self, moment: datetime) -> bool:
        """Says since then that they come from elsewhere: changing organisation makes nobody a second side (E4)."""
        return self.moved_at is not None and self.moved_at > moment

    @property
    def side(self) -> tuple[str, int]:
        """What counts when two organisations are needed: a person without one counts as one (E3)."""
        if self.organisation_id is None:
            return ("person", self.person_id)
        return ("organisation", self.organisation_id)


class WelcomePairQuerySet(models.QuerySet["WelcomePair"]):
    def going_on(self) -> Self:
        """The newcomer is still there, and the trial not over."""
        return self.filter(ended_at=None, newcomer__left_at=None)

    def of(self, welcomer: Membership) -> Self:
        """In which this member welcomes."""
        return self.filter(Q(first=welcomer) | Q(second=welcomer))

    def among_three(self, membership: Membership) -> Self:
        """Of which this member is one of the three: the newcomer, or one of those who welcome."""
        return self.filter(Q(newcomer=membership) | Q(first=membership) | Q(second=membership))


class WelcomePair(models.Model):
    """Two members of two organisations who welcome a newcomer through their trial (O4).

    At its end each of the three says a word. Where the community has only one member to propose, `second` is None.
    """

    newcomer = models.OneToOneField(Membership, models.CASCADE, related_name="welcome_pair")
    first = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    second = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    newcomers_word = models.TextField(_("the newcomer's word"), blank=True, max_length=2000)
    firsts_word = models.TextField(_("a word of welcome"), blank=True, max_length=2000)
    seconds_word = models.TextField(_("a word of welcome"), blank=True, max_length=2000)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WelcomePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("welcome pair")
        verbose_name_plural = _("welcome pairs")
        constraints = (
            models.CheckConstraint(
                condition=Q(first=None) | Q(second=None) | ~Q(first=F("second")), name="welcome_pair_is_two"
            ),
        )

    def __str__(self) -> str:
        return str(self.newcomer)

    @property
    def is_going_on(self) -> bool:
        return self.ended_at is None and self.newcomer.left_at is None

    @property
    def welcomers(self) -> list[Membership]:
        """The two of them; one where the community has only one to propose."""
        return [welcomer for welcomer in (self.first, self.second) if welcomer]

    def beside(self, welcomer: Membership) -> Membership | None:
        """The other one of the pair."""
        return next((other for other in self.welcomers if other.pk != welcomer.pk), None)


class Invitation(models.Model):
    """Somebody inside asks somebody by mail to come in. The link is theirs, and ends."""

    LASTS = timedelta(days=30)

    community = models.ForeignKey(Community, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    word = models.TextField(_("a word from you"), blank=True, max_length=2000)
    invited_by = models.ForeignKey(Membership, models.CASCADE, related_name="invitations")
    invited_at = models.DateTimeField(default=clock.now)
    token = models.CharField(max_length=60, unique=True, default=secret_token)
    answered_at = models.DateTimeField(null=True, blank=True)
    membership = models.OneToOneField(Membership, models.SET_NULL, null=True, blank=True, related_name="invitation")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-invited_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["community", "email"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="invitation_one_waiting_per_address",
            ),
        )

    def __str__(self) -> str:
        return self.email

    def is_waiting(self) -> bool:
        """Neither answered, withdrawn nor past its thirty days."""
        return not self.answered_at and not self.withdrawn_at and clock.now() < self.invited_at + self.LASTS


def live_membership(person: Any, community: Community) -> Membership | None:
    """This person's place in the community, signed or not, or None."""
    if person is None or not person.is_authenticated:
        return None
    found: Membership | None = person.memberships.live().filter(community=community).order_by("pk").first()
    return found
