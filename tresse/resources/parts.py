"""What the folders above show on the page of a reference: they are declared in `config/reference_parts.py`."""

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from config.reference_parts import REFERENCE_PARTS
from tresse.resources.models import Reference


@dataclass(frozen=True)
class ReferencePart:
    """A fragment of the page: its template, and what it reads beside `reference`, `community` and `csrf_token`."""

    template: str
    context: dict[str, Any]


def parts_of(reference: Reference, person: Any) -> list[ReferencePart]:
    """All that is shown there to this person, in the order in which it is declared."""
    asked = [import_string(path)(person, reference) for path in REFERENCE_PARTS]
    return [part for part in asked if part is not None]
