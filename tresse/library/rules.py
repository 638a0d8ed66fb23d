"""What may become of something that was published."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.core.rulings import Ruling, granted
from tresse.documents.models import Document
from tresse.library.content import Snapshot
from tresse.library.models import Publication
from tresse.memberships.queries import membership_of
from tresse.memberships.rules import taking_part


def publishing_as_shown(shot: Snapshot, terms: dict[str, Any]) -> Ruling:
    """What leaves is what both people read, to the letter (E4)."""
    if terms.get("digest") != shot.digest:
        return Ruling(_("The document has changed since: take the request back, read it again, then ask anew."))
    return granted


def withdrawing(person: Any, publication: Publication, terms: dict[str, Any]) -> Ruling:
    """What was published is withdrawn with a reason that everyone can read (P4)."""
    if publication.withdrawn_at:
        return Ruling(_("This publication has already been withdrawn."))
    if not str(terms.get("because", "")).strip():
        return Ruling(_("Say why in a sentence: it stays at this address, for those who come looking for it."))
    return granted


def being_named(person: Any, document: Document) -> Ruling:
    """Whoever is inside, pausing or not, says whether their own name stands in the credits (S8)."""
    return granted if membership_of(person, document.community) else taking_part(person, document.community)
