"""What comes in by the pages of minutes: its shape, and sentences for what cannot be read."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from textwrap import shorten
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.documents.models import Document
from tresse.meetings.minutes.passages import Passage, day_in, person_in
from tresse.meetings.models import AgendaItem, Correction, Meeting, Minutes, MinutesPart, Pledge, Track
from tresse.memberships.models import Membership
from tresse.ui.fields import DayField


class PartForm(forms.Form):
    """What was said under one moment."""

    text = forms.CharField(
        label=_("What was said"), max_length=200_000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    expected_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def part_form(sent: Any, item: AgendaItem, part: MinutesPart | None) -> PartForm:
    """The form of one moment, as it stands. Several stand on one page: each has names of its own for its labels."""
    told = {"text": part.text, "expected_revision": part.revision} if part else {"expected_revision": 0}
    form = PartForm(sent, initial=told, auto_id=f"part-{item.pk}-%s")
    form.fields["text"].label = item.title
    return form


class PledgeForm(forms.Form):
    """Who does what by when."""

    text = forms.CharField(label=_("What"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    who = forms.TypedChoiceField(label=_("Who"), required=False, coerce=int, empty_value=None)
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, data: Any = None, *, minutes: Minutes, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.members = members_of(minutes)
        if minutes.meeting.chatham_house:
            del self.fields["who"]
        else:
            people = [("", _("Choose")), *((member.pk, str(member)) for member in self.members)]
            self.fields["who"].choices = people  # type: ignore[attr-defined]

    @staticmethod
    def starting(passage: Passage, minutes: Minutes) -> dict[str, Any]:
        """The person and the day are read in the passage, when it says them."""
        who, words = (
            (None, passage.words)
            if minutes.meeting.chatham_house
            else person_in(passage.words, members_of(minutes))
        )
        due_on, words = day_in(words, since=minutes.meeting.starts_at.date())
        said = {"text": capfirst(words[:500]), "due_on": due_on.isoformat() if due_on else ""}
        return said | ({"who": str(who.pk)} if who else {})

    def terms(self) -> dict[str, Any]:
        chosen = {member.pk: member for member in self.members}.get(self.cleaned_data.get("who") or 0)
        return {"text": self.cleaned_data["text"], "who": chosen, "due_on": self.cleaned_data["due_on"]}


class ThreadForm(forms.Form):
    """A conversation that begins with the words of the passage."""

    title = forms.CharField(label=_("Title"), max_length=160)
    text = forms.CharField(label=_("First words"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, data: Any = None, *, minutes: Minutes, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)

    @staticmethod
    def starting(passage: Passage, minutes: Minutes) -> dict[str, Any]:
        return {"title": shorten(passage.words, 120, placeholder=" …"), "text": passage.words}

    def terms(self) -> dict[str, Any]:
        return {"title": self.cleaned_data["title"], "text": self.cleaned_data["text"]}


class VoiceForm(forms.Form):
    """Who said it: a member, or somebody one can write to."""

    who = forms.TypedChoiceField(label=_("Who said it"), required=False, coerce=int, empty_value=None)
    name = forms.CharField(label=_("Or the name of somebody else"), max_length=120, required=False)
    email = forms.EmailField(label=_("And their email"), required=False)

    def __init__(self, data: Any = None, *, minutes: Minutes, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.members = members_of(minutes)
        people = [("", _("Choose")), *((member.pk, str(member)) for member in self.members)]
        self.fields["who"].choices = people  # type: ignore[attr-defined]

    @staticmethod
    def starting(passage: Passage, minutes: Minutes) -> dict[str, Any]:
        """Nobody is asked before one has chosen whom: a name in the words may be somebody else's."""
        return {}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("who") and not (said.get("name") and said.get("email")):
            self.add_error("who", _("Choose who said it, or give a name and an email."))
        return said

    def terms(self) -> dict[str, Any]:
        member = {member.pk: member for member in self.members}.get(self.cleaned_data.get("who") or 0)
        if member:
            return {"person": member.person}
        return {"name": self.cleaned_data["name"], "email": self.cleaned_data["email"]}


class BringForm(forms.Form):
    """Into which document."""

    document = forms.TypedChoiceField(label=_("Into which document"), coerce=int)

    def __init__(self, data: Any = None, *, documents: Iterable[Document]) -> None:
        super().__init__(data)
        self.documents = {document.pk: document for document in documents}
        self.fields["document"].choices = [(pk, str(each)) for pk, each in self.documents.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Document:
        return self.documents[self.cleaned_data["document"]]


class CorrectionForm(forms.ModelForm[Correction]):
    passage = forms.CharField(
        label=_("What is written"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copy the passage here, exactly as it stands."),
    )
    instead = forms.CharField(
        label=_("What it should say"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = Correction
        fields = ("passage", "instead", "own_words")
        help_texts = {"own_words": _("Then it is taken at once: nobody decides for you what you said.")}


class AnswerForm(forms.Form):
    """Taken, or left as it is with a word."""

    word = forms.CharField(label=_("A word, if you leave it as it is"), max_length=300, required=False)


class AdditionForm(forms.Form):
    text = forms.CharField(label=_("What to add"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4}))


class ChangedPledgeForm(forms.Form):
    """What it becomes."""

    text = forms.CharField(label=_("What"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, data: Any = None, *, pledge: Pledge) -> None:
        due_on = pledge.due_on if pledge.due_on and pledge.due_on >= clock.today() else None
        super().__init__(data, initial={"text": pledge.text, "due_on": due_on})


class ContributionForm(forms.Form):
    text = forms.CharField(label=_("Your answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))


class TrackForm(forms.Form):
    """Until when, and one question for each moment that asks one."""

    closes_on = DayField(label=_("Open until the end of"))
    general = forms.CharField(label=_("A question of no moment in particular"), max_length=300, required=False)

    def __init__(
        self, data: Any = None, *, meeting: Meeting, items: Sequence[AgendaItem], track: Track | None
    ) -> None:
        closes_on = track.closes_at.astimezone(meeting.zone).date() if track else None
        super().__init__(data, initial={"closes_on": closes_on})
        self.meeting, self.items = meeting, items
        for item in items:
            self.fields[f"item-{item.pk}"] = forms.CharField(
                label=_("Question for “%(title)s”") % {"title": item.title}, max_length=300, required=False
            )

    def terms(self) -> dict[str, Any]:
        """What the action takes: the end of that day, by the clock of the session."""
        asked = [(item, self.cleaned_data[f"item-{item.pk}"]) for item in self.items]
        return {
            "closes_at": end_of(self.cleaned_data["closes_on"], self.meeting),
            "questions": [*asked, (None, self.cleaned_data["general"])],
        }


def end_of(day: date, meeting: Meeting) -> datetime:
    return datetime.combine(day, time(23, 59), tzinfo=meeting.zone)


def members_of(minutes: Minutes) -> list[Membership]:
    """Who may be named in a pledge, or asked for their words."""
    inside = Membership.objects.inside().filter(community=minutes.community_id)
    return list(inside.select_related("person").order_by("person__name"))
