"""The PDF of a publication, set by typst from the same content as its page.

What people wrote never becomes markup: it reaches `typst/publication.typ` as data, and a text stays a text.
"""

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tresse.core import clock
from tresse.core.dates import date_format
from tresse.core.inclusive import set_apart_by
from tresse.core.prose import Node, readable, to_tree
from tresse.core.typography import typography
from tresse.library.lives import life_of, up_to
from tresse.library.models import Publication
from tresse.library.reading import ReadBlock, Reading, citation, reading
from tresse.networks.queries import current_network
from tresse.ui.braid import Axis, in_words, on_paper

COMPILE = Path(__file__).parent / "typst" / "compile.py"
PUBLICATION = COMPILE.parent / "publication.typ"
LONGEST_WAIT = 120  # seconds: two million characters take ten
BRAID_WIDTH = 460  # units of the drawing, which takes the width of the text
SHORTEST_LIFE = timedelta(days=60)  # so that a young braid does not fill the page
LONG_WORD = re.compile(r"[^\s/-]{40,}")  # lines end by themselves at / and -
ZERO_WIDTH_SPACE = "\u200b"
LONGEST_ADDRESS = 2000


class NotTypeset(RuntimeError):
    """Typst could not set a publication, and says why."""


def pdf_of(publication: Publication) -> bytes:
    """The publication as a PDF, tagged for screen readers, in its own language; the same bytes each time."""
    network = current_network()
    forms = set_apart_by(lambda: network.separator if network else None)
    with translation.override(publication.language), clock.at(publication.published_at), forms:
        data = data_of(publication)
    return compiled(data, publication.published_at)


def compiled(data: dict[str, Any], moment: datetime, template: Path = PUBLICATION) -> bytes:
    """Set it, in a process of its own."""
    content = json.dumps(data, ensure_ascii=False)
    asked = {"template": str(template), "content": content, "timestamp": int(moment.timestamp())}
    done = subprocess.run(
        [sys.executable, "-I", str(COMPILE)],
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=LONGEST_WAIT,
        check=False,
    )
    if done.returncode:
        raise NotTypeset(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


def data_of(publication: Publication) -> dict[str, Any]:
    """Everything the template sets, in the language that is active."""
    read = reading(publication)
    language = publication.language
    day = timezone.localdate(publication.published_at)
    network = current_network()
    return {
        "language": language,
        "title": line(publication.title, language),
        "summary": _prose(publication.summary, language),
        "community": line(publication.community.name, language),
        "network": line(network.name, language) if network else "",
        "question": line(publication.cycle.question, language),
        "objective": publication.objective_key,
        "objective_name": str(publication.cycle.strand.objective.name),
        "version": _("Version %(version)s, %(date)s")
        % {"version": publication.version, "date": date_format(day, "j F Y")},
        "date": [day.year, day.month, day.day],
        "braid": _braid(publication),
        "blocks": [_block(block, language) for block in read.blocks],
        "credits": _credits(read),
        "trail": [line(sentence, language) for sentence in read.trail],
        "licence": read.licence,
        "licence_page": read.licence_page,
        "citation": line(citation(publication), language),
        "words": _words(),
    }


def _block(block: ReadBlock, language: str) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "kind_name": block.kind_name,
        "symbol": block.symbol,
        "tone": block.tone,
        "title": line(block.title, language),
        "body": _prose(block.body, language),
        "signed": line(block.signed, language) or (_("Unsigned") if block.is_unsigned else ""),
        "notes": [line(note, language) for note in (block.source, block.borrowed) if note],
        "link": _address(block.link),
        "shown_link": _breakable(readable(block.link)),
    }


def _credits(read: Reading) -> dict[str, Any]:
    return {"organisations": read.organisations, "people": [list(person) for person in read.people]}


def _braid(publication: Publication) -> dict[str, str]:
    """The life of the community that led to it, as everybody may see it, with the same in words."""
    life = up_to(timezone.localdate(publication.published_at), life_of(publication.community, None))
    axis = Axis(life.begins, max(life.until, life.begins + SHORTEST_LIFE))
    return {"drawing": on_paper(life, axis=axis, width=BRAID_WIDTH), "words": in_words(life)}


def _words() -> dict[str, str]:
    """The few words of the book itself."""
    return {
        "question": _("The question"),
        "contents": _("Contents"),
        "credits": _("Who made it"),
        "organisations": _("Organisations"),
        "people": _("People, by what they brought"),
        "trail": _("The thread of the exchange"),
        "licence": _("Licence"),
        "citing": _("To cite it"),
    }


def line(text: str, language: str) -> str:
    return _breakable(typography(readable(text), language))


def _prose(text: str, language: str) -> list[Node]:
    """The tree of a text, made fit for paper."""
    tree: list[Node] = _fit(to_tree(text, language))
    return tree


def _fit(node: Any) -> Any:
    """On paper a line has an end, and a link a length."""
    match node:
        case str():
            return _breakable(node)
        case list():
            return [_fit(child) for child in node]
        case {"kind": "link", "to": str(to)}:
            return {"kind": "link", "to": _address(to), "inside": _fit(node["inside"])}
        case {"kind": "code"}:
            return {**node, "text": _breakable(node["text"])}
        case {"kind": _}:
            return {key: value if key == "kind" else _fit(value) for key, value in node.items()}
        case _:
            return node


def _breakable(text: str) -> str:
    """A word longer than a line may be cut anywhere."""
    return LONG_WORD.sub(lambda word: ZERO_WIDTH_SPACE.join(word.group()), text)


def _address(to: str) -> str:
    """An address a PDF can hold."""
    return to if len(to) <= LONGEST_ADDRESS else ""
