"""BibTeX, and biblatex, as LaTeX and most reference managers write it."""

import logging
import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from tresse.resources.csl import Found, Name, from_item
from tresse.resources.kinds import KINDS, by_name

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # a damaged block of somebody's file is no news

# BibTeX name -> CSL name, the first one found counts.
READ = {
    "title": ("title",),
    "abstract": ("abstract",),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "publisher-place": ("location", "address"),
    "volume": ("volume",),
    "issue": ("issue",),
    "number": ("number",),
    "page": ("pages",),
    "edition": ("edition",),
    "collection-title": ("series",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "event-title": ("eventtitle",),
    "language": ("langid", "language"),
    "keyword": ("keywords", "keyword"),
}
CONTAINER = {"article": "journaltitle", "chapter": "booktitle", "conference": "booktitle"}
PUBLISHER = {"report": "institution", "thesis": "institution", "webpage": "organization"}
MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
WHOLE = re.compile(r"^\{(?P<inside>[^{}]*)\}$")  # {Médecins du Monde}: an organisation, not a first and a last name
KEY = re.compile(r"(@\s*\w+\s*[{(]\s*)[^,\s{}=]*(\s*,)")
SPECIAL = {each: "\\" + each for each in "&%$#_{}"} | {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def read(text: str) -> Iterator[Found]:
    """Each entry that has a title; the damaged ones are passed over."""
    text = _numbered(text)
    plain = parse_string(text, append_middleware=[middlewares.LatexDecodingMiddleware()])
    raw = parse_string(text, append_middleware=[middlewares.SeparateCoAuthors()])
    people = {entry.key: entry for entry in raw.entries}
    for entry in plain.entries:
        found = from_item(_item(entry, people.get(entry.key)))
        if found:
            yield found


def write(references: Iterable[tuple[str, Found]]) -> str:
    """In Unicode, with what LaTeX would take for its own set apart."""
    library = Library([_entry(key, found) for key, found in references])
    return write_string(library)


def _numbered(text: str) -> str:
    """A key of its own for each entry: programs that join files leave the same one twice, and the second would be lost."""
    numbers = count()
    return KEY.sub(lambda match: f"{match[1]}{next(numbers)}{match[2]}", text)


def _item(entry: Entry, raw: Entry | None) -> dict[str, Any]:
    fields = {field.key.lower(): str(field.value) for field in entry.fields}
    kind = by_name("bibtex", entry.entry_type)
    item: dict[str, Any] = {
        csl: next((fields[name] for name in names if fields.get(name)), "") for csl, names in READ.items()
    }
    if kind == "article" and not item["issue"]:
        item["issue"], item["number"] = item["number"], ""
    return item | {
        "type": KINDS[kind].csl[0],
        "title": _title(fields),
        "author": _people(raw, "author"),
        "editor": _people(raw, "editor"),
        "issued": fields.get("date") or _issued(fields),
        "page": item["page"].replace("--", "-").replace("–", "-"),
        "DOI": _as_written(raw, "doi"),
        "URL": _as_written(raw, "url") or _link_within(_as_written(raw, "howpublished")),
    }


def _title(fields: dict[str, str]) -> str:
    parts = (fields.get("title", ""), fields.get("subtitle", ""))
    return ": ".join(part for part in parts if part)


def _issued(fields: dict[str, str]) -> str:
    month = fields.get("month", "").strip().lower()
    number = MONTHS.get(month[:3]) or (int(month) if month.isascii() and month.isdigit() and len(month) < 3 else 0)
    year = fields.get("year", "")
    return f"{year}-{number:02}" if number and year.isdigit() else year


def _people(raw: Entry | None, name: str) -> list[Name]:
    field = raw.fields_dict.get(name) if raw else None
    people = field.value if field and isinstance(field.value, list) else []
    return [_name(person) for person in people if person.strip() and person.strip() != "others"]


def _name(person: str) -> Name:
    whole = WHOLE.match(person.strip())
    if whole:
        return {"literal": _decoded(whole["inside"])}
    try:
        parts = middlewares.names.parse_single_name_into_parts(_decoded(person), strict=False)
    except ValueError:
        return {"literal": _decoded(person)}
    family = " ".join([*parts.von, *parts.last])
    given = " ".join([*parts.first, *parts.jr])
    return {"family": family, "given": given} if given else {"literal": family}


def _decoded(text: str) -> str:
    return _DECODER.decode(text)


class _Decoder:
    """The library decodes what lies in an entry: a name is laid in one."""

    def __init__(self) -> None:
        self._middleware = middlewares.LatexDecodingMiddleware()

    def decode(self, text: str) -> str:
        library = Library([Entry("misc", "name", [Field("name", text)])])
        return str(self._middleware.transform(library).entries[0].fields_dict["name"].value)


_DECODER = _Decoder()


def _as_written(raw: Entry | None, name: str) -> str:
    """Addresses hold signs that are none of LaTeX's."""
    field = raw.fields_dict.get(name) if raw else None
    value = str(field.value) if field else ""
    return re.sub(r"\\([&%$#_{}~])", r"\1", value)


def _link_within(text: str) -> str:
    match = re.search(r"\\url\{([^{}]*)\}", text)
    return match[1] if match else ""


def _entry(key: str, found: Found) -> Entry:
    details = dict(found.details)
    said = {
        "title": "{" + _escaped(found.title) + "}",  # its capitals are its own
        "author": _written(found.authors),
        "editor": _written(found.editors),
        "date": found.issued,
        CONTAINER.get(found.kind, "maintitle"): _escaped(details.pop("container-title", "")),
        PUBLISHER.get(found.kind, "publisher"): _escaped(details.pop("publisher", "")),
        "pages": details.pop("page", "").replace("-", "--"),
        "doi": found.doi,
        "url": found.link,
        "abstract": _escaped(found.abstract),
        "langid": found.language,
        "keywords": ", ".join(_escaped(tag) for tag in found.tags),
        **{READ[name][0]: _escaped(value) for name, value in details.items() if name in READ},
    }
    if found.kind == "article":
        said["number"] = said.pop("issue", "")
    return Entry(KINDS[found.kind].bibtex[0], key, [Field(name, value) for name, value in said.items() if value])


def _written(names: Iterable[Name]) -> str:
    return " and ".join(
        "{" + _escaped(name["literal"]) + "}"
        if "literal" in name
        else ", ".join(_escaped(name[part]) for part in ("family", "given") if name.get(part))
        for name in names
    )


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(each, each) for each in text)
