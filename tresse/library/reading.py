"""A publication as it is read: the stored content in the words of the reader, for the page and the PDF alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tresse.core.dates import date_format
from tresse.documents.kinds import KINDS
from tresse.documents.models import Licence
from tresse.library import licences
from tresse.library.content import Contribution
from tresse.library.models import Publication


class Readable(Protocol):
    """A publication, or the snapshot of a document that is about to become one."""

    @property
    def language(self) -> str: ...
    @property
    def licence(self) -> str: ...
    @property
    def content(self) -> Any: ...
    @property
    def credits(self) -> Any: ...
    @property
    def trail(self) -> Any: ...


@dataclass(frozen=True)
class ReadBlock:
    number: int
    kind: str
    kind_name: str
    symbol: str
    tone: str
    title: str
    body: str
    signed: str
    source: str
    borrowed: str
    link: str

    @property
    def anchor(self) -> str:
        return f"b{self.number}"

    @property
    def is_unsigned(self) -> bool:
        return self.tone == "quote" and not self.signed


@dataclass(frozen=True)
class Reading:
    language: str
    blocks: list[ReadBlock]
    organisations: list[str]
    people: list[tuple[str, str]]  # a name, and by what they contributed
    trail: list[str]
    licence: str
    licence_page: str

    @property
    def contents(self) -> list[ReadBlock]:
        """The blocks that have a title: what a table of contents lists."""
        return [block for block in self.blocks if block.title]

    @property
    def quotations(self) -> list[ReadBlock]:
        return [block for block in self.blocks if block.tone == "quote"]


def reading(of: Readable) -> Reading:
    """In the language that is active."""
    return Reading(
        language=of.language,
        blocks=[_block(number, block) for number, block in enumerate(of.content["blocks"], start=1)],
        organisations=of.credits["organisations"],
        people=[(person["name"], _contributions(person["contributions"])) for person in of.credits["people"]],
        trail=_trail(of.trail),
        licence=str(Licence(of.licence).label),
        licence_page=licences.page_of(of.licence),
    )


def citation(publication: Publication) -> str:
    """How one cites it, whichever style one follows afterwards."""
    return _("%(community)s, “%(title)s”, version %(version)s, %(date)s. %(address)s") % {
        "community": publication.community.name,
        "title": publication.title,
        "version": publication.version,
        "date": date_format(timezone.localdate(publication.published_at), "j F Y"),
        "address": settings.TRESSE_URL + publication.get_version_url(),
    }


def _block(number: int, block: dict[str, Any]) -> ReadBlock:
    kind = KINDS.get(block["kind"], KINDS["text"])
    return ReadBlock(
        number=number,
        kind=block["kind"],
        kind_name=str(kind.name),
        symbol=kind.symbol,
        tone=block["tone"],
        title=block["title"],
        body=block["body"],
        signed=block["signed"],
        source=_("From the %(session)s") % {"session": _session(block["source"])} if block["source"] else "",
        borrowed=_borrowed(block),
        link=block["link"],
    )


def _borrowed(block: dict[str, Any]) -> str:
    if not block["borrowed_from"]:
        return ""
    return _("Borrowed from: %(source)s (%(licence)s)") % {
        "source": block["borrowed_from"],
        "licence": block["borrowed_licence"],
    }


def _contributions(keys: list[str]) -> str:
    return ", ".join(str(Contribution(key).label) for key in keys)


def _trail(trail: dict[str, Any]) -> list[str]:
    """What was lived, as sentences: sessions, voices of several organisations, rereading, authorisations."""
    told = [_count_of_organisations(trail["organisations"])]
    told += [capfirst(_session(session)) for session in trail["sessions"]]
    told.append(_rereadings(trail["rereaders"], trail["remarks"]))
    if trail["authorisations"]:
        told.append(
            ngettext(
                "%(count)s quotation, authorised word for word by the person quoted",
                "%(count)s quotations, each authorised word for word by the person quoted",
                trail["authorisations"],
            )
            % {"count": trail["authorisations"]}
        )
    return told


def _count_of_organisations(count: int) -> str:
    return ngettext(
        "Written from the practice of %(count)s organisation",
        "Written from the practice of %(count)s organisations",
        count,
    ) % {"count": count}


def _session(session: dict[str, str]) -> str:
    month = date_format(date.fromisoformat(f"{session['month']}-01"), "F Y")
    if session["title"]:
        return _("session of %(month)s: “%(title)s”") % {"month": month, "title": session["title"]}
    return _("internal session of %(month)s") % {"month": month}


def _rereadings(rereaders: int, remarks: int) -> str:
    reread = ngettext(
        "Reread by %(count)s person who had not written it",
        "Reread by %(count)s people who had not written it",
        rereaders,
    ) % {"count": rereaders}
    if not remarks:
        return reread
    answered = ngettext("%(count)s remark answered", "%(count)s remarks answered", remarks) % {"count": remarks}
    return f"{reread}, {answered}"
