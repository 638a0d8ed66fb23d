from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Attribution
from tresse.memberships import place_rules
from tresse.memberships.models import Mandate, Membership
from tresse.memberships.queries import mandates_not_over


class PausingForm(forms.Form):
    """A note for each mandate one lays down: it helps whoever takes it up."""

    def __init__(self, data: Any = None, *, membership: Membership) -> None:
        super().__init__(data)
        self.membership = membership
        self.mandates = mandates_not_over(membership)
        for mandate in self.mandates:
            self.fields[_name(mandate)] = forms.CharField(
                label=_("A note for whoever takes up: %(function)s") % {"function": mandate.get_function_display()},
                help_text=_("Where things are, what is under way, whom to call."),
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def notes(self) -> Mapping[int, str]:
        return {mandate.pk: self.cleaned_data[_name(mandate)] for mandate in self.mandates}


class LeavingForm(PausingForm):
    """Under what name what one leaves stays, and the notes."""

    stays_as = forms.ChoiceField(
        label=_("What stays of mine is signed"), widget=forms.RadioSelect, choices=(), initial=Attribution.NAMED
    )
    role = forms.CharField(
        label=_("Which role"),
        help_text=_("Only if you chose it above. Such as “a community organiser”."),
        required=False,
        max_length=120,
    )

    def __init__(self, data: Any = None, *, membership: Membership) -> None:
        super().__init__(data, membership=membership)
        self.fields["stays_as"].choices = _ways(membership)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "stays_as" in said:
            may_stay = place_rules.staying_as(said["stays_as"], said.get("role", ""), self.membership)
            if not may_stay:
                self.add_error("role" if said["stays_as"] == Attribution.ROLE else "stays_as", str(may_stay.reason))
        return said


def _ways(membership: Membership) -> list[tuple[str, Any]]:
    ways = [(way.value, way.label) for way in Attribution]
    return ways if membership.organisation_id else [way for way in ways if way[0] != Attribution.ORGANISATION]


def _name(mandate: Mandate) -> str:
    return f"note-{mandate.pk}"
