from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle, Ending, Strand
from tresse.core import clock
from tresse.lifecycle.founding import StrandPlan
from tresse.memberships.forms import OrganisationForm
from tresse.networks.models import Programme, Theme
from tresse.objectives import OBJECTIVES


class ThemesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Themes by their address: a number too large for the database is then an unknown theme, not an error."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Themes"),
            queryset=Theme.objects.all(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            to_field_name="slug",
        )


class FoundingForm(OrganisationForm, forms.ModelForm[Community]):
    """What the idea is. Everything can still change until the charter is signed."""

    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.all(), required=False, empty_label=_("None")
    )
    themes = ThemesField()
    language = forms.ChoiceField(label=_("Working language"), choices=settings.LANGUAGES)

    class Meta:
        model = Community
        fields = ("name", "purpose", "practice", "programme", "themes", "language")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4, "maxlength": 2000})}

    def clean_purpose(self) -> str:
        purpose: str = self.cleaned_data["purpose"]
        if len(purpose) > 2000:
            raise forms.ValidationError(_("Two or three sentences are enough here: 2,000 characters at most."))
        return purpose


class CommunityForm(forms.ModelForm[Community]):
    """What a community says of itself, once it exists."""

    themes = ThemesField()

    class Meta:
        model = Community
        fields = ("name", "purpose", "practice", "programme", "themes")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}


class StrandForm(forms.Form):
    title = forms.CharField(label=_("Title of the strand"), max_length=80, required=False)
    objective_key = forms.ChoiceField(
        label=_("Its objective"),
        choices=lambda: [("", "—"), *((o.key, o.name) for o in OBJECTIVES.values())],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or {}
        if bool(fields.get("title")) != bool(fields.get("objective_key")):
            raise forms.ValidationError(_("A strand has a title and an objective."))
        return fields


class BaseStrandFormSet(forms.BaseFormSet[StrandForm]):
    def clean(self) -> None:
        if any(self.errors):
            return
        titles = [plan.title.lower() for plan in strands_planned(self)]
        if not titles:
            raise forms.ValidationError(_("A community has one strand at least: give it a title and an objective."))
        if len(titles) != len(set(titles)):
            raise forms.ValidationError(_("Two strands have the same title: give each its own."))


def strands_planned(written: "forms.BaseFormSet[StrandForm]") -> list[StrandPlan]:
    """The strands that were filled in."""
    filled = [form.cleaned_data for form in written.forms if form.cleaned_data.get("title")]
    return [StrandPlan(fields["title"], fields["objective_key"]) for fields in filled]


StrandFormSet = forms.formset_factory(StrandForm, formset=BaseStrandFormSet, extra=3, max_num=6, absolute_max=6)


class CycleForm(forms.ModelForm[Cycle]):
    """A cycle may be written down with holes: its page shows what is missing before it opens."""

    class Meta:
        model = Cycle
        fields = ("question", "intended_document", "starts_on", "ends_on")
        widgets = {
            "question": forms.Textarea(attrs={"rows": 2}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = fields.get("starts_on"), fields.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("A cycle ends after it begins."))
        elif ends and ends <= clock.today():
            self.add_error("ends_on", _("This day is past: a cycle ends in the future."))
        return fields


class OpeningForm(forms.Form):
    """Which prepared cycle the consent of the community opens."""

    cycle = forms.ModelChoiceField(
        label=_("The cycle to open"),
        queryset=Cycle.objects.none(),
        help_text=_(
            "A cycle that is prepared: its question, its document and its dates are what people consent to."
        ),
    )

    def __init__(self, data: Any = None, *, community: Community) -> None:
        super().__init__(data)
        prepared = Cycle.objects.prepared().filter(strand__community=community).select_related("strand")
        self.fields["cycle"].queryset = prepared  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        return {"cycle": self.cleaned_data["cycle"].pk}


def usual_dates(strand: Strand) -> dict[str, date]:
    """From today, for the longest usual length of the objective."""
    _shortest, longest = strand.objective.months
    return {"starts_on": clock.today(), "ends_on": clock.today() + relativedelta(months=longest)}


class ClosingForm(forms.Form):
    ending = forms.ChoiceField(label=_("How it ends"), choices=Ending.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Needed when nothing is published. It is read on the public page: an honest account of what did not work"
            " is worth as much as a document."
        ),
    )


class CommunityClosingForm(forms.Form):
    word = forms.CharField(
        label=_("A word at the end"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What this community was, and why it stops. It stays on its public page."),
    )


class WithdrawalForm(forms.Form):
    """Why what was published is taken back."""

    because = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("A sentence or two that everyone will read at its address."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
