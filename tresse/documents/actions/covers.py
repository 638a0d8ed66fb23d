"""A document is begun, named, and shown to fewer or to more people."""

from typing import Any

from django.db import transaction

from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.core import clock, indexing, journal
from tresse.documents import queries, rules
from tresse.documents.actions.holding import held, record
from tresse.documents.models import Document
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo
from tresse.memberships.queries import place_of


@transaction.atomic
def begin_document(cycle: Cycle, *, title: str, by: Any, summary: str = "", language: str = "") -> Document:
    """Begin a document in a cycle. The same title begun twice in a cycle by the same person is one document."""
    rules.beginning(by, cycle).require()
    community = Community.objects.held().get(pk=cycle.community.pk)
    writer = place_of(by, community)
    document, is_new = Document.objects.get_or_create(
        cycle=cycle,
        title=title,
        begun_by=writer,
        defaults={
            "community": community,
            "summary": summary,
            "language": language or community.language,
            "audience": charter_in_force(community).default_audience,
            "begun_at": clock.now(),
        },
    )
    if is_new:
        indexing.changed(document)
        record("document.begun", document, document, by)
    return document


@transaction.atomic
def change_document(
    document: Document, *, by: Any, title: str, summary: str, licence: str, language: str
) -> Document:
    """Change what stands on its cover."""
    document = held(document)
    rules.writing(by, document).require()
    document.title, document.summary, document.licence, document.language = title, summary, licence, language
    document.save(update_fields=["title", "summary", "licence", "language"])
    indexing.changed(document, *document.blocks.kept())
    return document


@transaction.atomic
def change_audience(document: Document, *, audience: str, by: Any) -> ActByTwo | None:
    """Show it to fewer people at once; to more, once everybody quoted said yes, by two if several speak (S2, E4).

    Gives the act that waits for its second person, if it takes one.
    """
    document = held(document)
    terms = {"audience": audience}
    if Audience(audience).width <= document.get_audience().width:
        rules.narrowing(by, document).require()
    else:
        rules.widening(by, document, terms).require()
        if queries.several_people_speak(document, by):
            return acts.ask("document.widening", document, document.community, by=by, terms=terms)
    _show_to(document, audience, by)
    return None


def widen(document: Document, terms: dict[str, Any], act: ActByTwo) -> None:
    """What two people decided: the document is shown to more people (config/weighty_acts.py)."""
    assert act.confirmed_by is not None
    _show_to(held(document), terms["audience"], act.confirmed_by.person)


def _show_to(document: Document, audience: str, by: Any) -> None:
    if document.audience == audience:
        return
    document.audience = audience
    document.save(update_fields=["audience"])
    indexing.changed(document, *document.blocks.kept())
    record(
        "document.audience_changed", document, document, by, audience_word=journal.word(Audience(audience).label)
    )
