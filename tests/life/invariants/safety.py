"""« Un espace sécurisant »: who is inside has signed, who has not signed in time does not write (S7)."""

from datetime import timedelta

from tests.life.standing import in_force, is_inside
from tests.life.steps import Step


def s7_nobody_is_inside_unsigned(step: Step) -> None:
    """« Nobody is inside without having signed the charter in force »: who counts as inside has signed it themselves."""
    for member in step.became("memberships", "signed_at"):
        assert is_inside(step.after, member), f"S7: {step}: {member} is inside without a signature"
        assert member.person_id == step.person, f"S7: {step}: somebody signed for {member}"
    for signature in step.new("signatures"):
        charter = step.before.charters[signature.charter_id]
        assert charter.id == in_force(step.before, charter.community_id).id, f"S7: {step}: not the version in force"
        assert step.before.memberships[signature.membership_id].community_id == charter.community_id, f"S7: {step}"


def s7_a_new_charter_is_signed_in_its_time(step: Step) -> None:
    """Whoever was inside signs the new version within its days; only their own signature ends the delay, nothing longer."""
    adopted = {
        charter.community_id: charter for charter in step.became("charters", "adopted_at") if charter.version > 1
    }
    for key, member in step.after.memberships.items():
        before = step.before.memberships.get(key)
        if before is None or member.sign_again_by == before.sign_again_by:
            late = member.community_id in adopted and before is not None and is_inside(step.before, before)
            assert not late or member.sign_again_by, f"S7: {step}: {member} never has to sign"
            continue
        if member.sign_again_by is None:
            assert in_force(step.after, member.community_id).id in [
                signature.charter_id for signature in step.new("signatures") if signature.membership_id == key
            ], f"S7: {step}: {member} need not sign any more"
            continue
        charter = adopted[member.community_id]
        delay = charter.adopted_at + timedelta(days=charter.sign_again_days)
        assert member.sign_again_by == delay, f"S7: {step}: {member} has another delay than {delay}"
        assert before.sign_again_by is None, f"S7: {step}: {member} was given more time"
