"""What comes in when one invites a guest, and what a guest sends."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.guests.models import LONGEST_ANSWER, LONGEST_QUESTION


class InvitingForm(forms.Form):
    """To one thing, or, with `asks`, to answer a question."""

    question = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One question somebody can answer in ten minutes, from what they do."),
    )
    name = forms.CharField(
        label=_("Their name"), max_length=120, help_text=_("As they are called. They may change it themselves.")
    )
    email = forms.EmailField(
        label=_("Their address"), max_length=254, help_text=_("The link leaves for this address alone.")
    )
    language = forms.ChoiceField(label=_("In which language to write to them"), choices=settings.LANGUAGES)
    word = forms.CharField(
        label=_("A word from you"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why them: it goes in the mail."),
    )

    def __init__(self, *args: Any, community: Community, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"language": community.language}, **kwargs})
        if not asks:
            del self.fields["question"]

    def clean_name(self) -> str:
        return _one_line(self.cleaned_data["name"])


class NameForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120)

    def clean_name(self) -> str:
        return _one_line(self.cleaned_data["name"])


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 8})
    )


class EndingForm(forms.Form):
    unnamed = forms.BooleanField(label=_("Take my name away from what I left here"), required=False)


def _one_line(name: str) -> str:
    return " ".join(name.split())
