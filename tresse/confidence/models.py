"""The ground every item stands on: who may see it, whose words it holds, what they allowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.core import clock, reading
from tresse.core.ids import secret_token
from tresse.core.text import digest


class Audience(models.TextChoices):
    """Who an item exists for (S1), from the narrowest to the widest."""

    SESSION = "session", _("those who take part in the session")
    COMMUNITY = "community", _("the community")
    NETWORK = "network", _("the network")
    PUBLIC = "public", _("everyone")

    @property
    def width(self) -> int:
        return list(Audience).index(self)

    def includes(self, other: Audience) -> bool:
        """Everybody in the other audience is in this one."""
        return self.width >= other.width


class Attribution(models.TextChoices):
    """How somebody wants to be named beside their words."""

    NAMED = "named", _("by my name")
    ROLE = "role", _("by my role")
    ORGANISATION = "organisation", _("by my organisation")
    UNSIGNED = "unsigned", _("unsigned")


NOBODY = "—"  # how words are signed by somebody who chose not to sign them


Item = TypeVar("Item", bound=models.Model)


class ConfidedQuerySet(models.QuerySet[Item]):
    """Items that exist only within their audience."""

    # The way from the item to its community, and to those who take part in its session.
    community_path = "community"

    def visible_to(self, person: Any) -> Self:
        """What exists for this person (S1). `person` may be anonymous, or None for a visitor.

        « The network » is whoever is inside a community that has begun, and its stewards.
        """
        within = Q(audience=Audience.PUBLIC)
        if person is None or not person.is_authenticated:
            return self.filter(within)
        inside = places_of(person)
        if _is_of_the_network(person, inside.values()):
            within |= Q(audience=Audience.NETWORK)
        if inside:
            of_all_inside = Q(audience__in=(Audience.COMMUNITY, Audience.NETWORK))
            of_session = Q(audience=Audience.SESSION) & self.within_session(person)
            within |= self.of_communities(list(inside)) & (of_all_inside | of_session)
        return self.filter(within)

    def of_communities(self, communities: Any) -> Q:
        """Which items belong to these communities."""
        return Q(**{f"{self.community_path}__in": communities})

    def within_session(self, person: Any) -> Q:
        """Which items of audience « session » a member is let into: none, unless a concept says otherwise."""
        return Q(pk__in=[])


def places_of(person: Any) -> dict[int, Any]:
    """The memberships of somebody who is inside, charter signed, by community; each with its community and organisation.

    Read apart, and once for each page: a list costs a tenth of the subquery it replaces, written anew for each item.
    """
    return reading.once(("places", person.pk), lambda: {place.community_id: place for place in _inside(person)})


def _inside(person: Any) -> Iterable[Any]:
    inside: Iterable[Any] = person.memberships.inside().select_related("community", "organisation").order_by("pk")
    return inside


def _is_of_the_network(person: Any, places: Iterable[Any]) -> bool:
    """Writing an idea down makes nobody one of the network."""
    if any(place.community.stage != "idea" for place in places):
        return True
    return reading.once(("steward", person.pk), lambda: bool(person.stewardships.live().exists()))


class Confided(models.Model):
    """An item with an audience. The community is the default (S1)."""

    audience = models.CharField(
        _("who can see it"), max_length=10, choices=Audience.choices, default=Audience.COMMUNITY
    )

    class Meta:
        abstract = True

    def get_audience(self) -> Audience:
        return Audience(self.audience)


class AuthorisationQuerySet(models.QuerySet["Authorisation"]):
    def current(self) -> Self:
        """The last one asked about each item; those before it no longer count."""
        return self.filter(replaced_at=None)

    def waiting(self) -> Self:
        return self.current().filter(answered_at=None)

    def of(self, item: models.Model) -> Self:
        return self.filter(
            subject_type=ContentType.objects.get_for_model(item, for_concrete_model=True), subject_id=item.pk
        )


class Authorisation(models.Model):
    """Somebody is asked whether their exact words may be shown to an audience, and under what name (S2).

    It holds for these words and no others: `digest` is the mark of the text asked about. A changed text
    asks again, which replaces this one.
    """

    subject_type = models.ForeignKey(ContentType, models.CASCADE)
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    community = models.ForeignKey("communities.Community", models.CASCADE, related_name="authorisations")

    # Whose words: somebody with an account, or anybody one can write to.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="authorisations"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("email"))
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)

    about = models.CharField(_("where the words appear"), max_length=200, blank=True)
    text = models.TextField(_("the exact words"))
    digest = models.CharField(max_length=64)
    audience = models.CharField(_("shown to"), max_length=10, choices=Audience.choices)
    token = models.CharField(max_length=60, unique=True, default=secret_token)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked on"), default=clock.now)

    granted = models.BooleanField(_("authorised"), null=True)
    attribution = models.CharField(_("named"), max_length=12, choices=Attribution.choices, blank=True)
    named_as = models.CharField(_("shown as"), max_length=160, blank=True)
    word = models.TextField(_("a word to those who ask"), blank=True)
    proposed = models.TextField(_("the words I would rather have"), blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True)
    withdrawn_at = models.DateTimeField(_("taken back on"), null=True)
    replaced_at = models.DateTimeField(_("replaced on"), null=True)

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("authorisation")
        verbose_name_plural = _("authorisations")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(replaced_at=None),
                name="authorisation_one_current_per_item",
            ),
            models.CheckConstraint(
                condition=Q(granted=None, answered_at=None) | Q(granted__isnull=False, answered_at__isnull=False),
                name="authorisation_answered_means_dated",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(granted=False), name="authorisation_taken_back_is_a_no"
            ),
            models.CheckConstraint(
                condition=~Q(attribution="unsigned") | Q(named_as="—"), name="authorisation_unsigned_names_nobody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:40]}"

    def get_absolute_url(self) -> str:
        """The address of the answer: whoever has it may answer."""
        return reverse("confidence:answer", args=[self.token])

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None and self.replaced_at is None

    @property
    def state(self) -> str:
        """Where it stands, as one word: `waiting`, `granted`, `taken_back`, `proposed`, `refused` or `replaced`."""
        if self.replaced_at:
            return "replaced"
        if self.granted is None:
            return "waiting"
        if self.granted:
            return "granted"
        if self.withdrawn_at:
            return "taken_back"
        return "proposed" if self.proposed else "refused"

    def covers(self, text: str, audience: Audience) -> bool:
        """Granted, for these very words, to this audience or a wider one."""
        return (
            self.granted is True
            and self.replaced_at is None
            and self.digest == digest(text)
            and Audience(self.audience).includes(audience)
        )
