"""Who may bring a reference, note something beside it, show it further, put it away."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.core.rulings import Ruling
from tresse.memberships import rules as memberships
from tresse.memberships.queries import membership_of
from tresse.resources.models import Note, Reference


def bringing(person: Any, community: Community) -> Ruling:
    """Whoever takes part brings references, one by one or by a file."""
    return memberships.taking_part(person, community)


def changing(person: Any, reference: Reference) -> Ruling:
    """What a reference says of itself is everybody's to mend."""
    return memberships.taking_part(person, reference.community)


def noting(person: Any, reference: Reference) -> Ruling:
    """Whoever takes part says a word about it, and may change their own."""
    return memberships.taking_part(person, reference.community)


def showing(person: Any, reference: Reference) -> Ruling:
    """Whoever takes part shows it further, or to fewer: it is nobody's words; the notes stay inside (S2)."""
    return memberships.taking_part(person, reference.community)


def removing(person: Any, reference: Reference) -> Ruling:
    """Whoever brought it puts it away as long as nobody else has noted anything; otherwise, whoever steers."""
    membership = membership_of(person, reference.community)
    own = membership is not None and membership.pk == reference.brought_by_id
    if own and not Note.objects.filter(reference=reference).exclude(membership=membership).exists():
        return memberships.taking_part(person, reference.community)
    steering = memberships.steering(person, reference.community)
    if steering or not memberships.taking_part(person, reference.community):
        return steering
    return Ruling(_("Others have noted something here, or somebody else brought it: ask whoever co-facilitates."))


@dataclass(frozen=True)
class Rulings:
    """All that one person may do with one reference, for its page."""

    inside: bool
    taking_part: Ruling
    removing: Ruling


def rulings(person: Any, reference: Reference) -> Rulings:
    """The answers of the rules above, together."""
    inside = membership_of(person, reference.community) is not None
    if not inside:
        outside = memberships.taking_part(person, reference.community)
        return Rulings(False, outside, outside)
    return Rulings(inside, changing(person, reference), removing(person, reference))
