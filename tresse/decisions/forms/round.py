"""The round of a session on one page: what each decider says, as whoever facilitates notes it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.decisions.actions import Noted
from tresse.decisions.models import ObjectionKind, ObjectionState
from tresse.decisions.rounds import Place, Round


class PlaceForm(forms.Form):
    """One decider: nothing yet, no objection, or an objection and its reason; or what became of theirs."""

    CONSENT, OBJECTION, NOTHING = "consent", "objection", ""

    said = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    kind = forms.ChoiceField(
        label=_("What it touches"), widget=forms.RadioSelect, choices=ObjectionKind.choices, required=False
    )
    text = forms.CharField(
        label=_("The reason, in their words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    lifted_if = forms.CharField(label=_("What would lift it"), max_length=2000, required=False)

    def __init__(self, data: Any = None, *, place: Place) -> None:
        prefix, self.place = f"m{place.membership.pk}", place
        super().__init__(self._unless_sent_twice(data, f"{prefix}-said"), prefix=prefix)
        field = self.fields["said"]
        field.label = str(place.membership)
        field.choices = self._choices()  # type: ignore[attr-defined]
        field.initial = self.CONSENT if place.has_spoken else self.NOTHING

    def _unless_sent_twice(self, data: Any, name: str) -> Any:
        """The same page sent again: what it noted is there already, and offers other choices now."""
        if data and data.get(name) and data.get(name) not in dict(self._choices()):
            data = data.copy()
            data[name] = self.NOTHING
        return data

    def _choices(self) -> list[tuple[str, Any]]:
        if self.place.objection and self.place.objection.is_standing:
            return [
                (self.NOTHING, _("The objection stands")),
                (ObjectionState.LIFTED, _("Lifted")),
                (ObjectionState.INTEGRATED, _("Integrated in the text")),
                (ObjectionState.WITHDRAWN, _("Withdrawn")),
            ]
        return [
            (self.NOTHING, _("Has not spoken")),
            (self.CONSENT, _("No objection")),
            (self.OBJECTION, _("An objection")),
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("said") == self.OBJECTION:
            if not said.get("text", "").strip():
                self.add_error("text", _("An objection comes with its reason."))
            if not said.get("kind"):
                self.add_error("kind", _("Say what it touches."))
        return said

    def as_noted(self) -> Noted:
        """What the action takes."""
        said = self.cleaned_data
        settles = self.place.objection if said["said"] in ObjectionState.values else None
        return Noted(
            self.place.membership, said["said"], said["kind"], said["text"], said["lifted_if"], settles=settles
        )

    @property
    def is_news(self) -> bool:
        """Something is said that was not noted yet."""
        said = self.cleaned_data["said"]
        return said not in (self.NOTHING, self.fields["said"].initial)


@dataclass
class RoundForm:
    """All the deciders, each with their own lines."""

    places: list[PlaceForm]
    version: int  # of the text that was read aloud; 0 when nobody says

    @classmethod
    def of(cls, standing: Round, data: Any = None) -> "RoundForm":
        read = (data or {}).get("version", "")
        version = int(read) if read.isdecimal() and len(read) < 6 else 0
        return cls([PlaceForm(data, place=place) for place in standing.places], version)

    def is_valid(self) -> bool:
        return [form for form in self.places if not form.is_valid()] == []

    @property
    def news(self) -> list[Noted]:
        """What was said and not noted yet."""
        return [form.as_noted() for form in self.places if form.is_news]
