"""What comes in by the pages of sessions: its shape, and sentences for what cannot be read."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.guests.models import Guest
from tresse.meetings import rooms, schedule
from tresse.meetings.models import Meeting, Minutes
from tresse.meetings.moments import city
from tresse.ui.fields import DayField, HourField


class MeetingForm(forms.Form):
    """A session as it is announced."""

    title = forms.CharField(
        label=_("Title"), max_length=140, help_text=_("What it is about, so that people know whether to come.")
    )
    intention = forms.CharField(
        label=_("What we want from it"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What will be different when people leave. One sentence may be enough."),
    )
    day = DayField(label=_("Day"))
    begins = HourField(label=_("Begins at"))
    ends = HourField(label=_("Ends at"))
    last_day = DayField(label=_("Last day, if it ends on another one"), required=False)
    time_zone = forms.ChoiceField(
        label=_("By the clocks of"), help_text=_("Everyone reads these hours by their own clock.")
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Video link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown only to those who may come, never in public."),
    )
    room_kind = forms.ChoiceField(label=_("By video"), required=False, widget=forms.RadioSelect)
    recording_wanted = forms.BooleanField(
        label=_("We would like to record it: only if everyone who comes agrees"), required=False
    )
    places = forms.IntegerField(
        label=_("How many may come"),
        min_value=0,
        max_value=5000,
        required=False,
        help_text=_("On site and by video, guests too. Beyond, there is a waiting list. Empty: everybody."),
    )
    places_on_site = forms.IntegerField(
        label=_("How many on site"), min_value=0, max_value=5000, required=False, help_text=_("Empty: everybody.")
    )
    cycle = forms.ModelChoiceField(
        label=_("For which cycle"),
        queryset=Cycle.objects.none(),
        required=False,
        empty_label=_("None in particular"),
    )
    audience = forms.ChoiceField(
        label=_("Who can see it"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        help_text=_("The announcement and its agenda. Names, the link and the minutes stay inside in any case."),
    )
    is_open = forms.BooleanField(label=_("Open session: anybody may come, from the network or not"), required=False)
    chatham_house = forms.BooleanField(
        label=_("Chatham House rule: nothing will say who came or who said what"), required=False
    )

    def __init__(self, *args: Any, community: Community, zones: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zone_choices(zones)  # type: ignore[attr-defined]
        rooms_here = rooms.available()
        self.fields["room_kind"].choices = [(kind.value, kind.label) for kind in rooms_here]  # type: ignore[attr-defined]
        if len(rooms_here) == 1:
            del self.fields["room_kind"]
        cycles = Cycle.objects.filter(strand__community=community).select_related("strand")
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"day", "begins", "ends", "time_zone"} <= cleaned.keys():
            self._read_moment("starts_at", "begins", cleaned["day"], cleaned["begins"])
            self._read_moment("ends_at", "ends", cleaned.get("last_day") or cleaned["day"], cleaned["ends"])
        return cleaned

    def terms(self) -> dict[str, Any]:
        """What the actions take."""
        parts = {"day", "begins", "ends", "last_day", "already_held"}
        return {name: value for name, value in self.cleaned_data.items() if name not in parts}

    def _read_moment(self, name: str, field: str, day: date, at: time) -> None:
        try:
            self.cleaned_data[name] = schedule.moment(day, at, self.cleaned_data["time_zone"])
        except ValidationError as error:
            self.add_error(field, error)


class NewMeetingForm(MeetingForm):
    """One may also write down a session that took place before Tresse."""

    already_held = forms.BooleanField(
        label=_("This session already took place: record it, write to nobody"), required=False
    )


def announced(meeting: Meeting) -> dict[str, Any]:
    """A session as its form shows it."""
    begins, ends = meeting.starts_at.astimezone(meeting.zone), meeting.ends_at.astimezone(meeting.zone)
    said = {"title", "intention", "time_zone", "place", "cycle", "audience", "is_open", "chatham_house"}
    said |= {"room_kind", "recording_wanted", "places", "places_on_site"}
    return {name: getattr(meeting, name) for name in said} | {
        "link": "" if meeting.room_kind else meeting.link,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "last_day": ends.date() if ends.date() != begins.date() else None,
    }


def zone_choices(near: Iterable[str]) -> list[Any]:
    """The zones people here live by come first, then all of them, by region."""
    everywhere = available_timezones()
    regions: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(z for z in everywhere if "/" in z and not z.startswith(("Etc/", "SystemV/", "US/"))):
        regions.setdefault(zone.partition("/")[0], []).append((zone, city(zone)))
    first = [(zone, city(zone)) for zone in dict.fromkeys(near) if zone in everywhere]
    return [(_("Among us"), first), *regions.items()]


class CancellationForm(forms.Form):
    because = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Those who had kept the date will read it.")
    )


class MinutesForm(forms.Form):
    text = forms.CharField(
        label=_("What the session leaves"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "What was said that is worth keeping, what was decided, who does what. "
            "A line that begins with # is a title, one that begins with - an item."
        ),
    )
    audience = forms.ChoiceField(label=_("Who can read them"), widget=forms.RadioSelect)
    expected_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, audiences: Iterable[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(a.value, a.label) for a in audiences]  # type: ignore[attr-defined]


class WideningForm(forms.Form):
    audience = forms.ChoiceField(label=_("Let them be read by"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, audiences: Iterable[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(a.value, a.label) for a in audiences]  # type: ignore[attr-defined]


class AttendanceForm(forms.Form):
    """Who came, by name, and how many without an account."""

    came = forms.TypedMultipleChoiceField(
        label=_("Who came"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.TypedMultipleChoiceField(
        label=_("Which guests"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    others = forms.IntegerField(
        label=_("And how many others, without an account here"),
        min_value=0,
        max_value=5000,
        required=False,
        initial=0,
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Person],
        guests: Sequence[Guest] = (),
        named: Callable[[Person], str] = str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.expected_guests = people, guests
        self.fields["came"].choices = [(one.pk, named(one)) for one in people]  # type: ignore[attr-defined]
        self.fields["guests"].choices = [(one.pk, str(one)) for one in guests]  # type: ignore[attr-defined]
        if not guests:
            del self.fields["guests"]

    def terms(self) -> dict[str, Any]:
        """What the action takes."""
        chosen, guests = set(self.cleaned_data["came"]), set(self.cleaned_data.get("guests", ()))
        return {
            "came": [person for person in self.people if person.pk in chosen],
            "guests": [guest for guest in self.expected_guests if guest.pk in guests],
            "others": self.cleaned_data["others"] or 0,
        }


class HeadcountForm(forms.Form):
    """Under the Chatham House rule: how many came, and nobody's name."""

    others = forms.IntegerField(label=_("How many people came"), min_value=0, max_value=5000)

    def terms(self) -> dict[str, Any]:
        """What the action takes."""
        return {"others": self.cleaned_data["others"]}


def minutes_as_told(meeting: Meeting, minutes: Minutes | None) -> dict[str, Any]:
    """Minutes as their form shows them."""
    if minutes:
        return {"text": minutes.text, "audience": minutes.audience, "expected_revision": minutes.revision}
    narrow = min(meeting.get_audience(), Audience.COMMUNITY, key=lambda audience: audience.width)
    return {"audience": narrow, "expected_revision": 0}


class JoiningForm(forms.Form):
    """Another community is asked to hold the session together."""

    community = forms.ModelChoiceField(
        label=_("Which community"), queryset=Community.objects.none(), empty_label=_("Choose")
    )
    word = forms.CharField(label=_("A word to those who steer it"), max_length=300, required=False)

    def __init__(self, *args: Any, communities: QuerySet[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
