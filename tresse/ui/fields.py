"""Fields several concepts ask for."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext


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
