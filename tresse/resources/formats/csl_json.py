"""CSL-JSON, as Zotero and DOIs give it."""

import json
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tresse.resources.csl import Found, from_item, to_item


def read(text: str) -> Iterator[Found]:
    """Each item that has a title, alone or in a list."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise ValidationError(
            _("This file begins as CSL-JSON and cannot be read to its end: export it anew.")
        ) from None
    if isinstance(said, dict):
        said = said.get("items", [said])
    for item in said if isinstance(said, list) else []:
        found = from_item(item) if isinstance(item, dict) else None
        if found:
            yield found


def write(references: Iterable[tuple[str, Found]]) -> str:
    """A list of items, each with its key."""
    return json.dumps([to_item(found, key) for key, found in references], ensure_ascii=False, indent=1) + "\n"
