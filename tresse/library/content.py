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
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Attribution, Audience
from tresse.core import clock
from tresse.core.links import Source
from tresse.core.text import exact
from tresse.documents.models import Block, BlockRevision, Document
from tresse.documents.queries import Trace
from tresse.library.models import Discretion
from tresse.memberships.models import Mandate, Membership


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


def snapshot(trace: Trace, people: Sequence[Membership] | None = None) -> Snapshot:
    """What everyone will read, to the letter. `people` are those with a part in it, if they are at hand."""
    document = trace.document
    people = having_a_part(trace) if people is None else people
    return Snapshot(
        title=document.title,
        summary=exact(document.summary),
        language=document.language,
        licence=document.licence,
        content={"blocks": [_block(block, trace) for block in trace.blocks]},
        credits=_credits(trace, people),
        trail=_trail(trace),
    )


def having_a_part(trace: Trace) -> list[Membership]:
    """Whoever wrote in it, co-facilitated its cycle even if their mandate has ended since, or asks not to be named.

    Each says which by `wrote`, `facilitated` and `discreet`. Who brought a block or reread it, the trace says.
    """
    document = trace.document
    written = [block for block in trace.blocks if not block.kind.quotes]
    parts = {
        "wrote": BlockRevision.objects.filter(block__in=written, by=OuterRef("pk")),
        "facilitated": _mandates_during(document).filter(membership=OuterRef("pk")),
        "discreet": Discretion.objects.filter(document=document, membership=OuterRef("pk")),
    }
    members = Membership.objects.filter(community=document.community_id)
    found = members.annotate(**{part: Exists(of) for part, of in parts.items()})
    found = found.filter(Q(wrote=True) | Q(facilitated=True) | Q(discreet=True))
    return list(found.select_related("person", "organisation").order_by("pk"))


def attribution_of(block: Block) -> str:
    """How the person quoted wants to be named before everyone; empty as long as they have not said so."""
    asked = block.asked
    return asked.attribution if asked and asked.covers(block.body, Audience.PUBLIC) else ""


def names_nobody(block: Block) -> bool:
    """A quotation not signed by a name: nothing around it may tell who speaks (S4)."""
    return block.kind.quotes and attribution_of(block) != Attribution.NAMED


def _block(block: Block, trace: Trace) -> dict[str, Any]:
    sources = {source.key: source for source in trace.sources}
    source = None if names_nobody(block) else sources.get(block.source_key)
    return {
        "kind": block.kind_key,
        "tone": block.kind.tone,
        "title": block.title,
        "body": exact(block.body),
        "signed": _signature(block),
        "source": _session(source) if source else None,
        "borrowed_from": block.borrowed_from,
        "borrowed_licence": block.borrowed_licence,
        "link": block.link,
    }


def _signature(block: Block) -> str:
    """The name chosen by the person quoted, and no other; nothing when unsigned."""
    if not block.kind.quotes or attribution_of(block) in ("", Attribution.UNSIGNED):
        return ""
    assert block.asked is not None
    return block.asked.named_as


def _session(source: Source) -> dict[str, str]:
    """A month, and a title only if everybody could read it already."""
    return {"month": f"{source.on:%Y-%m}", "title": source.title if source.public else ""}


def _credits(trace: Trace, people: Sequence[Membership]) -> dict[str, Any]:
    """Organisations, then people by contribution, but for those who ask not to be named (S8).

    What surrounds words nobody signed credits nobody (S4). Who testified by their name said so themselves.
    """
    written = [block for block in trace.blocks if not block.kind.quotes]
    quoted = [block for block in trace.blocks if block.kind.quotes and not names_nobody(block)]
    discreet = {person.pk for person in people if person.discreet}  # type: ignore[attr-defined]
    parts: list[tuple[Contribution, Iterable[Membership]]] = [
        (Contribution.WROTE, (block.brought_by for block in written)),
        (Contribution.WROTE, (person for person in people if person.wrote)),  # type: ignore[attr-defined]
        (Contribution.BROUGHT, (block.brought_by for block in quoted)),
        (Contribution.REREAD, (rereading.by for rereading in trace.rereadings if rereading.by)),
        (Contribution.FACILITATED, (person for person in people if person.facilitated)),  # type: ignore[attr-defined]
    ]
    contributions: dict[Credited, set[Contribution]] = {}
    organisations: set[str] = set()
    for contribution, memberships in parts:
        for membership in memberships:
            if membership.pk in discreet or membership.stays_unsigned:
                continue
            credited = (str(membership), membership.person_id)
            contributions.setdefault(credited, set()).add(contribution)
            if membership.organisation:
                organisations.add(membership.organisation.name)
    unnamed = {person.person_id for person in people if person.discreet}  # type: ignore[attr-defined]
    for guest in (rereading.guest for rereading in trace.rereadings):
        if guest and not guest.discreet and (guest.person_id is None or guest.person_id not in unnamed):
            contributions.setdefault((str(guest), guest.person_id), set()).add(Contribution.REREAD)
    for block in quoted:
        assert block.asked is not None
        witness = (_signature(block), block.asked.person_id)
        contributions.setdefault(witness, set()).add(Contribution.TESTIFIED)
    return {"organisations": sorted(organisations), "people": _by_contribution(contributions)}


def _by_contribution(contributions: dict[Credited, set[Contribution]]) -> list[dict[str, Any]]:
    order = list(Contribution)
    people = [
        {"name": name, "contributions": [str(part) for part in order if part in parts]}
        for (name, _person), parts in contributions.items()
    ]
    return sorted(people, key=lambda person: (str(person["name"]), person["contributions"]))


def _mandates_during(document: Document) -> QuerySet[Mandate]:
    cycle = document.cycle
    until = cycle.ends_on if cycle.ended_at is None else cycle.ended_at.date()
    return (
        Mandate.objects.to_facilitate(cycle.strand)
        .filter(starts_on__lte=min(until, clock.today()), ends_on__gte=cycle.starts_on)
        .filter(Q(ended_on=None) | Q(ended_on__gt=cycle.starts_on))
    )


def _trail(trace: Trace) -> dict[str, Any]:
    sessions = sorted(trace.sources, key=lambda source: (source.on, source.key))
    return {
        "sessions": [_session(source) for source in sessions],
        "organisations": len(trace.sides),
        "rereaders": len(trace.rereadings),
        "remarks": len(trace.remarks) - len(trace.unanswered),
        "authorisations": len(trace.quotations) - len(trace.waiting),
    }
