"""What comes in when one speaks: its shape, and sentences for what cannot be taken."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.ids import secret_token
from tresse.discussions import things
from tresse.discussions.files import MOST_AT_ONCE, Prepared, TooMany, prepare_all
from tresse.discussions.kinds import KINDS, kind_choices
from tresse.discussions.models import LONGEST_MESSAGE, Harvest, Message, Thread
from tresse.ui.fields import WordsField

LONGEST_QUOTATION = 2000
HARVESTED_IN = 14  # days proposed for a harvest


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, each looked into before anything is kept."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Files"),
            required=False,
            widget=FilesInput,
            help_text=_(
                "Five at most, of 10 MB each. Images are made smaller and no longer say where they were taken."
            ),
        )

    def clean(self, files: Sequence[Any], initial: Any = None) -> list[Prepared]:
        sent = list(files or [])
        if len(sent) > MOST_AT_ONCE:  # before any of them is read
            raise TooMany
        return prepare_all((file.name or "", file.read()) for file in sent)


def _once() -> forms.CharField:
    return forms.CharField(max_length=43, required=False, widget=forms.HiddenInput)


class _SaysSomething(forms.Form):
    """A text, files, or both: the text is asked for, and may be left out beside a file."""

    use_required_attribute = False

    def as_message(self) -> dict[str, Any]:
        """What the actions take."""
        said = dict(self.cleaned_data)
        said["files"] = said.pop("attachments")
        return said

    def _let_files_speak(self) -> None:
        self.fields["text"].required = not self.files.getlist("attachments") if self.files else True


class StartForm(_SaysSomething):
    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("What one will read in the list and by mail.")
    )
    text = WordsField(label=_("Your message"), longest=LONGEST_MESSAGE, rows=10)
    attachments = FilesField()
    audience = forms.ChoiceField(label=_("Who can read it"), widget=forms.RadioSelect, required=False)
    once = _once()

    def __init__(
        self, data: Any = None, files: Any = None, *, kind: str, thing: Model | None, audience: str
    ) -> None:
        super().__init__(data, files, initial={"once": secret_token(), "audience": audience})
        self.fields["text"].help_text = str(KINDS[kind].prompt)
        _offer(self.fields["audience"], things.audiences_for(thing))
        if len(things.audiences_for(thing)) == 1:
            del self.fields["audience"]
        self._let_files_speak()


class MessageForm(_SaysSomething):
    quoted = WordsField(
        label=_("The words you answer"),
        longest=LONGEST_QUOTATION,
        rows=3,
        required=False,
        help_text=_("Keep only the passage you answer."),
    )
    text = WordsField(label=_("Your message"), longest=LONGEST_MESSAGE, rows=6)
    attachments = FilesField()
    quotes = forms.IntegerField(required=False, widget=forms.HiddenInput)
    once = _once()

    def __init__(self, data: Any = None, files: Any = None, *, quoting: Message | None = None) -> None:
        initial: dict[str, Any] = {"once": secret_token()}
        if quoting:
            initial |= {"quotes": quoting.pk, "quoted": quoting.text[:LONGEST_QUOTATION].strip()}
        super().__init__(data, files, initial=initial)
        self.quoting = quoting
        self._let_files_speak()
        if quoting is None:
            del self.fields["quoted"], self.fields["quotes"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        said["quotes"] = self.quoting
        said.setdefault("quoted", "")
        if self.quoting and said["quoted"] not in self.quoting.text:
            self.add_error("quoted", _("These words are not in the message: shorten it, without changing a word."))
        return said


class ChangeForm(forms.Form):
    text = WordsField(label=_("Your message"), longest=LONGEST_MESSAGE, rows=10, required=False)
    expected_revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, message: Message) -> None:
        super().__init__(data, initial={"text": message.text, "expected_revision": message.revision})


class ThreadForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, thread: Thread) -> None:
        super().__init__(data, initial={"title": thread.title, "kind": thread.kind_key})


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=_("Who can read it"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, thread: Thread) -> None:
        super().__init__(data, initial={"audience": thread.get_audience()})
        _offer(self.fields["audience"], things.audiences_for(thread.thing))


class PromiseForm(forms.Form):
    due_on = forms.DateField(
        label=_("The harvest will be in by"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"due_on": clock.today() + timedelta(days=HARVESTED_IN)})


class HarvestForm(forms.Form):
    text = WordsField(
        label=_("What this conversation has brought"),
        longest=LONGEST_MESSAGE,
        rows=12,
        help_text=_("What we agree on, what stays open, what one could try. In your words; say whose idea it was."),
    )
    closes = forms.BooleanField(
        label=_("The conversation is harvested"),
        required=False,
        help_text=_("It opens again as soon as somebody writes."),
    )
    expected_number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, harvest: Harvest | None) -> None:
        super().__init__(
            data,
            initial={
                "text": harvest.text if harvest else "",
                "expected_number": harvest.number if harvest else 0,
                "closes": True,
            },
        )


class SearchForm(forms.Form):
    """What the list of conversations is narrowed by. Anything else is passed over."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        choices = [("", _("all")), *kind_choices()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


def _offer(field: Any, audiences: list[Audience]) -> None:
    field.choices = [(audience.value, audience.label) for audience in audiences]
