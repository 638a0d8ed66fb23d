"""From a document that passed the gate to a publication, and back: both take two people (E4)."""

from typing import Any

from django.db import transaction

from tresse.documents.models import Document
from tresse.documents.queries import trace_of
from tresse.library import actions
from tresse.library.content import snapshot
from tresse.library.models import Publication
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo


@transaction.atomic
def ask_to_publish(document: Document, *, by: Any) -> ActByTwo:
    """Ask that the document leave, exactly as it is now; somebody of another organisation confirms it."""
    terms = {"digest": snapshot(trace_of(document)).digest}
    return acts.ask("document.publishing", document, document.community, by=by, terms=terms)


def publish(document: Document, terms: dict[str, Any], act: ActByTwo) -> None:
    """It leaves. The confirmation has just asked the gate again, in this very transaction."""
    actions.publish(document, act=act)


@transaction.atomic
def ask_to_withdraw(publication: Publication, *, by: Any, because: str) -> ActByTwo:
    """Ask that what was published be taken back, for a reason everyone will read."""
    return acts.ask(
        "publication.withdrawing", publication, publication.community, by=by, terms={"because": because}
    )
