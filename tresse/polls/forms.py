"""What comes in by the pages of date polls: its shape, and sentences for what cannot be read."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.meetings import schedule
from tresse.meetings.forms import zone_choices
from tresse.meetings.moments import length
from tresse.polls.models import FEWEST, MOST, Voice
from tresse.polls.queries import Row
from tresse.ui.fields import DayField, HourField

LENGTHS = (30, 45, 60, 90, 120, 150, 180, 240, 360, 480)
END_OF_DAY = time(23, 59)


class PollForm(forms.Form):
    """The session to come, as it is known before its date is."""

    title = forms.CharField(
        label=_("Title"), max_length=140, help_text=_("What it is about, so that people know what they answer.")
    )
    intention = forms.CharField(
        label=_("What we want from it"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What will be different when people leave. One sentence may be enough."),
    )
    minutes = forms.TypedChoiceField(label=_("How long it lasts"), coerce=int, initial=120)
    time_zone = forms.ChoiceField(
        label=_("By the clocks of"), help_text=_("Everyone reads these hours by their own clock.")
    )
    closes_on = DayField(
        label=_("One answers until the end of"),
        help_text=_("A day before the first of these moments. A week is a good delay."),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(label=_("Video link"), max_length=500, required=False, assume_scheme="https")
    cycle = forms.ModelChoiceField(
        label=_("For which cycle"),
        queryset=Cycle.objects.none(),
        required=False,
        empty_label=_("None in particular"),
    )
    audience = forms.ChoiceField(
        label=_("Who will see the session announced"), choices=Audience.choices, initial=Audience.COMMUNITY
    )
    open_session = forms.BooleanField(
        label=_("Open session: anybody may come, from the network or not"), required=False
    )
    chatham_house = forms.BooleanField(
        label=_("Chatham House rule: nothing will say who could come, who came or who said what"), required=False
    )

    def __init__(self, *args: Any, community: Community, zones: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].choices = _lengths()  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = zone_choices(zones)  # type: ignore[attr-defined]
        cycles = Cycle.objects.filter(strand__community=community).select_related("strand")
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"closes_on", "time_zone"} <= cleaned.keys():
            try:
                cleaned["closes_at"] = schedule.moment(cleaned["closes_on"], END_OF_DAY, cleaned["time_zone"])
            except ValidationError as error:
                self.add_error("closes_on", error)
        return cleaned

    def terms(self) -> dict[str, Any]:
        """What the action takes, but for the moments."""
        return {name: value for name, value in self.cleaned_data.items() if name != "closes_on"}


class MomentForm(forms.Form):
    """One line of moments; left without a day, it does not count."""

    day = DayField(label=_("Day"), required=False)
    begins = HourField(label=_("Begins at"), required=False)


class Moments(forms.BaseFormSet[MomentForm]):
    """The moments proposed. A line without an hour takes the one above it."""

    def clean(self) -> None:
        if any(self.errors):
            return
        if len([form for form in self.forms if form.cleaned_data.get("day")]) < FEWEST:
            raise ValidationError(_("Propose two moments at least: a day on a line, and an hour."))
        hour: time | None = None
        for form in self.forms:
            hour = form.cleaned_data.get("begins") or hour
            if form.cleaned_data.get("day") and hour is None:
                form.add_error("begins", _("Say at what time it would begin."))

    def proposed(self, time_zone: str) -> list[datetime]:
        """The moments, by the clocks of this zone. Raises `ValidationError` beside an hour that never strikes."""
        found: list[datetime] = []
        hour: time | None = None
        for form in self.forms:
            hour, day = form.cleaned_data.get("begins") or hour, form.cleaned_data.get("day")
            if day and hour is not None:
                try:
                    found.append(schedule.moment(day, hour, time_zone))
                except ValidationError as error:
                    form.add_error("begins", error)
                    raise
        return found


def moments(typed: Any) -> Moments:
    """Twelve lines, of which the page first shows four."""
    factory = forms.formset_factory(MomentForm, formset=Moments, extra=MOST, max_num=MOST, absolute_max=MOST)
    return cast(Moments, factory(typed, prefix="moments"))


class AnswerForm(forms.Form):
    """Of each moment: yes, if need be, no; or nothing yet."""

    def __init__(self, data: Any = None, *, rows: Iterable[Row]) -> None:
        super().__init__(data)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"m{row.moment.number}"] = forms.ChoiceField(
                label=str(row.when.here),
                choices=Voice.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=row.mine,
            )

    def lines(self) -> list[tuple[Row, forms.BoundField]]:
        """Each moment with its three answers."""
        return [(row, self[f"m{row.moment.number}"]) for row in self.rows]

    def voices(self) -> dict[int, str]:
        """What was said, by the numbers of the moments."""
        return {int(name[1:]): voice for name, voice in self.cleaned_data.items() if voice}


class ClosingForm(forms.Form):
    """Until when one answers, said anew."""

    closes_on = DayField(label=_("One answers until the end of"))

    def closes_at(self, time_zone: str) -> datetime:
        return schedule.moment(self.cleaned_data["closes_on"], END_OF_DAY, time_zone)


def _lengths() -> list[tuple[int, str]]:
    """Said in the language of whoever reads."""
    return [(minutes, length(timedelta(minutes=minutes))) for minutes in LENGTHS]
