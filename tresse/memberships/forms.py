from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Strand
from tresse.memberships.models import Function, Invitation, Mandate, Membership
from tresse.networks.actions import organisation_named
from tresse.networks.models import Organisation


class OrganisationForm(forms.Form):
    """Where one comes from: a known organisation, a new one, or none. All have the same rights (O2)."""

    organisation = forms.ModelChoiceField(
        label=_("Your organisation"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=_("None, or not in this list"),
    )
    other_organisation = forms.CharField(
        label=_("Its name, if it is not in the list"),
        required=False,
        max_length=120,
        help_text=_("Leave both empty if you come for yourself."),
    )

    def chosen_organisation(self) -> Organisation | None:
        """The organisation chosen or named; a name nobody knew becomes an organisation outside the network."""
        if self.cleaned_data["organisation"]:
            chosen: Organisation = self.cleaned_data["organisation"]
            return chosen
        name = self.cleaned_data["other_organisation"].strip()
        return organisation_named(name) if name else None


class InvitationForm(forms.ModelForm[Invitation]):
    class Meta:
        model = Invitation
        fields = ("email", "name", "word")
        widgets = {"word": forms.Textarea(attrs={"rows": 3})}


class GivenMandateForm(forms.Form):
    """A mandate the community would consent to give: whose, for what, for how long."""

    membership = forms.ModelChoiceField(label=_("Who"), queryset=Membership.objects.none(), empty_label=_("Choose"))
    function = forms.ChoiceField(label=_("For what"), choices=Function.choices)
    strand = forms.ModelChoiceField(
        label=_("In which strand"),
        queryset=Strand.objects.none(),
        required=False,
        empty_label=_("The whole community"),
    )
    months = forms.IntegerField(label=_("For how many months"), min_value=3, max_value=24)

    def __init__(self, data: Any = None, *, community: Community, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        present = Membership.objects.present().filter(community=community).select_related("person")
        self.fields["membership"].queryset = present  # type: ignore[attr-defined]
        self.fields["strand"].queryset = community.strands.all()  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """What everybody reads and consents to."""
        strand = self.cleaned_data["strand"]
        return {
            "membership": self.cleaned_data["membership"].pk,
            "function": self.cleaned_data["function"],
            "strand": strand.pk if strand else None,
            "months": self.cleaned_data["months"],
        }


class ReportedMandateForm(GivenMandateForm):
    """A mandate the community consented to in a session, as two members report it."""

    consent = forms.CharField(
        label=_("What the community's consent rests on"),
        help_text=_("Such as “session 4, round of consent, nobody objected”."),
        max_length=160,
    )

    def terms(self) -> dict[str, Any]:
        """What both people read and confirm."""
        return super().terms() | {"consent": self.cleaned_data["consent"]}


class CallForm(forms.Form):
    """For what hands are called for: sent by a button, never typed."""

    function = forms.ChoiceField(choices=Function.choices)
    strand = forms.ModelChoiceField(queryset=Strand.objects.none(), required=False)
    ending = forms.ModelChoiceField(queryset=Mandate.objects.none(), required=False)

    def __init__(self, data: Any, *, community: Community) -> None:
        super().__init__(data)
        mandates = Mandate.objects.filter(membership__community=community)
        self.fields["strand"].queryset = community.strands.all()  # type: ignore[attr-defined]
        self.fields["ending"].queryset = mandates  # type: ignore[attr-defined]


class HandForm(forms.Form):
    word = forms.CharField(
        label=_("A word, if you like"),
        required=False,
        max_length=300,
        help_text=_("Such as what you would like to try, or with whom."),
    )


class HandoverForm(forms.Form):
    handover = forms.CharField(
        label=_("Handover note"),
        help_text=_(
            "What whoever takes it up needs to know: what is under way, what is promised, where things are."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=8000,
    )

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handover"].required = required


class WordForm(forms.Form):
    """Declining takes a word; taking one's own request back takes none."""

    word = forms.CharField(label=_("A word"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, is_mine: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].required = not is_mine
        self.fields["word"].help_text = (
            "" if is_mine else _("What holds you back, so that whoever asked can do otherwise.")
        )
