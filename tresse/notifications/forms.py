from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tresse.memberships.models import Membership
from tresse.notifications.models import MailChoices, Pace


class MailForm(forms.Form):
    """The pace of each of one's communities, and whether mails say more than titles."""

    says_more = forms.BooleanField(
        label=_("Let my mails say the first words of what is kept to my communities"),
        required=False,
        help_text=_(
            "Otherwise they give only its title, and you read it here: a mail travels through other people's machines. "
            "What the whole network may read comes with its first words in any case."
        ),
    )

    def __init__(self, *args: Any, places: Iterable[Membership], choices: MailChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(places)
        self.initial["says_more"] = choices.says_more
        for place in self.places:
            chosen = getattr(place, "mail_pace", None)
            self.fields[f"pace_{place.pk}"] = forms.ChoiceField(
                label=str(place.community),
                choices=[(pace.value, capfirst(str(pace.label))) for pace in Pace],
                initial=Pace.NOTHING if choices.stopped_at else chosen.pace if chosen else Pace.DAILY,
                help_text=_note(place),
            )

    @property
    def pace_fields(self) -> list[forms.BoundField]:
        return [self[f"pace_{place.pk}"] for place in self.places]

    @property
    def paces(self) -> dict[int, str]:
        """What was chosen, by membership."""
        return {place.pk: self.cleaned_data[f"pace_{place.pk}"] for place in self.places}


def _note(place: Membership) -> Any:
    """What holds whatever the pace: one does not hear of a community in which one does not take part."""
    if place.paused_at:
        return _("You are pausing there: nothing is mailed until you come back.")
    if not place.signed_at:
        return _("Until you have signed the charter, only what waits for you is mailed.")
    return ""
