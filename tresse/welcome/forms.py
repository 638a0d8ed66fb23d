from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.memberships.forms import OrganisationForm
from tresse.memberships.models import Membership, WelcomePair
from tresse.memberships.queries import possible_welcomers
from tresse.ui.fields import DayField
from tresse.welcome.models import JoinRequest

LONGEST = 4000


def _text(label: Any, *, rows: int = 4, help_text: Any = "", required: bool = True, longest: int = LONGEST) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=longest,
        required=required,
    )


class JoinRequestForm(OrganisationForm):
    """A situation and a hope; never a CV, a level or a title (O1)."""

    field_order = ("situation", "hope", "organisation", "other_organisation")
    situation = _text(
        _("A situation you meet"),
        rows=6,
        help_text=_(
            "In a few sentences, as you would tell it to a peer: where, with whom, what you try or wonder."
        ),
    )
    hope = _text(_("What you hope to bring or find"))

    def words(self) -> dict[str, Any]:
        """What is kept of it; an organisation nobody knew yet stays a name until somebody welcomes."""
        chosen = self.cleaned_data["organisation"]
        return {
            "situation": self.cleaned_data["situation"],
            "hope": self.cleaned_data["hope"],
            "organisation": chosen,
            "organisation_name": "" if chosen else self.cleaned_data["other_organisation"],
        }


class MessageForm(forms.Form):
    text = _text(_("Your message"), rows=3)


class LaterForm(forms.Form):
    until = DayField(label=_("From which day"))
    word = _text(_("A word to go with it"), rows=3, required=False)


class RefusalForm(forms.Form):
    """Both are required, and both are written to the person (O3)."""

    reason = _text(_("Why"), rows=3, help_text=_("The person reads these very words."))
    alternative = _text(
        _("What they may do instead"),
        rows=3,
        help_text=_("Another community, an open session, the published document, somebody to meet, a later cycle."),
    )


class AdmittingForm(forms.Form):
    """Whom the consent of the community lets in."""

    request = forms.ModelChoiceField(
        label=_("The request to come in"),
        queryset=JoinRequest.objects.none(),
        help_text=_("Those that are before all members."),
    )

    def __init__(self, data: Any = None, *, community: Community) -> None:
        super().__init__(data)
        before_all = JoinRequest.objects.waiting().filter(community=community, before_all_at__isnull=False)
        self.fields["request"].queryset = before_all.select_related("person")  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        return {"request": self.cleaned_data["request"].pk}


class WordForm(forms.Form):
    word = _text(
        _("Your word"),
        rows=4,
        longest=2000,
        help_text=_("What you found, what surprised you, what would help. The three of you alone read it."),
    )


class PassingOnForm(forms.Form):
    """To whom one passes a place in a welcome pair on: whoever did it least lately comes first."""

    to = forms.ModelChoiceField(label=_("To whom"), queryset=Membership.objects.none(), empty_label=None)

    def __init__(self, data: Any = None, *, pair: WelcomePair, leaving: Membership) -> None:
        super().__init__(data)
        possible = possible_welcomers(pair.newcomer, beside=pair.beside(leaving), leaving_out=[leaving.pk])
        self.fields["to"].queryset = Membership.objects.filter(pk__in=[one.pk for one in possible])  # type: ignore[attr-defined]
        self.fields["to"].choices = [(one.pk, str(one)) for one in possible]  # type: ignore[attr-defined]
