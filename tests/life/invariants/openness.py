"""« Les nouvelles pratiques et expériences sont les bienvenues »: O1–O6."""

from tests.life.doors import is_open
from tests.life.rows import Row, Rows
from tests.life.standing import decides, is_present, place, side, sides, writes
from tests.life.steps import DAYS_PASS, Step


def nobody_is_treated_otherwise(as_member: str | None, as_non_member: str | None) -> None:
    """O2: « Members and non-members of the network have the same rights inside »: the same person gets the same answer.

    Asked by the machine, which tries the same thing twice: once their organisation is a member, once it is not.
    """
    assert as_member == as_non_member, f"O2: a member of the network: {as_member}; somebody else: {as_non_member}"


def o1_one_asks_with_a_situation(step: Step) -> None:
    """« Joining asks for a situation one meets, never for a CV, a level or a title. »"""
    for request in step.new("requests"):
        assert request.situation.strip(), f"O1: {step}: without a situation"


def o3_a_refusal_takes_two_and_says_why(step: Step) -> None:
    """« A refusal takes two people, a reason and an alternative »."""
    for request in step.became("requests", "answered_at"):
        if request.answer == "refused":
            acts = [act for act in step.became("acts", "confirmed_at") if act.kind == "request.refusing"]
            assert [act.subject_id for act in acts] == [request.id], f"O3: {step}: refused by one person"
            assert request.reason.strip(), f"O3: {step}: without a reason"
            assert request.alternative.strip(), f"O3: {step}: without an alternative"


def o3_no_request_is_left_to_a_few(step: Step) -> None:
    """« a request nobody answered in 14 days is put before all members »: once the clock has run, none is hidden."""
    if step.kind == DAYS_PASS:
        for request in step.after.of("requests", answered_at=None, withdrawn_at=None):
            waited = step.after.now - request.waits_since
            in_otherwise = place(step.after, request.person_id, request.community_id) is not None
            waits = _lives(step.after, request.community_id) and not in_otherwise
            assert not waits or waited.days < 14 or request.before_all_at, f"O3: {step}: {request} waited {waited}"


def o4_newcomers_are_welcomed_by_two(step: Step) -> None:
    """« Every newcomer has a welcome pair », of two organisations wherever two can be found."""
    came_in = {member.id for member in step.became("memberships", "signed_at")}
    for member in step.after.memberships.values():
        looked_at = member.id in came_in or step.kind == DAYS_PASS
        if (
            looked_at
            and member.on_trial
            and is_present(step.after, member)
            and _lives(step.after, member.community_id)
        ):
            _is_welcomed(step, member)


def o4_whoever_comes_later_begins_with_a_trial(step: Step) -> None:
    """Who founds is no newcomer; whoever comes in to a community that has begun is."""
    for member in step.became("memberships", "signed_at"):
        founds = step.before.communities[member.community_id].stage == "idea"
        assert member.on_trial != founds, f"O4: {step}: {member}"


def o5_nobody_comes_in_by_a_closed_door(step: Step) -> None:
    """« Who may come in when follows the phase of the cycle », except by a decision of the community."""
    for invitation in step.new("invitations"):
        assert _may_come_in(step, invitation.community_id), f"O5: {step}: invited while the door is closed"
    for member in step.new("memberships"):
        by_invitation = [i for i in step.became("invitations", "answered_at") if i.membership_id == member.id]
        requests = [r for r in step.became("requests", "answered_at") if r.membership_id == member.id]
        assert by_invitation or requests, f"O5: {step}: {member} came in by no door"
        for request in requests:
            decided = step.after.of(
                "proposals", community_id=member.community_id, effect="member.admitting", ending="adopted"
            )
            by_consent = request.decision_number and any(p.terms["request"] == request.id for p in decided)
            assert by_consent or _may_come_in(step, member.community_id), f"O5: {step}: {member} by a closed door"


def o6_silence_ends_no_membership(step: Step) -> None:
    """« silence moves to the periphery, never out »: days that pass put nobody out, and nobody puts out anybody else."""
    for member in step.became("memberships", "left_at"):
        assert step.kind != DAYS_PASS, f"O6: {step}: {member} was put out by the clock"
        assert member.person_id == step.person, f"O6: {step}: {member} was put out by somebody else"


def _may_come_in(step: Step, community: int) -> bool:
    return step.before.communities[community].stage == "idea" or is_open(step.before, community)


def _lives(rows: Rows, community: int) -> bool:
    return rows.communities[community].stage != "closed"


def _is_welcomed(step: Step, member: Row) -> None:
    rows = step.after
    pair = next(iter(rows.of("pairs", newcomer_id=member.id)), None)
    assert pair is not None, f"O4: {step}: {member} has no welcome pair"
    others = rows.of("memberships", community_id=member.community_id)
    able = [other for other in others if other.id != member.id and decides(rows, other) and writes(rows, other)]
    found = [rows.memberships[pair[place]] for place in ("first_id", "second_id") if pair[place]]
    assert all(welcomer.left_at is None for welcomer in found), f"O4: {step}: {pair} is of somebody who left"
    assert len({side(welcomer) for welcomer in found}) >= min(2, sides(able)), f"O4: {step}: {member} has {found}"
