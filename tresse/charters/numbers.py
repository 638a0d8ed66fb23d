"""The numbers a community sets for itself, and what changes in them, said in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_noop

from tresse.charters.models import PARAMETERS, Charter
from tresse.core import journal

YES, NO = gettext_noop("yes"), gettext_noop("no")


@dataclass(frozen=True)
class Change:
    """One number, as it is and as it would be."""

    name: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        return str(Charter._meta.get_field(self.name).verbose_name)  # type: ignore[union-attr]

    @property
    def before_word(self) -> str:
        return word_of(self.name, self.before)

    @property
    def after_word(self) -> str:
        return word_of(self.name, self.after)

    @property
    def before_said(self) -> str:
        return gettext(self.before_word)

    @property
    def after_said(self) -> str:
        return gettext(self.after_word)


def changes_of(charter: Charter, wanted: dict[str, Any]) -> list[Change]:
    """What these numbers would change in this charter, in the order they are always said."""
    found = [Change(name, getattr(charter, name), wanted[name]) for name in PARAMETERS if name in wanted]
    return [change for change in found if change.before != change.after]


def numbers_of(charter: Charter) -> dict[str, Any]:
    """All the numbers of this charter."""
    return {name: getattr(charter, name) for name in PARAMETERS}


def word_of(name: str, value: Any) -> str:
    """The message id by which this value is read, in every language."""
    if isinstance(value, bool):
        return YES if value else NO
    choices = dict(Charter._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return journal.word(choices[value]) if value in choices else str(value)
