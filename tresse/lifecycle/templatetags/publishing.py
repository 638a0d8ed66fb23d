from dataclasses import dataclass

from django import template

from tresse.documents.models import Document
from tresse.documents.queries import trace_of
from tresse.library.content import Snapshot, snapshot
from tresse.library.reading import Reading, reading
from tresse.memberships.models import ActByTwo

register = template.Library()


@dataclass(frozen=True)
class Leaving:
    shot: Snapshot
    reading: Reading
    as_asked: bool  # it still says what it said when publication was asked for


@register.simple_tag
def what_leaves(document: Document, act: ActByTwo) -> Leaving:
    """The document as everyone would read it now, beside the act that asks for it."""
    shot = snapshot(trace_of(document))
    return Leaving(shot, reading(shot), act.terms.get("digest") == shot.digest)
