"""Who calls for hands, raises one, hands a mandate on, and holds its place meanwhile (E2, E3)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage, Strand
from tresse.core import clock
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.memberships.mandate_queries import (
    facilitates_at_present,
    held_already,
    interim_since_the_last_decision,
    wheres_without_hands,
)
from tresse.memberships.models import Call, Function, Mandate, Membership
from tresse.memberships.queries import holds_mandate, live_mandates, membership_of
from tresse.memberships.rules import STEERING, taking_part

SHORTEST_MONTHS, LONGEST_MONTHS = 3, 24


def receiving_mandate(membership: Membership, function: str, strand: Strand | None, months: int) -> Ruling:
    """A mandate is dated: three to twenty-four months; one renews it in its last three months, once (E2)."""
    if not membership.is_present:
        return Ruling(_("A mandate is held by somebody inside, who is not pausing."))
    if not SHORTEST_MONTHS <= months <= LONGEST_MONTHS:
        return Ruling(_("A mandate lasts between three and twenty-four months."))
    mine = held_already(membership, function, strand)
    return granted if mine is None or mine.is_interim else _renewing(mine)


def _renewing(mandate: Mandate) -> Ruling:
    if mandate.is_to_come:
        return Ruling(_("This mandate has already been renewed."))
    if not mandate.is_renewable:
        return Ruling(_("This person holds this mandate. It can be renewed in its last three months."))
    return granted


def handing_over(person: Any, mandate: Mandate) -> Ruling:
    """The note is written by whoever holds the mandate, until thirty days after its end (E2)."""
    if person is None or mandate.membership.person_id != person.pk:
        return Ruling(_("The note is written by whoever holds the mandate."))
    if mandate.is_to_come:
        return Ruling(_("This mandate has not begun: there is nothing to hand over yet."))
    if clock.today() > mandate.note_until:
        return Ruling(_("This mandate ended more than thirty days ago: its note no longer changes."))
    return taking_part(person, mandate.membership.community)


def acknowledging(person: Any, mandate: Mandate) -> Ruling:
    """Whoever takes a mandate up says once that they have read the note of the one before them (E2)."""
    if person is None or mandate.membership.person_id != person.pk:
        return Ruling(_("This note is for whoever takes the mandate up."))
    if mandate.follows is None or not mandate.follows.handover:
        return Ruling(_("No note was left for this mandate yet."))
    if mandate.acknowledged_at:
        return Ruling(_("You have already said that you read it."))
    return taking_part(person, mandate.membership.community)


def calling_for_hands(person: Any, community: Community, function: str, strand: Strand | None) -> Ruling:
    """Whoever holds the mandate calls for hands, or steers; anybody, when too few co-facilitate (E3)."""
    may_take_part = taking_part(person, community)
    membership = membership_of(person, community)
    if not may_take_part or membership is None:
        return may_take_part
    held: set[tuple[str, int | None]] = set(live_mandates(membership).values_list("function", "strand_id"))
    return calling(held, wheres_without_hands(community), function, strand)


def calling(
    held: set[tuple[str, int | None]], missing: list[Strand | None], function: str, strand: Strand | None
) -> Ruling:
    """The same, knowing what somebody holds, as (function, strand), and where co-facilitation lacks hands."""
    holds_it = (function, strand.pk if strand else None) in held
    steers = any(held_function in STEERING for held_function, _strand in held)
    lacks = function == Function.CO_FACILITATION and (strand in missing or bool(missing and strand is None))
    if holds_it or steers or lacks:
        return granted
    return Ruling(
        _(
            "Hands are called for by whoever holds this mandate, or steers. You can propose yourself or a peer at any time."
        )
    )


def answering_call(person: Any, call: Call) -> Ruling:
    """Whoever takes part answers a call that is open."""
    if not call.is_open:
        return Ruling(_("This call is closed: the mandate was given, or is no longer looked for."))
    return taking_part(person, call.community)


def raising_hand(person: Any, call: Call) -> Ruling:
    """Anybody who takes part may raise a hand; giving the mandate stays a decision of the community (E1)."""
    return answering_call(person, call)


def closing_call(person: Any, call: Call) -> Ruling:
    """Whoever opened a call closes it, or whoever steers; not while too few co-facilitate (E3)."""
    may_answer = answering_call(person, call)
    membership = membership_of(person, call.community)
    if not may_answer or membership is None:
        return may_answer
    if call.function == Function.CO_FACILITATION and wheres_without_hands(call.community):
        return Ruling(_("Fewer than two people of two organisations co-facilitate: this call stays open."))
    if call.opened_by_id == membership.pk or holds_mandate(membership, *STEERING):
        return granted
    return Ruling(_("A call is closed by whoever opened it, or by somebody who steers."))


def taking_interim(person: Any, community: Community) -> Ruling:
    """When nobody co-facilitates any more, two full members hold the place for sixty days, once until a decision (E3)."""
    if community.stage == Stage.IDEA:
        return Ruling(_("The community has not begun yet: its founders take its co-facilitation."))
    may_take_part = taking_part(person, community)
    membership = membership_of(person, community)
    if not may_take_part or membership is None:
        return may_take_part
    return first_refusal(_nobody_co_facilitates(community), _free_for_interim(membership))


def _nobody_co_facilitates(community: Community) -> Ruling:
    if facilitates_at_present(community):
        return Ruling(_("Somebody co-facilitates this community: an interim is for when nobody does any more."))
    return granted


def _free_for_interim(membership: Membership) -> Ruling:
    if membership.on_trial:
        return Ruling(_("Taking an interim comes after the two sessions of trial."))
    if interim_since_the_last_decision(membership):
        return Ruling(
            _(
                "You have already held an interim mandate: now it takes a decision. Propose yourself or a peer for the"
                " mandate, anybody may; or let two others take the interim."
            )
        )
    return granted
