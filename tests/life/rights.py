"""Who may do what, at most, as docs/invariants.md says it: for each kind of step, a question over the rows (E1).

When somebody does what the question says no to, a power came from somewhere else. It may say yes and the product no,
for a reason of another order (a date, a text): then nothing is lost.
"""

from collections.abc import Callable
from typing import Any

from tests.life.rows import Row, Rows
from tests.life.standing import (
    REGISTER,
    decides,
    facilitators,
    held,
    holds,
    inside,
    place,
    side,
    sides,
    steers,
    takes_part,
    writes,
)

Right = Callable[[Rows, int, int, dict[str, Any]], bool]
BY_ANY_MEMBER = {
    "mandate.giving",
    "mandate.interim",
}  # the other weighty acts are asked for by whoever holds a mandate


def may(kind: str, rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return RIGHTS[kind](rows, person, community, about)


def _carries_the_idea(rows: Rows, person: int, community: int) -> bool:
    return rows.communities[community].stage == "idea" and place(rows, person, community) is not None


def _invites(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return takes_part(rows, person, community) or _carries_the_idea(rows, person, community)


def _is_invited(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    invitation = rows.invitations[about["invitation"]]
    fresh = (rows.now - invitation.invited_at).days < 30
    waits = invitation.answered_at is None and invitation.withdrawn_at is None and fresh
    return (
        waits and rows.communities[community].stage != "closed" and invitation.email == about["addresses"][person]
    )


def _signs(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return place(rows, person, community) is not None and rows.communities[community].stage != "closed"


def _founds(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return _carries_the_idea(rows, person, community) and takes_part(rows, person, community)


def _takes_part(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return takes_part(rows, person, community)


def _steers(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return steers(rows, person, community)


def _convenes(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    """Whoever steers; and anybody who takes part where hands are missing, so that nothing is locked (E3)."""
    missing = any(
        sides(facilitators(rows, community, strand.id, interim=False)) < 2
        for strand in rows.of("strands", community_id=community)
    )
    return steers(rows, person, community) or (missing and takes_part(rows, person, community))


def _keeps_the_register(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return holds(rows, person, community, REGISTER)


def _asks(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    right = takes_part if about["act_kind"] in BY_ANY_MEMBER else steers
    return right(rows, person, community)


def _confirms(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    """A member past the trial, of another side than who asked, who still may ask; within the days (E4)."""
    act, second = rows.acts[about["asked"]], place(rows, person, community)
    first = rows.memberships[act.asked_by_id]
    waits = act.confirmed_at is None and act.declined_at is None and rows.now < act.lapses_at
    if second is None or not waits or not decides(rows, second) or not writes(rows, second):
        return False
    still = writes(rows, first) and (
        act.kind in BY_ANY_MEMBER or bool(held(rows, first, {"co_facilitation", "co_steering"}))
    )
    moved = any(member.moved_at and member.moved_at > act.asked_at for member in (first, second))
    return still and not moved and side(first) != side(second)


def _holds_it(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return rows.memberships[rows.mandates[about["mandate"]].membership_id].person_id == person


def _proposes(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    member = place(rows, person, community)
    return member is not None and decides(rows, member) and writes(rows, member)


def _carries_the_proposal(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    """Whoever proposed it, or took it up."""
    proposal, member = rows.proposals[about["proposal"]], place(rows, person, community)
    carriers = (proposal.proposed_by_id, proposal.taken_up_by_id)
    return takes_part(rows, person, community) and member is not None and member.id in carriers


def _facilitates_the_proposal(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    proposal, member = rows.proposals[about["proposal"]], place(rows, person, community)
    facilitator = proposal.taken_up_by_id or proposal.proposed_by_id
    return takes_part(rows, person, community) and member is not None and member.id == facilitator


def _made_the_proposal(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    proposal, member = rows.proposals[about["proposal"]], place(rows, person, community)
    return takes_part(rows, person, community) and member is not None and member.id == proposal.proposed_by_id


def _objected_or_facilitates(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    objection, member = rows.objections[about["objection"]], place(rows, person, community)
    about = {"proposal": objection.proposal_id}
    if member is not None and member.id == objection.membership_id:
        return takes_part(rows, person, community)
    in_session = rows.proposals[objection.proposal_id].meeting_id is not None
    return in_session and _facilitates_the_proposal(rows, person, community, about)


def _is_there(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    """Inside, pausing or not: answering is how one comes back."""
    member = place(rows, person, community)
    return member is not None and writes(rows, Row(member | {"paused_at": None}))


def _is_outside(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    """Whoever has no place there asks; asking again gives the request that waits."""
    return rows.communities[community].stage not in ("idea", "closed") and place(rows, person, community) is None


def _answers(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    """Whoever holds the welcome, or co-facilitates where nobody does; any full member once it is before all (O3)."""
    request, member = rows.requests[about["request"]], place(rows, person, community)
    if member is None or not writes(rows, member) or request.answered_at or request.withdrawn_at:
        return False
    if request.before_all_at and not member.on_trial:
        return True
    here = [mandate for other in inside(rows, community) for mandate in held(rows, other)]
    functions = {mandate.function for mandate in here} & {"welcome", "co_facilitation"}
    if not functions:
        return not member.on_trial
    wanted = "welcome" if "welcome" in functions else "co_facilitation"
    return bool(held(rows, member, {wanted}))


def _has_a_place(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return place(rows, person, community) is not None


def _asked(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    return rows.requests[about["request"]].person_id == person


def _is_of_the_pair(rows: Rows, person: int, community: int, about: dict[str, Any]) -> bool:
    pair, member = rows.pairs[about["pair"]], place(rows, person, community)
    three = (pair.newcomer_id, pair.first_id, pair.second_id)
    return member is not None and writes(rows, member) and member.id in three


RIGHTS: dict[str, Right] = {
    "invite": _invites,
    "accept an invitation": _is_invited,
    "sign the charter": _signs,
    "take a founding mandate": _founds,
    "begin the community": lambda rows, person, community, about: _carries_the_idea(rows, person, community),
    "end a mandate": _holds_it,
    "write a handover": _holds_it,
    "acknowledge a handover": _holds_it,
    "call for hands": _takes_part,
    "raise a hand": _takes_part,
    "close a call": _takes_part,
    "ask for an act": _asks,
    "confirm an act": _confirms,
    "decline an act": _takes_part,
    "prepare a cycle": _steers,
    "open a cycle": _steers,
    "move a cycle on": _steers,
    "say one's part": _is_there,
    "convene a session": _convenes,
    "note who came": _takes_part,
    "write minutes": _takes_part,
    "record a decision": _keeps_the_register,
    "propose": _proposes,
    "move a proposal on": _facilitates_the_proposal,
    "take a proposal up": _proposes,
    "write a proposal anew": _carries_the_proposal,
    "consent": _proposes,
    "note a consent": _facilitates_the_proposal,
    "object": _proposes,
    "settle an objection": _objected_or_facilitates,
    "adopt": _proposes,
    "take a proposal back": _made_the_proposal,
    "begin a new charter": _takes_part,
    "write the new charter": _takes_part,
    "set the new charter aside": _takes_part,
    "ask to come in": _is_outside,
    "welcome a request": _answers,
    "put a request off": _answers,
    "ask to refuse": _answers,
    "put a request before all": _answers,
    "take a request back": _asked,
    "say a word of welcome": _is_of_the_pair,
    "pause": _has_a_place,
    "come back": _has_a_place,
    "leave": _has_a_place,
    "move": _has_a_place,
}
