"""How often one meets, as it comes in by the page on which a session is called."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tresse.meetings import schedule
from tresse.meetings.rhythms import monthly, weekly
from tresse.ui.fields import DAYS

MOST_TIMES = 30


class RhythmForm(forms.Form):
    """Once, again and again, or on days that one names."""

    repeats = forms.ChoiceField(
        label=_("How often"),
        choices=[
            ("", _("once")),
            ("weeks", _("every so many weeks, the same weekday")),
            ("months", _("every so many months, the same weekday of the month")),
            ("dates", _("on other days too, which I name")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    every = forms.IntegerField(label=_("Every"), min_value=1, max_value=12, initial=2, required=False)
    times = forms.IntegerField(
        label=_("How many sessions"), min_value=2, max_value=MOST_TIMES, initial=6, required=False
    )
    dates = forms.CharField(
        label=_("The other days"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line, such as 12/03/2027. The hours stay the same."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("repeats") == "dates":
            try:
                cleaned["days"] = [_day(line) for line in cleaned.get("dates", "").splitlines() if line.strip()]
            except ValidationError as error:
                self.add_error("dates", error)
        return cleaned

    @property
    def is_series(self) -> bool:
        return bool(self.cleaned_data.get("repeats"))

    def days(self, first: date) -> list[date]:
        """All its days, from the first one."""
        every, times = self.cleaned_data.get("every") or 1, self.cleaned_data.get("times") or 2
        if self.cleaned_data["repeats"] == "weeks":
            return weekly(first, every=every, times=times)
        if self.cleaned_data["repeats"] == "months":
            return monthly(first, every=every, times=times)
        return sorted({first, *self.cleaned_data["days"]})

    def moments(self, announced: dict[str, Any]) -> list[tuple[datetime, datetime]]:
        """The hours announced for the first day, on each of them, by the clocks on the wall."""
        first, zone = announced["day"], announced["time_zone"]
        lasts = (announced.get("last_day") or first) - first
        return [
            (
                schedule.moment(day, announced["begins"], zone),
                schedule.moment(day + lasts, announced["ends"], zone),
            )
            for day in self.days(first)
        ]


class FollowingForm(forms.Form):
    """This session, or this one and those of its series that follow."""

    following = forms.ChoiceField(
        label=_("For which sessions"),
        choices=[("", _("this one alone")), ("following", _("this one and those that follow in its series"))],
        required=False,
        widget=forms.RadioSelect,
    )


def _day(line: str) -> date:
    for shape in DAYS:
        try:
            return datetime.strptime(line.strip(), shape).date()
        except ValueError:
            continue
    raise ValidationError(
        _("“%(line)s” is not a day that can be read: write it as 12/03/2027."), params={"line": line.strip()[:40]}
    )
