"""What every template may use without loading it."""

from typing import Any

from django import template
from django.template import defaultfilters
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tresse.core import dates as core_dates
from tresse.core import prose as core_prose
from tresse.core import typography as core_typography

register = template.Library()


@register.filter
def prose(text: str, language: str = "") -> SafeString:
    """What somebody wrote, as HTML: `{{ block.body|prose }}`, or `|prose:document.language`."""
    return core_prose.to_html(text or "", language or get_language() or "fr")


@register.filter
def plain(text: str, language: str = "") -> str:
    """The words of a text alone, on one line: for a list, or for what search engines read."""
    return core_prose.to_plain(text or "", language or get_language() or "fr")


@register.filter
def typeset(text: str, language: str = "") -> str:
    """One line somebody wrote, such as a title, with the small signs of its language."""
    return core_typography.typography(str(text or ""), language or get_language() or "fr")


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, form: str | None = None) -> str:
    """Django's `date`, as one says it: « 1er décembre »."""
    return core_dates.as_said(defaultfilters.date(value, form))


@register.filter(expects_localtime=True, is_safe=False)
def time(value: Any, form: str | None = None) -> str:
    """Django's `time`, as one says it: « 14 h »."""
    return core_dates.as_said(defaultfilters.time(value, form))


@register.filter
def refusal(ruling: object) -> str:
    """Why a ruling says no; nothing when it says yes or when nothing was asked."""
    reason = getattr(ruling, "reason", None)
    return "" if reason is None else str(reason)
