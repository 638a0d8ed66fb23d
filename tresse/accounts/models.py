"""A person, as they sign in. What they may do comes from memberships and mandates, never from here (E1)."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.core import clock

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, name: str = "", password: str | None = None, **fields: Any) -> "Person":
        """A person known by an address. Without a password, one signs in by mailed code or passkey."""
        from allauth.account.models import EmailAddress  # app ready

        person = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        # The first code they enter confirms it: django-allauth looks for it here.
        EmailAddress.objects.create(user=person, email=person.email, primary=True)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """There is no superuser and no staff flag: no power comes from an account (E1)."""

    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    about = models.CharField(_("a line about you"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=8, default="fr")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Paris")
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("since"), default=clock.now)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    if TYPE_CHECKING:
        memberships: RelatedManager[Any]
        stewardships: RelatedManager[Any]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name or self.email.partition("@")[0]

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
