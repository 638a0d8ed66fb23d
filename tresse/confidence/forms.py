"""What somebody answers about their own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.confidence import rules
from tresse.confidence.models import Attribution, Authorisation

LONGEST_WORD = 2_000
LONGEST_PROPOSAL = 40_000


class AnswerForm(forms.Form):
    """Yes and how it is signed, or other words, or no."""

    YES, OTHER, NO = "yes", "other", "no"

    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (YES, _("Yes, these words may be shown")),
            (OTHER, _("Not these: I propose other words")),
            (NO, _("No")),
        ],
    )
    attribution = forms.ChoiceField(
        label=_("How your words are signed"),
        widget=forms.RadioSelect,
        choices=Attribution.choices,
        initial=Attribution.NAMED,
        required=False,
    )
    role = forms.CharField(
        label=_("The role to show"), required=False, max_length=160, help_text=_("For instance: project officer.")
    )
    organisation = forms.CharField(label=_("The organisation to show"), required=False, max_length=160)
    proposed = forms.CharField(
        label=_("The words you would rather have"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_PROPOSAL,
    )
    word = forms.CharField(
        label=_("A word to those who ask"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORD,
    )

    def __init__(self, data: Any = None, *, authorisation: Authorisation) -> None:
        super().__init__(data, initial={"organisation": authorisation.organisation, "proposed": authorisation.text})
        self.authorisation = authorisation
        named = (Attribution.NAMED.value, _("by my name: %(name)s") % {"name": authorisation.name})
        self.fields["attribution"].choices = [named, *Attribution.choices[1:]]  # type: ignore[attr-defined]
        for name in ("proposed", "word"):  # the browser would cut a longer text without a word
            self.fields[name].widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("answer") == self.YES:
            signing = rules.signing(said.get("attribution", ""), said.get("role", ""), said.get("organisation", ""))
            if not signing:
                self.add_error(_field_to_fill(said.get("attribution", "")), str(signing.reason))
        if said.get("answer") == self.OTHER and _same(said.get("proposed", ""), self.authorisation.text):
            self.add_error("proposed", _("Change the words as you would like to read them."))
        return said

    def as_answer(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        return {
            "granted": said["answer"] == self.YES,
            "attribution": said["attribution"],
            "role": said["role"],
            "organisation": said["organisation"],
            "word": said["word"],
            "proposed": said["proposed"] if said["answer"] == self.OTHER else "",
        }


class WithdrawalForm(forms.Form):
    word = forms.CharField(
        label=_("A word to those who asked"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORD,
    )


def _field_to_fill(attribution: str) -> str:
    return attribution if attribution in (Attribution.ROLE, Attribution.ORGANISATION) else "attribution"


def _same(one: str, other: str) -> bool:
    return not one.strip() or one.split() == other.split()
