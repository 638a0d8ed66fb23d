"""What a reference may be, and how each format of reference managers calls it. A new kind is one entry here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """The first name in each format is the one written; all are read."""

    key: str
    name: str | Promise
    csl: tuple[str, ...]
    bibtex: tuple[str, ...]
    ris: tuple[str, ...]


OTHER = "other"
KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "article",
            _("Article"),
            ("article-journal", "article-magazine", "article-newspaper", "article", "review"),
            ("article", "suppperiodical"),
            ("JOUR", "JFULL", "MGZN", "NEWS", "EJOUR", "INPR"),
        ),
        Kind(
            "book", _("Book"), ("book",), ("book", "mvbook", "collection", "booklet"), ("BOOK", "EBOOK", "EDBOOK")
        ),
        Kind(
            "chapter",
            _("Chapter"),
            ("chapter", "entry-encyclopedia", "entry-dictionary"),
            ("incollection", "inbook", "inreference"),
            ("CHAP", "ECHAP", "ENCYC", "DICT"),
        ),
        Kind(
            "report",
            _("Report or guide"),
            ("report", "pamphlet", "standard"),
            ("report", "techreport", "manual"),
            ("RPRT", "GOVDOC", "STAND", "PAMP"),
        ),
        Kind("thesis", _("Thesis"), ("thesis",), ("thesis", "phdthesis", "mastersthesis"), ("THES",)),
        Kind(
            "conference",
            _("Talk"),
            ("paper-conference", "speech"),
            ("inproceedings", "conference", "proceedings"),
            ("CPAPER", "CONF", "SLIDE"),
        ),
        Kind(
            "webpage",
            _("Web page"),
            ("webpage", "post-weblog", "post"),
            ("online", "electronic", "www"),
            ("ELEC", "BLOG", "ICOMM"),
        ),
        Kind("video", _("Film or video"), ("motion_picture", "broadcast"), ("video", "movie"), ("VIDEO", "MPCT")),
        Kind("audio", _("Sound"), ("song", "interview"), ("audio", "music"), ("SOUND", "MUSIC")),
        Kind("dataset", _("Data"), ("dataset", "figure", "map"), ("dataset",), ("DATA", "AGGR", "DBASE", "MAP")),
        Kind(OTHER, _("Other"), ("document",), ("misc", "unpublished"), ("GEN", "UNPB")),
    )
}


def by_name(format: str, name: str) -> str:
    """The key of the kind that a format calls so; « other » when none does."""
    folded = name.strip().casefold()
    return next(
        (kind.key for kind in KINDS.values() if folded in (known.casefold() for known in getattr(kind, format))),
        OTHER,
    )
