"""Fields several concepts ask for."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
HOURS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh", "%H h"]


class DayField(forms.DateField):
    """A day, chosen in the calendar of the browser, or typed as one writes it here."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)


class HourField(forms.TimeField):
    """An hour, chosen in the browser, or typed as one writes it here: « 14 h 30 »."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(input_formats=HOURS, widget=widget, **kwargs)


class WordsField(forms.CharField):
    """A text of some length. The browser never cuts it: what is too long comes back whole, with a sentence."""

    def __init__(self, *, longest: int, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.validators.append(NotTooLong(longest))

    def to_python(self, value: Any) -> str:
        """One kind of line end: browsers send another, and a text is compared by its exact words."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class NotTooLong(MaxLengthValidator):
    def __call__(self, value: str) -> None:
        excess = len(value) - int(self.limit_value)
        if excess > 0:
            sentence = ngettext(
                "This text is too long by %(excess)s character. Cut it in two.",
                "This text is too long by %(excess)s characters. Cut it in two.",
                excess,
            )
            raise forms.ValidationError(sentence % {"excess": excess}, code="max_length")
