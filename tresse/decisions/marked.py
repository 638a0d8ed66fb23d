"""A decision marked in the minutes of a session: two members of two organisations report it to the register (E4)."""

from textwrap import shorten
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Audience
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.decisions.actions.register import record_reported
from tresse.meetings.minutes.passages import Passage
from tresse.meetings.minutes.rules import making_real
from tresse.meetings.models import Mark, Minutes
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo


class DecisionForm(forms.Form):
    """The title by which it is found again, and the words everybody agreed on."""

    title = forms.CharField(label=_("Title"), max_length=160)
    outcome = forms.CharField(
        label=_("What was decided"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, data: Any = None, *, minutes: Minutes, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)

    @staticmethod
    def starting(passage: Passage, minutes: Minutes) -> dict[str, Any]:
        return {"title": shorten(passage.words, 120, placeholder=" …"), "outcome": passage.words}

    def terms(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"], "outcome": self.cleaned_data["outcome"]}


def allowed(person: Any, minutes: Minutes) -> Ruling:
    """A decision is read by the whole community: what stays among those who took part cannot be one (S1)."""
    if minutes.audience == Audience.SESSION:
        return Ruling(
            _(
                "These minutes stay among those who took part, and the whole community reads a decision: propose it anew."
            )
        )
    return granted


def report(mark: Mark, *, by: Any, title: str, outcome: str) -> ActByTwo:
    """Ask that it enters the register: it waits for somebody of another organisation."""
    return acts.ask(
        "decision.reporting", mark, mark.minutes.community, by=by, terms={"title": title, "outcome": outcome}
    )


def reporting(person: Any, mark: Mark, terms: dict[str, Any]) -> Ruling:
    """Both read the minutes that say it."""
    return first_refusal(allowed(person, mark.minutes), making_real(person, mark.minutes))


def write_down(mark: Mark, terms: dict[str, Any], act: ActByTwo) -> None:
    """Both agree that this was decided: it enters the register, and the passage leads to it."""
    mark.became = record_reported(act, title=terms["title"], outcome=terms["outcome"])
    mark.save()
