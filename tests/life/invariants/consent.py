"""« renewed only by a consent decision » (E2): what a decision rests on, and that silence is not consent."""

from math import ceil

from tests.life.rows import Row, Rows
from tests.life.standing import decides, held, in_force, is_inside, sides, writes
from tests.life.steps import Step


def e2_a_decision_rests_on_consent(step: Step) -> None:
    """No objection stands, and of those who decide as many have spoken on these very words as the charter says."""
    for proposal in step.became("proposals", "decision_id"):
        assert step.before.proposals[proposal.id].ended_at is None, f"E2: {step}: adopted after it had ended"
        before, after = _missing(step.before, proposal), _missing(step.after, proposal)
        assert not before or not after, f"E2: {step}: adopted without {before or after}"
        decision = step.after.decisions[proposal.decision_id]
        assert decision.outcome == proposal.text, f"E2: {step}: other words than those consented to"


def e2_a_word_is_given_by_whoever_decides(step: Step) -> None:
    """Each decider consents or objects for themselves; in a session it may be noted for them."""
    for table in ("consents", "objections"):
        for said in step.new(table):
            member = step.before.memberships[said.membership_id]
            proposal = step.before.proposals[said.proposal_id]
            assert member in _deciders(step.before, proposal), f"E2: {step}: {member} does not decide"
            assert proposal.step == "consent", f"E2: {step}: before the consent round"
            assert proposal.ended_at is None, f"E2: {step}: after the end"
            noted = said.noted_by_id is not None and proposal.meeting_id is not None
            assert noted or member.person_id == step.person, f"E2: {step}: said by somebody else"


def e2_an_objection_is_settled_by_its_author(step: Step) -> None:
    """Only who objected says that it stands no longer."""
    for key, objection in step.before.objections.items():
        now = step.after.objections[key]
        if objection.state == "standing" and now.state != "standing":
            author = step.before.memberships[objection.membership_id].person_id
            noted = now.settled_noted_by_id and step.before.proposals[objection.proposal_id].meeting_id
            assert author == step.person or noted, f"E2: {step}: settled by somebody else"


def e2_an_effect_happens_once(step: Step) -> None:
    """What a decision changes by itself happens as it is adopted, in the same step, and never again."""
    for cycle in step.became("cycles", "opened_at"):
        if step.kind != "open a cycle":
            adopted = [
                p.terms.get("cycle") for p in step.became("proposals", "decision_id") if p.effect == "cycle.opening"
            ]
            assert adopted == [cycle.id], f"E2: {step}: nothing decided that {cycle} opens"


def e4_the_charter_changes_by_consent(step: Step) -> None:
    """« change entry policy » and every other number: the version in force changes only by a decision of this very step."""
    effects = {p.effect for p in step.became("proposals", "decision_id") if p.community_id == step.community}
    for key, charter in step.before.charters.items():
        if charter.is_draft or charter.adopted_at is None:
            continue
        now = step.after.charters[key]
        if {name for name in charter if charter[name] != now[name]} - {"superseded_at"}:
            assert "charter.parameters" in effects, f"E4: {step}: {now} was changed by nobody's decision"
        if now.superseded_at != charter.superseded_at:
            assert "charter.adopting" in effects, f"E4: {step}: {now} was replaced by nobody's decision"


def _missing(rows: Rows, proposal: Row) -> str:
    deciders = _deciders(rows, proposal)
    standing = [
        objection
        for objection in rows.of("objections", proposal_id=proposal.id, state="standing")
        if is_inside(rows, rows.memberships[objection.membership_id])
    ]
    spoken = [member for member in deciders if _has_spoken(rows, proposal, member)]
    percent = in_force(rows, proposal.community_id).spoken_percent
    if standing:
        return f"lifting {standing}"
    if len(spoken) < max(2, ceil(len(deciders) * percent / 100)):
        return f"enough voices: {len(spoken)} of {len(deciders)}, {percent} %"
    return "" if sides(spoken) >= 2 else "two sides"


def _deciders(rows: Rows, proposal: Row) -> list[Row]:
    members = rows.of("memberships", community_id=proposal.community_id)
    counted = [member for member in members if decides(rows, member) and writes(rows, member)]
    return counted if proposal.deciders == "all" else [member for member in counted if held(rows, member)]


def _has_spoken(rows: Rows, proposal: Row, member: Row) -> bool:
    said = {"proposal_id": proposal.id, "membership_id": member.id}
    lifted = [
        o
        for o in rows.of("objections", **said, settled_version=proposal.version)
        if o.state in ("lifted", "integrated")
    ]
    return bool(rows.of("consents", **said, version=proposal.version) or lifted)
