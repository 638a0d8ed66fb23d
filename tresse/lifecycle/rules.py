"""When a community begins, when a cycle opens, moves on and closes: what the principles ask."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle, Ending, Stage, Strand
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.library.models import Publication
from tresse.memberships.models import Mandate
from tresse.memberships.queries import membership_of
from tresse.memberships.rules import carrying, steering, taking_part
from tresse.principles import engagement


def founding(person: Any) -> Ruling:
    """Anybody with an account may carry an idea of a community; it stays theirs until two have signed (E3)."""
    if person is None or not person.is_authenticated:
        return Ruling(_("Sign in first: a community is founded by people one can write to."))
    return granted


def beginning(person: Any, community: Community) -> Ruling:
    """A community begins when two people of two organisations have signed and co-facilitate (E3)."""
    if community.stage != Stage.IDEA:
        return Ruling(_("This community has already begun."))
    return carrying(person, community) and engagement.founding_gate(community).ruling


def describing(person: Any, community: Community) -> Ruling:
    """What a community says of itself is changed by those who carry the idea, then by a mandate."""
    if community.stage == Stage.IDEA:
        return carrying(person, community)
    return steering(person, community)


def preparing(person: Any, strand: Strand) -> Ruling:
    """Whoever holds a mandate prepares the next cycle of a strand, once the one before has ended."""
    community = strand.community
    if community.stage == Stage.IDEA:
        return Ruling(_("A cycle is prepared once the community has begun."))
    if strand.cycles.open().exists():
        return Ruling(_("A cycle is open in this strand: it ends before another is prepared."))
    return steering(person, community)


def opening(person: Any, cycle: Cycle) -> Ruling:
    """A cycle opens when nothing is missing (E3, P1)."""
    if cycle.opened_at:
        return Ruling(_("This cycle is already open."))
    return first_refusal(steering(person, cycle.community), engagement.opening_gate(cycle).ruling)


def moving_on(person: Any, cycle: Cycle) -> Ruling:
    """Whoever holds a mandate says when a phase is over."""
    if not cycle.is_open:
        return Ruling(_("This cycle is not open."))
    if cycle.strand.objective.after(cycle.phase_key) is None:
        return Ruling(_("This is the last phase: what comes now is publishing, then closing."))
    return steering(person, cycle.community)


def closing_cycle(person: Any, cycle: Cycle, ending: str, reason: str) -> Ruling:
    """A cycle ends accomplished only with a publication; otherwise it says why (P2)."""
    if not cycle.is_open:
        return Ruling(_("This cycle is not open."))
    if ending not in Ending.values:
        return Ruling(_("A cycle ends accomplished, accomplished internally, or without a document."))
    published = Publication.objects.current().filter(cycle=cycle).exists()
    if ending == Ending.ACCOMPLISHED and not published:
        return Ruling(
            _("A cycle is accomplished when its document is published. Publish it first, or say why there is none.")
        )
    if ending == Ending.ACCOMPLISHED_INTERNALLY and not cycle.documents.exists():
        return Ruling(_("Accomplished internally means a document exists and stays inside. There is none here."))
    if ending != Ending.ACCOMPLISHED and not reason.strip():
        return Ruling(_("Say why in a few sentences: they will be read on the public page."))
    return steering(person, cycle.community)


def closing_community(person: Any, community: Community) -> Ruling:
    """A community closes when none of its cycles is open. An idea is left: closing would show everybody what was written."""
    if community.stage == Stage.IDEA:
        return Ruling(_("This is still an idea, which nobody outside knows of: those who carry it may leave it."))
    if community.strands.filter(cycles__opened_at__isnull=False, cycles__ended_at=None).exists():
        return Ruling(
            _("A cycle is still open: close it first, with its document or with the reason why there is none.")
        )
    return first_refusal(taking_part(person, community), steering(person, community))


def reading_circles(person: Any, cycle: Cycle) -> Ruling:
    """Who is near and who is further off is read by those who co-facilitate this strand, to know whom to call (O6)."""
    membership = membership_of(person, cycle.community)
    if membership and Mandate.objects.live().to_facilitate(cycle.strand).filter(membership=membership).exists():
        return granted
    return Ruling(
        _("Only those who co-facilitate this strand at present read this. You find your own place on your page.")
    )
