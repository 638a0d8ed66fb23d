"""The network: its organisations, programmes, themes and stewards."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.core import clock


class InclusiveSeparator(models.TextChoices):
    """Between the forms of a word: participant-e-s, participant·e·s, participants."""

    HYPHEN = "-", _("hyphen (participant-e-s)")
    MIDDLE_DOT = "·", _("middle dot (participant·e·s)")
    NONE = "", _("none (participants)")


class Network(models.Model):
    """The one network of this installation."""

    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=30)
    tagline = models.CharField(_("in one sentence"), max_length=200, blank=True)
    purpose = models.TextField(_("what the communities are for"), blank=True)
    charter = models.TextField(_("charter of the network"), blank=True)
    website = models.URLField(_("website"), blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    language = models.CharField(_("main language"), max_length=8, default="fr")
    separator = models.CharField(
        _("inclusive writing"),
        max_length=1,
        blank=True,
        default=InclusiveSeparator.HYPHEN,
        choices=InclusiveSeparator.choices,
    )
    is_example = models.BooleanField(_("this is an example"), default=False, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    only_one = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        constraints = (models.CheckConstraint(condition=Q(only_one=True), name="network_only_one"),)

    def __str__(self) -> str:
        return self.name


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("association or NGO")
    LOCAL_AUTHORITY = "local_authority", _("local authority")
    NETWORK = "network", _("network or federation")
    RESEARCH = "research", _("research or teaching")
    CONSULTANCY = "consultancy", _("consultancy")
    OTHER = "other", _("other")


class Organisation(models.Model):
    """A structure people come from. Not every one is a member of the network (O2)."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.ASSOCIATION
    )
    description = models.TextField(_("what it does"), blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    website = models.URLField(_("website"), blank=True)
    is_member = models.BooleanField(_("member of the network"), default=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("showcase:organisation", args=[self.slug])


class Programme(models.Model):
    """What groups several communities for a time, such as a funded programme."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    description = models.TextField(_("what it is"), blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A subject several communities may share."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class StewardshipQuerySet(models.QuerySet["Stewardship"]):
    def live(self) -> Self:
        return self.filter(ended_on=None)


class Stewardship(models.Model):
    """Somebody accompanies the network: keeps its organisations and public site, sees no inside (S6)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="stewardships")
    since = models.DateField(_("since"), default=clock.today)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    objects = StewardshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("stewardship")
        verbose_name_plural = _("stewardships")
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on=None), name="stewardship_one_live_each"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")),
                name="stewardship_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return str(self.person)
