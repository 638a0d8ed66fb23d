"""What a page of the web says of itself, in the ways that journals, libraries and newspapers say it."""

import re
from html.parser import HTMLParser

from tresse.resources.csl import Found, clean_doi, from_item

CHARSET = re.compile(rb"charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
# Those that read fast and to the end, whatever the page holds.
KNOWN_CHARSETS = re.compile(
    r"utf-?8|utf-?16|iso-8859-\d{1,2}|windows-125\d|latin-?1|us-ascii|gbk|gb2312|big5|euc-jp|euc-kr|shift_jis|koi8-r",
    re.IGNORECASE,
)
CUT_SHORT = 3  # letters that cannot be read, where the page was cut
# The first that is said counts: journals first, then libraries (Dublin Core), then social networks.
SAID = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "date": ("citation_publication_date", "citation_date", "dc.date", "dcterms.issued", "article:published_time"),
    "doi": ("citation_doi", "dc.identifier", "prism.doi"),
    "abstract": ("citation_abstract", "dc.description", "dcterms.abstract", "og:description", "description"),
    "language": ("citation_language", "dc.language", "og:locale"),
    "publisher": ("citation_publisher", "dc.publisher", "og:site_name"),
    "within": ("citation_journal_title", "citation_inbook_title", "citation_conference_title"),
    "volume": ("citation_volume",),
    "issue": ("citation_issue",),
    "first page": ("citation_firstpage",),
    "last page": ("citation_lastpage",),
    "type": ("og:type",),
}
AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author")


class Head(HTMLParser):
    """The metadata of a page, and its title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, list[str]] = {}
        self.title = ""
        self.language = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "meta" and (name := (given.get("name") or given.get("property", "")).lower()):
            self.said.setdefault(name, []).append(given.get("content", "")[:20_000])
        self._in_title = tag == "title" and not self.title

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, text: str) -> None:
        if self._in_title:
            self.title += text[:1000]

    def first(self, name: str) -> str:
        """The best of what is said under this name."""
        return next((value for known in SAID[name] for value in self.said.get(known, []) if value.strip()), "")


def read_page(content: bytes, charset: str, link: str) -> Found | None:
    """What the page at this link says of itself; None when it does not even have a title."""
    head = Head()
    head.feed(_decoded(content, charset))
    pages = [page for page in (head.first("first page"), head.first("last page")) if page]
    within = head.first("within")
    return from_item(
        {
            "type": _type(head, within),
            "title": head.first("title") or head.title,
            "author": _authors(head),
            "issued": head.first("date").replace("/", "-"),
            "DOI": clean_doi(head.first("doi")),
            "URL": link,
            "abstract": head.first("abstract"),
            "language": head.first("language") or head.language,
            "container-title": within,
            "publisher": head.first("publisher"),
            "volume": head.first("volume"),
            "issue": head.first("issue"),
            "page": "-".join(pages),
        }
    )


def _type(head: Head, within: str) -> str:
    if "citation_journal_title" in head.said:
        return "article-journal"
    if within:
        return "chapter"
    return "motion_picture" if head.first("type").startswith("video") else "webpage"


def _authors(head: Head) -> list[dict[str, str]]:
    said = next((head.said[name] for name in AUTHORS if any(head.said.get(name, []))), [])
    people = [each for value in said for each in value.split(";") if each.strip() and "://" not in each]
    return [_name(person) for person in people]


def _name(person: str) -> dict[str, str]:
    family, comma, given = person.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": family.strip()}


def _decoded(content: bytes, charset: str) -> str:
    """As the server says, as the page says, or as most pages are."""
    within = CHARSET.search(content[:2048])
    for encoding in (charset, within[1].decode("ascii") if within else ""):
        if KNOWN_CHARSETS.fullmatch(encoding):
            return content.decode(encoding, errors="replace")
    text = content.decode("utf-8", errors="replace")
    return text if text.count("\ufffd") <= CUT_SHORT else content.decode("cp1252", errors="replace")
