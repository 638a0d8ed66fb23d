"""What comes in by HTTP: a method and its steps, who is there, how many in a group."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.facilitation.actions import StepTerms
from tresse.facilitation.actions.methods import MOST_STEPS
from tresse.facilitation.models import NetworkMethod, NetworkStep
from tresse.guests.models import Guest

EMPTY_LINES = 3


class MethodForm(forms.ModelForm[NetworkMethod]):
    """What a method is; its steps are said beside it."""

    class Meta:
        model = NetworkMethod
        fields = ("name", "gesture", "fewest", "most", "care")


class StepForm(forms.ModelForm[NetworkStep]):
    """One step. A line left without a name does not count."""

    class Meta:
        model = NetworkStep
        fields = ("name", "minutes", "words", "questions", "groups")
        widgets = {"words": forms.Textarea(attrs={"rows": 3}), "questions": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["groups"].required = False

    def clean_groups(self) -> int:
        return self.cleaned_data["groups"] or 0


class Steps(forms.BaseFormSet[StepForm]):
    """The steps in order."""

    def told(self) -> list[StepTerms]:
        return [StepTerms(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("name")]


def steps_form(sent: Any, method: NetworkMethod | None) -> Steps:
    """The steps as they are, and some empty lines."""
    names = StepForm.Meta.fields
    known = [{name: getattr(step, name) for name in names} for step in method.steps.all()] if method else []
    factory = forms.formset_factory(
        StepForm, formset=Steps, extra=EMPTY_LINES, max_num=MOST_STEPS, absolute_max=MOST_STEPS
    )
    return cast(Steps, factory(sent, prefix="steps", initial=known))


def as_told(method: NetworkMethod | None) -> dict[str, Any]:
    return {name: getattr(method, name) for name in MethodForm.Meta.fields} if method else {}


class SizeForm(forms.Form):
    size = forms.IntegerField(label=_("How many in a group"), min_value=2, max_value=50)


class DrawForm(SizeForm):
    """Who is there, and how many work together."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who is there"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.TypedMultipleChoiceField(
        label=_("Guests who are there"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("people", "guests", "size")

    def __init__(self, *args: Any, people: dict[int, Any], guests: dict[int, Guest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_people, self.known_guests = people, guests
        self.fields["people"].choices = [(pk, str(person)) for pk, person in people.items()]  # type: ignore[attr-defined]
        self.fields["guests"].choices = [(pk, str(guest)) for pk, guest in guests.items()]  # type: ignore[attr-defined]
        if not guests:
            del self.fields["guests"]

    def terms(self) -> dict[str, Any]:
        """What the action takes."""
        return {
            "people": [self.known_people[pk] for pk in self.cleaned_data["people"]],
            "guests": [self.known_guests[pk] for pk in self.cleaned_data.get("guests", [])],
            "size": self.cleaned_data["size"],
        }


class CountForm(SizeForm):
    """Under the Chatham House rule: how many, and nobody's name."""

    people = forms.IntegerField(label=_("How many are you"), min_value=2, max_value=200)
    field_order = ("people", "size")


def groups_as_sent(sent: Any, seats: Iterable[int]) -> dict[int, int]:
    """The group chosen for each seat; what is no number is left as it was."""
    chosen = {seat: sent.get(f"seat-{seat}", "") for seat in seats}
    return {seat: int(group) for seat, group in chosen.items() if group.isascii() and group.isdigit()}
