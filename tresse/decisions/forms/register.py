from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.decisions.models import Finding
from tresse.ui.fields import DayField


class DecisionForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("A few words by which people will find it again.")
    )
    outcome = forms.CharField(
        label=_("What was decided"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In the very words on which no objection was left. They will not change."),
    )
    context = forms.CharField(
        label=_("What led to it"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For those who were not there: the question, what was said for and against."),
    )
    adopted_on = DayField(label=_("Adopted on"))
    review_on = DayField(
        label=_("Looked at again on"),
        required=False,
        help_text=_("A decision is easier to consent to when one knows when it is looked at again."),
    )
    cycle = forms.ModelChoiceField(
        label=_("For which cycle"),
        queryset=Cycle.objects.none(),
        required=False,
        empty_label=_("None in particular"),
    )
    audience = forms.ChoiceField(
        label=_("Who can read it"),
        widget=forms.RadioSelect,
        choices=[(a.value, a.label) for a in Audience if a != Audience.SESSION],
        help_text=_("Beyond the community only if the consent said so."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cycles = Cycle.objects.filter(strand__community=community).select_related("strand")
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    review_on = DayField(
        label=_("Looked at again on"), required=False, help_text=_("Empty: no date is set any more.")
    )


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=_("Let it be read only by"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, audiences: Iterable[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(a.value, a.label) for a in audiences]  # type: ignore[attr-defined]


class FindingForm(forms.Form):
    """What one finds when a decision is looked at again."""

    finding = forms.ChoiceField(
        label=_("What do you find?"),
        widget=forms.RadioSelect,
        choices=[
            (Finding.HOLDS, _("It still holds")),
            (Finding.CHANGED, _("It should change: I propose other words")),
            (Finding.ENDED, _("It has ended: somebody of another organisation confirms it")),
        ],
    )
    word = forms.CharField(
        label=_("A word on what you found"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What it changed, what it did not. Those who come later read it beside the decision."),
    )
    review_on = DayField(
        label=_("Looked at again on"), required=False, help_text=_("If it still holds: the next time.")
    )
