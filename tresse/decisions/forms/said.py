"""What one says of a proposal: each form gives its action what it takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.decisions.models import ObjectionKind, ObjectionState, Proposal


def words(label: Any, *, rows: int = 3, longest: int = 4000, **options: Any) -> forms.CharField:
    """A few sentences. The browser does not cut a longer text without a word: the form says it."""
    field = forms.CharField(label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options)
    field.widget.attrs.pop("maxlength", None)
    return field


class WordForm(forms.Form):
    """A question, a reaction, an amendment: one text."""

    LABELS = {
        "question": _("Your question"),
        "reaction": _("How it sounds to you"),
        "amendment": _("What you would change, in which words"),
    }

    def __init__(self, data: Any = None, *, proposal: Proposal, name: str, **kwargs: Any) -> None:
        super().__init__(data, prefix=name, **kwargs)
        self.fields["text"] = words(self.LABELS[name])


class AnswerForm(forms.Form):
    text = words(_("Your answer"))


class ConsentForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)
    text = words(_("A word, if you like"), rows=2, required=False)

    def __init__(self, data: Any = None, *, proposal: Proposal, name: str, **kwargs: Any) -> None:
        super().__init__(data, prefix=name, **kwargs)
        self.initial["version"] = proposal.version


class ObjectionForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it touches"), widget=forms.RadioSelect, choices=ObjectionKind.choices)
    text = words(_("Your reason"), help_text=_("What would happen if we did this."))
    lifted_if = words(
        _("What would lift it"),
        rows=2,
        longest=2000,
        required=False,
        help_text=_("If you know. Otherwise the others look for it with you."),
    )

    def __init__(self, data: Any = None, *, proposal: Proposal, name: str, **kwargs: Any) -> None:
        super().__init__(data, prefix=name, **kwargs)


class SettlingForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Your objection"),
        widget=forms.RadioSelect,
        choices=[
            (ObjectionState.LIFTED, _("It is lifted: what was said answers it")),
            (ObjectionState.INTEGRATED, _("It is integrated: the text now takes it into account")),
            (ObjectionState.WITHDRAWN, _("I withdraw it: it was not one")),
        ],
    )
    word = forms.CharField(label=_("A word, if you like"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, proposal: Proposal, name: str, **kwargs: Any) -> None:
        super().__init__(data, prefix=name, **kwargs)


class OutcomeForm(forms.Form):
    """How it ends, in words of one's own."""

    outcome = words(_("A word on how it ends, if you like"), rows=2, required=False)
