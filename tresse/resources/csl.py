"""One reference as it travels: what every format is read into and written from. Its plain form is a CSL-JSON item.

Whatever comes in is bounded here: characters nobody can mean go, what is too long is cut, what is no text is left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tresse.core.prose import readable
from tresse.resources.kinds import KINDS, by_name

Name = dict[str, str]  # {"family", "given"} or {"literal"}
Item = dict[str, Any]

LONGEST = {"title": 500, "abstract": 10_000, "link": 1000, "doi": 200, "detail": 500, "name": 160, "tag": 60}
MOST_NAMES, MOST_TAGS = 60, 20
# What a record may say more, kept as it came so that it leaves again.
DETAILS = (
    "container-title", "publisher", "publisher-place", "volume", "issue", "page", "edition", "ISBN", "ISSN",
    "collection-title", "genre", "number", "event-title",
)  # fmt: skip
DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
ISSUED = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
LANGUAGE_NAMES = {
    "french": "fr", "francais": "fr", "français": "fr", "fre": "fr", "fra": "fr",
    "english": "en", "american": "en", "british": "en", "ukenglish": "en", "usenglish": "en", "eng": "en",
    "spanish": "es", "español": "es", "spa": "es", "portuguese": "pt", "brazilian": "pt", "português": "pt", "por": "pt",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A reference as it was read: clean, and short enough."""

    title: str
    kind: str = "other"
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    issued: str = ""  # 2021, 2021-03 or 2021-03-04
    doi: str = ""
    link: str = ""
    abstract: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    details: dict[str, str] = field(default_factory=dict)


def from_item(item: Item) -> Found | None:
    """What a CSL-JSON item says; None when it has no title to know it by."""
    title = _words(item.get("title"), LONGEST["title"])
    if not title:
        return None
    keywords = item.get("keyword", item.get("keywords", ""))
    return Found(
        title=title,
        kind=by_name("csl", _words(item.get("type"), 60)),
        authors=names(item.get("author")),
        editors=names(item.get("editor")),
        issued=_issued(item.get("issued")),
        doi=clean_doi(_words(item.get("DOI"), 1000))
        or clean_doi(_words(item.get("URL"), 1000), within_doi_org=True),
        link=clean_link(_words(item.get("URL"), LONGEST["link"] + 1)),
        abstract=_paragraphs(item.get("abstract")),
        language=language_code(_words(item.get("language"), 40)),
        tags=tags(keywords if isinstance(keywords, list) else re.split(r"[,;]", _words(keywords, 2000))),
        details={name: said for name in DETAILS if (said := _words(item.get(name), LONGEST["detail"]))},
    )


def to_item(found: Found, id: str) -> Item:
    """The same as a CSL-JSON item, without what is not known."""
    item: Item = {
        "id": id,
        "type": KINDS[found.kind].csl[0],
        "title": found.title,
        "author": list(found.authors),
        "editor": list(found.editors),
        "issued": _date_parts(found.issued),
        "DOI": found.doi,
        "URL": found.link,
        "abstract": found.abstract,
        "language": found.language,
        "keyword": ", ".join(found.tags),
        **found.details,
    }
    return {name: said for name, said in item.items() if said}


def names(said: Any) -> tuple[Name, ...]:
    """People by family and given name, organisations whole."""
    listed = said if isinstance(said, list) else []
    return tuple(name for each in listed[:MOST_NAMES] if (name := _name(each)))


def last_first(name: Name) -> str:
    """« Dupont, Émilie », or an organisation as it is."""
    return name.get("literal") or ", ".join(part for part in (name.get("family"), name.get("given")) if part)


def clean_doi(text: str, *, within_doi_org: bool = False) -> str:
    """« 10.1000/xyz » from whatever holds one; small letters, for a DOI has no capitals of its own."""
    if within_doi_org and "doi.org/" not in text:
        return ""
    match = DOI.search(text)
    return match[1].rstrip(".,;)").lower()[: LONGEST["doi"]] if match else ""


def clean_link(text: str) -> str:
    """An address of the web, or nothing."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    whole = (
        parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\"<>\\]", text.strip())
    )
    return text.strip() if whole and len(text) <= LONGEST["link"] else ""


def language_code(text: str) -> str:
    """« fr » of fr-FR, french or français; nothing when it is no language we know the name of."""
    folded = text.strip().casefold()
    code = LANGUAGE_NAMES.get(folded, folded.replace("_", "-").partition("-")[0])
    return code if re.fullmatch(r"[a-z]{2}", code) else ""


def tags(said: Iterable[Any]) -> tuple[str, ...]:
    """Each once, in the order they came."""
    words = (_words(each, LONGEST["tag"]) for each in said)
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_TAGS]


def issued(year: Any, month: Any = "", day: Any = "") -> str:
    """« 2021-03-04 », as far as it is known."""
    parts = [str(part).strip() for part in (year, month, day)]
    known: list[str] = []
    for part, width, most in zip(parts, (4, 2, 2), (9999, 12, 31), strict=True):
        if not (part.isascii() and part.isdigit() and 0 < int(part[:5]) <= most):
            break
        known.append(part.zfill(width)[-width:])
    return "-".join(known)


def _date_parts(issued: str) -> dict[str, list[list[int]]] | None:
    match = ISSUED.fullmatch(issued)
    return {"date-parts": [[int(part) for part in match.groups() if part]]} if match else None


def _issued(said: Any) -> str:
    if not isinstance(said, dict):
        return _issued_words(_words(said, 40))
    parts = said.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return issued(*[*parts[0], "", "", ""][:3])
    return _issued_words(_words(said.get("raw") or said.get("literal"), 40))


def _issued_words(text: str) -> str:
    match = ISSUED.search(text)
    return issued(*(part or "" for part in match.groups())) if match else ""


def _name(said: Any) -> Name | None:
    if not isinstance(said, dict):
        return None
    known = {part: _words(said.get(part), LONGEST["name"]) for part in ("family", "given", "literal")}
    particle = _words(said.get("non-dropping-particle") or said.get("dropping-particle"), 40)
    family = f"{particle} {known['family']}".strip()
    if known["literal"] or not family:
        literal = known["literal"] or known["given"]
        return {"literal": literal} if literal else None
    return {"family": family, "given": known["given"]} if known["given"] else {"family": family}


def _words(said: Any, longest: int) -> str:
    """One line of text. A list is read by its first, as some write titles."""
    if isinstance(said, list):
        said = said[0] if said else ""
    if isinstance(said, int | float) and not isinstance(said, bool):
        said = str(said)
    if not isinstance(said, str):
        return ""
    return " ".join(readable(said[: longest * 2]).split())[:longest].strip()


def _paragraphs(said: Any) -> str:
    """An abstract keeps its paragraphs, not the tags publishers put in it (`<jats:p>`)."""
    if not isinstance(said, str):
        return ""
    text = re.sub(r"</?[\w:]+[^<>]{0,200}>", " ", readable(said[: LONGEST["abstract"] * 2]))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[: LONGEST["abstract"]]
