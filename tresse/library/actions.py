"""What leaves the working space, and what is taken back. Both are acts by two (E4)."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from tresse.core import clock, indexing, journal
from tresse.core.ids import short_id
from tresse.documents.models import Document
from tresse.documents.queries import trace_of
from tresse.guests.actions import end_links_to
from tresse.library import rules
from tresse.library.content import snapshot
from tresse.library.models import Discretion, Publication
from tresse.memberships.models import ActByTwo
from tresse.memberships.queries import membership_of


@transaction.atomic
def publish(document: Document, *, act: ActByTwo) -> Publication:
    """Set the document down as it is now, at an address that will not change (P4).

    Called by the confirmation of the act, which holds the community and has just asked the gate again.
    """
    shot = snapshot(trace_of(document))
    rules.publishing_as_shown(shot, act.terms).require()
    before = document.publications.order_by("-version").first()
    now = clock.now()
    replaced = list(document.publications.filter(replaced_at=None).values_list("pk", flat=True))
    document.publications.filter(pk__in=replaced).update(replaced_at=now)
    end_links_to(document)
    publication = Publication.objects.create(
        address=before.address if before else short_id(),
        version=before.version + 1 if before else 1,
        document=document,
        community_id=document.community_id,
        cycle_id=document.cycle_id,
        objective_key=document.cycle.strand.objective_key,
        title=shot.title,
        summary=shot.summary,
        language=shot.language,
        licence=shot.licence,
        content=shot.content,
        kinds=f" {' '.join(sorted({block['kind'] for block in shot.content['blocks']}))} ",
        credits=shot.credits,
        trail=shot.trail,
        digest=shot.digest,
        published_at=now,
        act=act,
    )
    indexing.changed_ids("library.Publication", [*replaced, publication.pk])
    _tell("document.published", publication, act, version=publication.version)
    return publication


@transaction.atomic
def withdraw(publication: Publication, terms: dict[str, Any], act: ActByTwo) -> None:
    """Take it back, all its versions; at its address a notice says so, and why (P4)."""
    rules.withdrawing(act.asked_by.person, publication, terms).require()
    versions = Publication.objects.filter(document=publication.document_id, withdrawn_at=None)
    withdrawn = list(versions.values_list("pk", flat=True))
    versions.update(withdrawn_at=clock.now(), withdrawn_because=terms["because"].strip())
    indexing.changed_ids("library.Publication", withdrawn)
    _tell("publication.withdrawn", publication, act, because=terms["because"].strip())


@transaction.atomic
def be_named(document: Document, *, by: Any, named: bool) -> None:
    """Say whether one's own name may stand in the credits; one is named unless one says otherwise."""
    rules.being_named(by, document).require()
    membership = membership_of(by, document.community)
    if named:
        Discretion.objects.filter(document=document, membership=membership).delete()
    else:
        Discretion.objects.get_or_create(document=document, membership=membership)


def keep_pdf(publication: Publication, pdf: bytes) -> None:
    """Keep the PDF beside the publication. Making it again would give the same bytes."""
    name = f"{publication.address}-v{publication.version}.pdf"
    publication.pdf.save(name, ContentFile(pdf), save=False)
    publication.pdf_size = len(pdf)
    publication.save(update_fields=["pdf", "pdf_size"])


def _tell(kind: str, publication: Publication, act: ActByTwo, **facts: Any) -> None:
    assert act.confirmed_by is not None
    journal.record(
        kind,
        stream=publication.community.stream,
        subject=publication,
        by=act.confirmed_by.person,
        asked_by_person=act.asked_by.person_id,
        title=publication.title,
        address=publication.address,
        **facts,
    )
