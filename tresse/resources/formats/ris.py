"""RIS, as databases and older reference managers give it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import rispy
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tresse.resources.csl import Found, Name, from_item, last_first
from tresse.resources.kinds import KINDS, by_name

LINE = re.compile(r"^\s*TY\s{1,2}-", re.MULTILINE)
# RIS name -> CSL name, the first one found counts.
READ = {
    "title": ("title", "primary_title", "translated_title"),
    "abstract": ("abstract", "notes_abstract"),
    "container-title": ("secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "volume": ("volume",),
    "issue": ("number",),
    "edition": ("edition",),
    "collection-title": ("tertiary_title",),
    "genre": ("type_of_work",),
    "DOI": ("doi",),
    "language": ("language",),
}
WRITTEN = {names[0]: csl for csl, names in READ.items() if csl not in ("title", "abstract", "DOI", "language")}


class Bare(rispy.RisWriter):
    """Without the numbers between records, on which stricter readers stumble."""

    def set_header(self, count: int) -> str:
        return ""


def read(text: str) -> Iterator[Found]:
    """Each record that has a title."""
    try:
        records = rispy.loads(_from_its_first(text))
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        raise ValidationError(_("This file begins as RIS and cannot be read to its end: export it anew.")) from None
    for record in records:
        found = from_item(_item(record))
        if found:
            yield found


def write(references: Iterable[tuple[str, Found]]) -> str:
    """One record after the other, in the tags most programs read."""
    return str(rispy.dumps([_record(key, found) for key, found in references], implementation=Bare))


def _from_its_first(text: str) -> str:
    """Some databases greet before the first record. Old Macs end their lines in their own way."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    match = LINE.search(whole)
    return whole[match.start() :].lstrip() if match else whole


def _item(record: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {
        csl: next((record[name] for name in names if record.get(name)), "") for csl, names in READ.items()
    }
    kind = by_name("ris", str(record.get("type_of_reference", "")))
    pages = [str(record[name]) for name in ("start_page", "end_page") if record.get(name)]
    links = record.get("urls") or []
    number = "ISBN" if kind in ("book", "chapter", "report", "thesis") else "ISSN"
    return item | {
        "type": KINDS[kind].csl[0],
        "author": [_name(name) for name in (record.get("authors") or record.get("first_authors") or [])],
        "editor": [_name(name) for name in record.get("secondary_authors") or []],
        "issued": str(record.get("date") or record.get("year") or record.get("publication_year") or "").replace(
            "/", "-"
        ),
        "page": "-".join(pages),
        "URL": links[0] if isinstance(links, list) and links else links,
        "keyword": record.get("keywords") or [],
        number: record.get("issn", ""),
    }


def _name(text: str) -> Name:
    """What has no first name after a comma is an organisation."""
    family, _comma, given = (part.strip() for part in str(text).partition(","))
    return {"family": family, "given": given} if given else {"literal": family}


def _record(key: str, found: Found) -> dict[str, Any]:
    first, _dash, last = found.details.get("page", "").replace("–", "-").partition("-")
    record: dict[str, Any] = {
        "type_of_reference": KINDS[found.kind].ris[0],
        "id": key,
        "title": found.title,
        "authors": [_said(name) for name in found.authors],
        "secondary_authors": [_said(name) for name in found.editors],
        "year": found.issued[:4],
        "date": "/".join([*found.issued.split("-"), "", ""][:3]) + "/" if "-" in found.issued else "",
        "doi": found.doi,
        "urls": [found.link] if found.link else [],
        "abstract": found.abstract.replace("\n", " "),
        "language": found.language,
        "keywords": list(found.tags),
        "start_page": first,
        "end_page": last.lstrip("-"),
        "issn": found.details.get("ISBN") or found.details.get("ISSN", ""),
        **{name: found.details.get(csl, "") for name, csl in WRITTEN.items()},
    }
    return {name: value for name, value in record.items() if value}


def _said(name: Name) -> str:
    """« Dupont, Émilie »; « Médecins du Monde, », so that nobody takes it for a first and a last name."""
    return f"{name['literal']}," if "literal" in name else last_first(name)
