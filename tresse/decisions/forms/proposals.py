from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.decisions.forms.said import words
from tresse.decisions.models import Amendment, Deciders, Proposal
from tresse.meetings.models import Meeting
from tresse.ui.fields import DayField


class ProposalForm(forms.Form):
    """What is proposed, and how it is decided."""

    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("A few words by which people will find it again.")
    )
    text = words(
        _("The words you propose"),
        rows=5,
        longest=8000,
        help_text=_(
            "The very words that would enter the register: good enough for now, safe enough to try."
            " For example: “We meet every second Tuesday, until June.”"
        ),
    )
    context = words(
        _("What led to it"),
        longest=8000,
        required=False,
        help_text=_("What you saw or lived that makes you propose this."),
    )
    changes = words(_("What it would change"), required=False, help_text=_("For whom, from when; what would stop."))
    meeting = forms.ModelChoiceField(
        label=_("How it is decided"),
        queryset=Meeting.objects.none(),
        required=False,
        blank=True,
        empty_label=_("Over days, each at their own pace, with a deadline for each step"),
        widget=forms.RadioSelect,
    )
    deciders = forms.ChoiceField(
        label=_("Who decides"),
        choices=Deciders.choices,
        widget=forms.RadioSelect,
        initial=Deciders.ALL,
        help_text=_("All inside read it, ask and react, whoever decides."),
    )
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
        help_text=_("Questions, reactions and names are read inside alone."),
    )

    def __init__(self, *args: Any, community: Community, person: Any, by_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cycles = Cycle.objects.filter(strand__community=community).select_related("strand")
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]
        sessions = Meeting.objects.visible_to(person).upcoming().filter(community=community, chatham_house=False)
        self.fields["meeting"].queryset = sessions.select_related("community")  # type: ignore[attr-defined]
        self.fields["meeting"].label_from_instance = _in_session  # type: ignore[attr-defined]
        if by_all:  # what concerns everybody is decided by all: there is nothing to choose
            del self.fields["deciders"]


class AmendForm(forms.Form):
    """The text written anew, why, and which amendments it takes in."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)
    text = words(_("The words you propose"), rows=8, longest=8000)
    because = forms.CharField(
        label=_("Why it changes"),
        max_length=300,
        required=False,
        help_text=_("For instance: “takes in what Awa said of July”."),
    )
    taking_in = forms.ModelMultipleChoiceField(
        label=_("The amendments it takes in"),
        queryset=Amendment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, proposal: Proposal) -> None:
        super().__init__(data, initial={"version": proposal.version, "text": proposal.text})
        waiting = proposal.amendments.filter(taken_into=None).select_related("membership__person")
        self.fields["taking_in"].queryset = waiting  # type: ignore[attr-defined]
        self.fields["taking_in"].label_from_instance = _said_by  # type: ignore[attr-defined]
        if not waiting:
            del self.fields["taking_in"]

    def as_amendment(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        return {**said, "taking_in": [amendment.pk for amendment in said.get("taking_in", ())]}


def _in_session(meeting: Meeting) -> str:
    return str(_("In a session: %(session)s") % {"session": f"{meeting.in_words()}, {meeting.title}"})


def _said_by(amendment: Amendment) -> str:
    return str(_("%(person)s: %(words)s") % {"person": amendment.membership, "words": amendment.text})
