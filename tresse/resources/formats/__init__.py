"""Files of reference managers: which format a file is in, what it holds, and how ours are written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tresse.resources.csl import Found
from tresse.resources.formats import bibtex, csl_json, ris

LONGEST_FILE = 2_000_000  # bytes
MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class Format:
    """How it is named in an address, what it is called, and who reads and writes it."""

    name: str
    ending: str
    type: str
    read: Callable[[str], Iterable[Found]]
    write: Callable[[Iterable[tuple[str, Found]]], str]


FORMATS: dict[str, Format] = {
    "bibtex": Format("BibTeX", "bib", "application/x-bibtex", bibtex.read, bibtex.write),
    "ris": Format("RIS", "ris", "application/x-research-info-systems", ris.read, ris.write),
    "csl": Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json.read, csl_json.write),
}


def read_file(content: bytes) -> list[Found]:
    """What a file holds. Raises `ValidationError` with a sentence for one that cannot be read."""
    if len(content) > LONGEST_FILE:
        raise ValidationError(_("This file is larger than 2 MB: export fewer references at a time."))
    text = decoded(content)
    found = list(_format_of(text).read(text))
    if not found:
        raise ValidationError(_("This file holds no reference that has a title."))
    if len(found) > MOST_AT_ONCE:
        raise ValidationError(
            _("This file holds %(count)s references: bring a thousand at a time at most.") % {"count": len(found)}
        )
    return found


def decoded(content: bytes) -> str:
    """The text of a file, in whatever way its program wrote it."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    return content.decode("cp1252", errors="replace")


def _format_of(text: str) -> Format:
    start = text.lstrip()[:1]
    if start and start in "[{":
        return FORMATS["csl"]
    if ris.LINE.search(text):
        return FORMATS["ris"]
    if "@" in text:
        return FORMATS["bibtex"]
    raise ValidationError(
        _("This file could not be read. Tresse reads BibTeX (.bib), RIS (.ris) and CSL-JSON (.json).")
    )
