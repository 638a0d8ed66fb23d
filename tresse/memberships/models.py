"""Who is inside a community, who holds what for how long, and the acts that take two."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.weighty_acts import WEIGHTY_ACTS, WeightyAct
from tresse.communities.models import Community, Stage, Strand
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

    def in_the_network(self) -> Self:
        """Inside a community that has begun: writing an idea down makes nobody one of the network (S1)."""
        return self.inside().exclude(community__stage=Stage.IDEA)

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


class Function(models.TextChoices):
    """What a mandate is for."""

    CO_FACILITATION = "co_facilitation", _("co-facilitation")
    CO_STEERING = "co_steering", _("co-steering")
    CO_EXPERIMENTATION = "co_experimentation", _("co-experimentation")
    WELCOME = "welcome", _("welcome")
    MEMORY_KEEPING = "memory_keeping", _("memory keeping")
    TRUST_PERSON = "trust_person", _("trust person")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def live(self, on: date | None = None) -> Self:
        """Begun, not ended, and held by somebody who is inside and not pausing."""
        on = on or clock.today()
        return self.filter(
            starts_on__lte=on,
            ends_on__gte=on,
            ended_on=None,
            membership__left_at=None,
            membership__paused_at=None,
            membership__signed_at__isnull=False,
        )

    def unended(self) -> Self:
        """Not laid down; may be to come, under way or over."""
        return self.filter(ended_on=None)

    def under_way_or_to_come(self) -> Self:
        """What somebody holds or is about to hold."""
        return self.unended().filter(ends_on__gte=clock.today(), membership__left_at=None)

    def as_of(self, function: str, strand_id: int | None) -> Self:
        """Of this function, for this strand or for the whole community."""
        return self.filter(function=function, strand=strand_id)

    def unacknowledged(self) -> Self:
        """Taken up from somebody else, whose note was not acknowledged yet (E2)."""
        taken_up = self.filter(acknowledged_at=None, membership__left_at=None).exclude(follows=None)
        return taken_up.exclude(follows__handover="").exclude(follows__membership=F("membership"))

    def ending_soon(self) -> Self:
        """Under way, with an end within sixty days."""
        return self.live().filter(ends_on__lte=clock.today() + Mandate.ENDS_SOON)

    def without_a_note(self) -> Self:
        """Ending within sixty days or ended less than thirty days ago, not renewed, and without a note (E2).

        An interim, which lasts sixty days, is asked for its note in the last thirty.
        """
        today = clock.today()
        soon, since = today + Mandate.ENDS_SOON, today - Mandate.NOTE_AFTER
        near = Q(ended_on=None, ends_on__range=(since, soon)) | Q(ended_on__gte=since)
        near &= Q(is_interim=False) | Q(ends_on__lte=today + Mandate.NOTE_AFTER) | Q(ended_on__isnull=False)
        renewed = Mandate.objects.filter(follows=OuterRef("pk"), membership=OuterRef("membership"))
        waiting = self.filter(near, handover="", membership__left_at=None).exclude(Exists(renewed))
        return waiting.filter(starts_on__lte=clock.today())

    def to_facilitate(self, strand: Strand) -> Self:
        """Co-facilitation of this strand, or of the whole community."""
        return self.filter(
            Q(strand=strand) | Q(strand=None),
            function=Function.CO_FACILITATION,
            membership__community=strand.community_id,
        )


class Mandate(models.Model):
    """Somebody holds a function for a dated term (E1, E2). It gives duties, and the few rights they need."""

    LONGEST = timedelta(days=731)  # twenty-four months
    INTERIM = timedelta(days=60)
    RENEWABLE = timedelta(days=90)
    ENDS_SOON = timedelta(days=60)  # from then on the end is told, hands are called for and the note is asked
    NOTE_AFTER = timedelta(days=30)  # the note may still be written this long after the end

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="mandates")
    function = models.CharField(_("function"), max_length=20, choices=Function.choices)
    strand = models.ForeignKey(Strand, models.CASCADE, null=True, blank=True, related_name="mandates")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    given_by = models.CharField(_("given by"), max_length=200)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    handover = models.TextField(_("handover note"), blank=True)
    decision_number = models.PositiveIntegerField(null=True, blank=True)  # of the decision that gave it (E2)
    is_interim = models.BooleanField(_("interim"), default=False)  # sixty days, when the holders have all gone (E3)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    acknowledged_at = models.DateTimeField(null=True, blank=True)  # the note of the mandate it follows was read
    end_told = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # how many days before its end, the last time

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ("function", "starts_on")
        indexes = (models.Index(fields=["ends_on"], condition=Q(ended_on=None), name="mandate_by_its_end"),)
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="mandate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="mandate_ended_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_function_display()}"

    def get_absolute_url(self) -> str:
        anchor = f"{self.function}-{self.strand_id}" if self.strand_id else self.function
        return reverse("memberships:mandates", args=[self.membership.community.slug]) + f"#{anchor}"

    @property
    def is_to_come(self) -> bool:
        return self.ended_on is None and self.starts_on > clock.today()

    @property
    def is_over(self) -> bool:
        """Laid down, or past its term."""
        return self.ended_on is not None or self.ends_on < clock.today()

    @property
    def is_live(self) -> bool:
        """Begun and not over; whoever holds it may have left or be pausing."""
        return not self.is_to_come and not self.is_over

    @property
    def over_on(self) -> date:
        """The last day it is held, or was."""
        return self.ended_on or self.ends_on

    @property
    def ends_soon(self) -> bool:
        return not self.is_over and self.ends_on <= clock.today() + self.ENDS_SOON

    @property
    def is_renewable(self) -> bool:
        """In its last three months."""
        return not self.is_over and self.ends_on <= clock.today() + self.RENEWABLE

    @property
    def note_until(self) -> date:
        return self.over_on + self.NOTE_AFTER


class CallQuerySet(models.QuerySet["Call"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class Call(models.Model):
    """Hands are called for: a function of the community, or of one strand, looks for somebody (E3)."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="calls")
    function = models.CharField(_("function"), max_length=20, choices=Function.choices)
    strand = models.ForeignKey(Strand, models.CASCADE, null=True, blank=True, related_name="calls")
    ending = models.ForeignKey(Mandate, models.SET_NULL, null=True, blank=True, related_name="calls")
    opened_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    is_for_missing_hands = models.BooleanField(default=False)  # opened by itself: fewer than two held it (E3)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for hands")
        verbose_name_plural = _("calls for hands")
        ordering = ("opened_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["community", "function", "strand"],
                condition=Q(closed_at=None, strand__isnull=False),
                name="call_one_open_in_a_strand",
            ),
            models.UniqueConstraint(
                fields=["community", "function"],
                condition=Q(closed_at=None, strand=None),
                name="call_one_open_for_the_whole",
            ),
        )

    def __str__(self) -> str:
        return self.get_function_display()

    def get_absolute_url(self) -> str:
        anchor = f"{self.function}-{self.strand_id}" if self.strand_id else self.function
        return reverse("memberships:mandates", args=[self.community.slug]) + f"#{anchor}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class HandQuerySet(models.QuerySet["Hand"]):
    def up(self) -> Self:
        """Of those who are still inside and not pausing."""
        here = {"membership__left_at": None, "membership__paused_at": None}
        return self.filter(is_up=True, **here)


class Hand(models.Model):
    """Somebody answers a call for hands: raised, or « not this time », which nobody else sees."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="hands")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="hands")
    is_up = models.BooleanField(default=True)
    word = models.CharField(_("a word"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=clock.now)

    objects = HandQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand")
        verbose_name_plural = _("hands")
        ordering = ("membership__person__name",)
        constraints = (models.UniqueConstraint(fields=["call", "membership"], name="hand_one_each"),)

    def __str__(self) -> str:
        return str(self.membership)


class ActByTwoQuerySet(models.QuerySet["ActByTwo"]):
    def waiting(self) -> Self:
        return self.filter(confirmed_at=None, declined_at=None, lapses_at__gt=clock.now())

    def lapsed_untold(self) -> Self:
        """Nobody answered in time, and the journal does not say so yet."""
        unanswered = self.filter(confirmed_at=None, declined_at=None, lapsed_at=None)
        return unanswered.filter(lapses_at__lte=clock.now())

    def answered_or_lapsed(self) -> Self:
        """What no longer waits, the latest first."""
        return self.exclude(confirmed_at=None, declined_at=None, lapses_at__gt=clock.now())


class ActByTwo(models.Model):
    """A weighty act one person asks for and another, of another organisation, confirms (E4).

    What may be done this way, and what it does, is declared in `config/weighty_acts.py`.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="acts_by_two")
    kind = models.CharField(max_length=40)
    subject_type = models.ForeignKey(ContentType, models.CASCADE)
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    terms = models.JSONField(default=dict)  # what exactly will happen: the same for both to read
    asked_by = models.ForeignKey(Membership, models.CASCADE, related_name="acts_asked")
    asked_at = models.DateTimeField(default=clock.now)
    lapses_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="acts_confirmed")
    confirmed_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="acts_declined")
    declined_at = models.DateTimeField(null=True)
    word = models.TextField(_("a word"), blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)  # told in the journal

    objects = ActByTwoQuerySet.as_manager()

    class Meta:
        verbose_name = _("act by two")
        verbose_name_plural = _("acts by two")
        ordering = ("-asked_at",)
        indexes = (
            models.Index(
                fields=["lapses_at"],
                condition=Q(confirmed_at=None, declined_at=None, lapsed_at=None),
                name="act_by_two_unanswered",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")), name="act_by_two_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None), name="act_by_two_one_answer"
            ),
        )

    def __str__(self) -> str:
        return self.kind

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.declined_at is None and self.lapses_at > clock.now()

    @property
    def declaration(self) -> WeightyAct:
        return WEIGHTY_ACTS[self.kind]


def live_membership(person: Any, community: Community) -> Membership | None:
    """This person's place in the community, signed or not, or None."""
    if person is None or not person.is_authenticated:
        return None
    found: Membership | None = person.memberships.live().filter(community=community).order_by("pk").first()
    return found
