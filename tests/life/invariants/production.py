"""« Toutes les communautés de pratiques doivent aboutir »: what a random life can see of P1 and P2."""

from tests.life.steps import Step


def p2_no_cycle_ends_in_silence(step: Step) -> None:
    """« It ends accomplished only with a document that passed the gate », otherwise it says why; and before its community."""
    for cycle in step.became("cycles", "ended_at"):
        assert step.before.cycles[cycle.id].opened_at, f"P2: {step}: {cycle} had not begun"
        published = step.after.of("publications", cycle_id=cycle.id)
        assert published if cycle.ending == "accomplished" else cycle.ending_reason.strip(), f"P2: {step}: {cycle}"
        written = step.after.of("documents", cycle_id=cycle.id)
        assert written or cycle.ending == "without_document", f"P2: {step}: accomplished without any document"
    for community in step.became("communities", "closed_on"):
        strands = {strand.id for strand in step.after.of("strands", community_id=community.id)}
        going_on = [c for c in step.after.of("cycles", ended_at=None) if c.strand_id in strands and c.opened_at]
        assert not going_on, f"P2: {step}: the community closed on an open cycle"
