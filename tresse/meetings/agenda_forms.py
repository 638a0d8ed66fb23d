"""What comes in by the agenda of a session: its moments, one by one or with a new session."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tresse.meetings.actions import Planned
from tresse.meetings.methods import METHODS, Method, named
from tresse.meetings.models import AgendaItem
from tresse.memberships.models import Membership


class MomentForm(forms.Form):
    """A line of the agenda; left without a title or a method, it does not count."""

    title = forms.CharField(
        label=_("What"), max_length=160, required=False, help_text=_("Empty: the name of the method.")
    )
    minutes = forms.IntegerField(label=_("Length, in minutes"), min_value=1, max_value=600, initial=20)
    method_key = forms.ChoiceField(label=_("Method"), required=False)
    led_by = forms.TypedChoiceField(label=_("Who leads it"), required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        *args: Any,
        methods: Sequence[tuple[str, list[Method]]],
        members: dict[int, Membership],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        self.fields["method_key"].choices = method_choices(methods)  # type: ignore[attr-defined]
        people = [(pk, str(membership)) for pk, membership in members.items()]
        self.fields["led_by"].choices = [("", _("Nobody yet")), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "title" in cleaned and not cleaned["title"] and cleaned.get("method_key"):
            key = cleaned["method_key"]
            cleaned["title"] = capfirst(str(named([key])[key].name))
        return cleaned

    def terms(self) -> dict[str, Any]:
        """What the actions take."""
        return {**self.cleaned_data, "led_by": self.members.get(self.cleaned_data["led_by"] or 0)}


class AgendaItemForm(MomentForm):
    """One moment of the agenda, which must say what it is."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "title" in cleaned and not cleaned["title"]:
            self.add_error("title", _("Say what this moment is for, or choose its method."))
        return cleaned


class NewAgenda(forms.BaseFormSet[MomentForm]):
    """The agenda proposed with a new session."""

    def planned(self) -> list[Planned]:
        return [Planned(**form.terms()) for form in self.forms if form.cleaned_data.get("title")]


def new_agenda(typed: Any, *, leads: Sequence[str] = (), **choices: Any) -> NewAgenda:
    """Five lines, of which the first and the last are the rounds in which everybody speaks.

    `leads` are the members proposed to lead these two, as their page was asked for.
    """
    rounds: list[dict[str, Any]] = [{"method_key": key, "minutes": 10} for key in ("check_in", "check_out")]
    for line, member in zip(rounds, leads, strict=False):
        line |= {"led_by": member, "title": capfirst(str(METHODS[line["method_key"]].name))}
    lines = [rounds[0], {}, {}, {}, rounds[1]]
    factory = forms.formset_factory(MomentForm, formset=NewAgenda, extra=0, max_num=40, absolute_max=40)
    return cast(NewAgenda, factory(typed, prefix="agenda", form_kwargs=choices, initial=lines))


def method_choices(groups: Sequence[tuple[str, list[Method]]]) -> list[Any]:
    """« fishbowl (45 min, 8 to 60 people) », in groups."""
    choices: list[Any] = [("", _("No particular method"))]
    return choices + [(name, [(m.key, method_in_a_line(m)) for m in methods]) for name, methods in groups]


def method_in_a_line(method: Method) -> str:
    fewest, most = method.people
    people = ngettext("%(fewest)s to %(most)s person", "%(fewest)s to %(most)s people", most)
    return f"{method.name} ({method.minutes} min, {people % {'fewest': fewest, 'most': most}})"


def told(item: AgendaItem) -> dict[str, Any]:
    """A moment of the agenda as its form shows it."""
    return {
        "title": item.title,
        "minutes": item.minutes,
        "method_key": item.method_key,
        "led_by": item.led_by_id,
    }
