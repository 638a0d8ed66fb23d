"""Days and hours as one says them. Django knows the words; French also says « 1er » and « 14 h »."""

import re
from datetime import date

from django.utils import formats
from django.utils.translation import get_language

FIRST_OF_THE_MONTH = re.compile(r"\b1(?=[ \xa0](?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc))")
FULL_HOUR = re.compile(r"(?<=\d\xa0h)\xa000\b")


def date_format(value: date, form: str | None = None) -> str:
    """A day or a moment in the language of whoever reads: « jeudi 1er mars 2026 », « 14 h »."""
    return as_said(formats.date_format(value, form))


def as_said(text: str) -> str:
    """What Django wrote of a date, as one says it."""
    if (get_language() or "").startswith("fr"):
        return FULL_HOUR.sub("", FIRST_OF_THE_MONTH.sub("1er", text))
    return text
