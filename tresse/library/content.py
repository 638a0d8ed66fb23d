"""What leaves: one plain content, from which the page and the PDF are both made.

    content = {"blocks": [{"kind", "tone", "title", "body", "signed", "source", "borrowed_from",
                           "borrowed_licence", "link"}, …]}
    credits = {"organisations": [name, …], "people": [{"name", "contributions": [key, …]}, …]}
    trail   = {"sessions": [{"month": "2026-03", "title"}, …], "organisations", "rereaders", "remarks",
               "authorisations"}

It holds no id of a person, no address, and no name but those that may be read by everyone. It holds no
translated word either, so that it is the same whoever looks.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Attribution
from tresse.core.links import Source
from tresse.core.text import exact
from tresse.documents.models import Block, Document
from tresse.library.material import Material
from tresse.memberships.models import Membership


class Contribution(models.TextChoices):
    """By what somebody is credited, in this order (P5)."""

    WROTE = "wrote", _("writing")
    BROUGHT = "brought", _("material")
    TESTIFIED = "testified", _("testimony")
    REREAD = "reread", _("rereading")
    FACILITATED = "facilitated", _("co-facilitation")


Credited = tuple[str, int | None]  # a name, and whose it is so that homonyms stay apart; the id goes no further


@dataclass(frozen=True)
class Snapshot:
    """A document as everyone would read it if it left now."""

    title: str
    summary: str
    language: str
    licence: str
    content: dict[str, Any]
    credits: dict[str, Any]
    trail: dict[str, Any]

    @property
    def digest(self) -> str:
        """Two snapshots with the same digest say exactly the same."""
        return sha256(json.dumps(asdict(self), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def snapshot(material: Material) -> Snapshot:
    """What everyone will read, to the letter."""
    document: Document = material.document
    return Snapshot(
        title=document.title,
        summary=exact(document.summary),
        language=document.language,
        licence=document.licence,
        content={"blocks": [_block(block, material) for block in material.blocks]},
        credits=_credits(material),
        trail=_trail(material),
    )


def _block(block: Block, material: Material) -> dict[str, Any]:
    source = None if material.names_nobody(block) else material.source_of(block)
    return {
        "kind": block.kind_key,
        "tone": block.kind.tone,
        "title": block.title,
        "body": exact(block.body),
        "signed": _signature(block, material),
        "source": _session(source) if source else None,
        "borrowed_from": block.borrowed_from,
        "borrowed_licence": block.borrowed_licence,
        "link": block.link,
    }


def _signature(block: Block, material: Material) -> str:
    """The name chosen by the person quoted, and no other; nothing when unsigned."""
    if not block.kind.quotes or material.attribution_of(block) in ("", Attribution.UNSIGNED):
        return ""
    return material.authorisations[block.pk].named_as


def _session(source: Source) -> dict[str, str]:
    """A month, and a title only if everybody could read it already."""
    return {"month": f"{source.on:%Y-%m}", "title": source.title if source.public else ""}


def _credits(material: Material) -> dict[str, Any]:
    """Organisations, then people by contribution. What surrounds words nobody signed credits nobody (S4)."""
    open_blocks = {block.pk: block for block in material.blocks if not material.names_nobody(block)}
    people = material.people
    parts: list[tuple[Contribution, Iterable[Membership]]] = [
        (Contribution.WROTE, (people[change.by] for change in material.changes if change.block in open_blocks)),
        (Contribution.WROTE, (material.bringer_of(b) for b in open_blocks.values() if not b.kind.quotes)),
        (Contribution.BROUGHT, (material.bringer_of(b) for b in open_blocks.values() if b.kind.quotes)),
        (Contribution.REREAD, material.rereaders),
        (Contribution.FACILITATED, material.facilitators),
    ]
    contributions: dict[Credited, set[Contribution]] = {}
    organisations: set[str] = set()
    for contribution, memberships in parts:
        for membership in memberships:
            credited = (str(membership.person), membership.person_id)
            contributions.setdefault(credited, set()).add(contribution)
            if membership.organisation:
                organisations.add(membership.organisation.name)
    for block in open_blocks.values():
        if signed := _signature(block, material):
            witness = (signed, material.authorisations[block.pk].person_id)
            contributions.setdefault(witness, set()).add(Contribution.TESTIFIED)
    return {"organisations": sorted(organisations), "people": _by_contribution(contributions)}


def _by_contribution(contributions: dict[Credited, set[Contribution]]) -> list[dict[str, Any]]:
    order = list(Contribution)
    people = [
        {"name": name, "contributions": [str(part) for part in order if part in parts]}
        for (name, _person), parts in contributions.items()
    ]
    return sorted(people, key=lambda person: (str(person["name"]), person["contributions"]))


def _trail(material: Material) -> dict[str, Any]:
    sessions = sorted(set(material.sources.values()), key=lambda source: (source.on, source.key))
    return {
        "sessions": [_session(source) for source in sessions],
        "organisations": len({material.bringer_of(block).side for block in material.blocks}),
        "rereaders": len(material.rereaders),
        "remarks": sum(1 for remark in material.remarks if remark.at),
        "authorisations": sum(1 for block in material.quotations if material.authorised(block)),
    }
