from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tresse.value.models import MOST_HOURS


class AttestingForm(forms.Form):
    """What only the person knows, or chooses."""

    preparation_hours = forms.IntegerField(
        label=_("Hours of preparation, beside the sessions"),
        min_value=0,
        max_value=MOST_HOURS,
        required=False,
        initial=0,
        help_text=_("You declare them yourself, and the attestation says so."),
    )
    with_what_was_brought = forms.BooleanField(
        label=_("Say what I brought to this cycle, in my own words"), required=False
    )
    language = forms.ChoiceField(label=_("In which language"), choices=settings.LANGUAGES)

    def clean_preparation_hours(self) -> int:
        return self.cleaned_data["preparation_hours"] or 0


class CodeForm(forms.Form):
    code = forms.CharField(label=_("Code of the attestation"), max_length=60)

    def clean_code(self) -> str:
        """As one types it from paper: capitals, blanks, missing hyphens."""
        typed = "".join(character for character in self.cleaned_data["code"].lower() if character.isalnum())
        return "-".join(typed[start : start + 4] for start in range(0, len(typed), 4))
