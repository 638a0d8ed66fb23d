from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tresse.commitments.models import Answer, Became, Commitment
from tresse.memberships.models import Function


class PartForm(forms.ModelForm[Commitment]):
    """My part in this cycle: an answer is enough, the rest may come later or never."""

    answer = forms.ChoiceField(
        label=_("For this cycle"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        help_text=_("Nobody sees your answer as such, and no answer needs a reason."),
    )
    functions = forms.MultipleChoiceField(
        label=_("What I could take on"),
        choices=lambda: [(function.value, capfirst(str(function.label))) for function in Function],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("It commits you to nothing: it tells the others whom they could ask."),
    )

    class Meta:
        model = Commitment
        fields = ("answer", "brings", "looks_for", "functions", "hours")
        widgets = {"brings": forms.Textarea(attrs={"rows": 3}), "looks_for": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "brings": _("What I bring"),
            "looks_for": _("What I look for"),
            "hours": _("Time I can give, in hours a month"),
        }
        help_texts = {
            "brings": _("An experience, a tool, a doubt, a place to meet, the gift of taking notes…"),
            "looks_for": _("A question you carry, somebody to try something with, another way of looking."),
            "hours": _("Only you see it. Sessions included; an hour is welcome."),
        }

    def clean_functions(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["functions"]
        return sorted(set(chosen))


class LookingBackForm(forms.Form):
    """What became of my part."""

    became = forms.ChoiceField(
        label=_("What became of it"),
        choices=lambda: [("", _("I would rather not say")), *((b.value, capfirst(str(b.label))) for b in Became)],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["became"].help_text = _(
            "Only you see it. The community reads no more than counts, from five up."
        )
