"""What somebody says about themselves."""

import re
import zoneinfo
from typing import Any

from allauth.core import context
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tresse.accounts import entrance
from tresse.accounts.models import Person
from tresse.core.prose import readable

A_LINK = re.compile(r"://|www\.|\b\w+\.(com|net|org|ru|info|xyz)\b", re.IGNORECASE)
A_LETTER = re.compile(r"[^\W\d_]")


def name_of_a_person(text: str) -> str:
    """One line that names somebody. Raises `ValidationError` for a blank, or for what is no name.

    A name stands in mails to others: with a link in it, it would be an advertisement.
    """
    name = " ".join(readable(text).split())
    if not A_LETTER.search(name):
        raise ValidationError(_("Write the name by which the others will know you."))
    if A_LINK.search(name):
        raise ValidationError(
            _("A name holds no address of a site. Write the name by which the others will know you.")
        )
    return name


class SignupForm(forms.Form):
    """A name and an address: nothing else is needed to come in (O1). django-allauth adds the address."""

    field_order = ("name", "email")
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As the others will see it: your usual first and last name, or the name you go by."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**entrance.invited(context.request), **self.initial}

    def clean_name(self) -> str:
        return name_of_a_person(self.cleaned_data["name"])

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Keep the name, the language the form was read in, and the zone of the network."""
        user.name = self.cleaned_data["name"]
        user.language = get_language() or settings.LANGUAGE_CODE
        user.time_zone = settings.TIME_ZONE
        user.save()


class ProfileForm(forms.ModelForm[Person]):
    """How somebody is shown, and how pages are shown to them."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Times are shown as your clock says them."))

    class Meta:
        model = Person
        fields = ("name", "about", "language", "time_zone")
        labels = {"name": _("Your name"), "about": _("A line about you")}
        help_texts = {"about": _("What you do and where, for those who meet you in a community.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zones()  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return name_of_a_person(self.cleaned_data["name"])

    def clean_about(self) -> str:
        return " ".join(readable(self.cleaned_data["about"]).split())


REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


def zones() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Every time zone, by region then by town."""
    names = sorted(zoneinfo.available_timezones())
    return [
        (region_name, [(name, _town(name)) for name in names if name.startswith(f"{region}/")])
        for region, region_name in REGIONS.items()
    ]


def _town(name: str) -> str:
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")
