"""What Zotero and its like read on a page: OpenURL in a span (COinS), and the metadata journals put in the head."""

from typing import Any
from urllib.parse import urlencode

from tresse.resources.csl import last_first
from tresse.resources.models import Reference

GENRES = {
    "article": ("journal", "article"), "chapter": ("book", "bookitem"), "book": ("book", "book"),
    "report": ("book", "report"), "conference": ("book", "proceeding"), "thesis": ("dissertation", "dissertation"),
}  # fmt: skip


def coins(reference: Reference) -> str:
    """The title of an empty span of class Z3988 (ANSI/NISO Z39.88-2004)."""
    family, genre = GENRES.get(reference.kind.key, ("dc", ""))
    said: list[tuple[str, Any]] = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{family}")]
    said += _dublin_core(reference) if family == "dc" else _bibliographic(reference, family, genre)
    said += [("rft_id", f"info:doi/{reference.doi}" if reference.doi else ""), ("rft_id", reference.link)]
    said += [("rft.language", reference.language)]
    return urlencode([(name, value) for name, value in said if value])


def metadata(reference: Reference) -> list[tuple[str, str]]:
    """What the head of its page says, for whoever looks there."""
    details = reference.details
    said = [("citation_title", reference.title), ("citation_publication_date", reference.issued.replace("-", "/"))]
    said += [("citation_author", last_first(name)) for name in reference.authors]
    said += [("citation_doi", reference.doi), ("citation_language", reference.language)]
    said += [("citation_public_url", reference.link), ("citation_publisher", details.get("publisher", ""))]
    said += [("citation_journal_title" if reference.kind.key == "article" else "citation_inbook_title",
              details.get("container-title", ""))]  # fmt: skip
    said += [("citation_keywords", tag.name) for tag in reference.tags.all()]
    return [(name, value) for name, value in said if value]


def _bibliographic(reference: Reference, family: str, genre: str) -> list[tuple[str, Any]]:
    details = reference.details
    title = {"journal": "rft.atitle", "dissertation": "rft.title"}.get(family, "rft.btitle")
    if genre in ("bookitem", "proceeding"):
        title = "rft.atitle"
    within = "rft.jtitle" if family == "journal" else "rft.btitle"
    said = [("rft.genre", genre), (title, reference.title), (within, details.get("container-title"))]
    said += [
        ("rft.date", reference.issued),
        ("rft.volume", details.get("volume")),
        ("rft.issue", details.get("issue")),
    ]
    said += [
        ("rft.pages", details.get("page")),
        ("rft.isbn", details.get("ISBN")),
        ("rft.issn", details.get("ISSN")),
    ]
    said += [("rft.pub", details.get("publisher")), ("rft.place", details.get("publisher-place"))]
    said += [("rft.edition", details.get("edition"))]
    first, others = reference.authors[:1], reference.authors[1:]
    for name in first:
        said += [
            ("rft.aulast", name.get("family")),
            ("rft.aufirst", name.get("given")),
            ("rft.aucorp", name.get("literal")),
        ]
    return said + [("rft.au", name.get("literal") or _first_last(name)) for name in others]


def _dublin_core(reference: Reference) -> list[tuple[str, Any]]:
    kinds = {"webpage": "webpage", "video": "videoRecording", "audio": "audioRecording", "dataset": "dataset"}
    said = [("rft.type", kinds.get(reference.kind.key, "document")), ("rft.title", reference.title)]
    said += [("rft.date", reference.issued), ("rft.publisher", reference.details.get("publisher"))]
    said += [("rft.identifier", reference.link), ("rft.description", reference.abstract[:500])]
    return said + [("rft.creator", last_first(name)) for name in reference.authors]


def _first_last(name: dict[str, str]) -> str:
    return " ".join(part for part in (name.get("given"), name.get("family")) if part)
