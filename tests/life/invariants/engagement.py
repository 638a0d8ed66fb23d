"""« Les CP s'organisent autour de responsabilités partagées »: E1–E5."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from tests.life.rights import may
from tests.life.standing import facilitators, in_force, is_inside, side, sides
from tests.life.steps import DAYS_PASS, Step


def e1_no_power_but_a_mandate_or_a_membership(step: Step) -> None:
    """« No power over a community comes from anywhere but a live mandate or a membership: there is no owner, no admin. »"""
    if step.person is not None:
        assert may(step.kind, step.before, step.person, step.community, step.about), f"E1: {step}"


def e1_nothing_happens_next_door(step: Step) -> None:
    """What is done in a community changes no other."""
    for table in ("memberships", "mandates", "charters", "cycles"):
        for key, row in step.after.tables[table].items():
            if key in step.before.tables[table] and row != step.before.tables[table][key]:
                assert _community(step, table, row) == step.community or step.kind == DAYS_PASS, (
                    f"E1: {step}: {row}"
                )


def e2_a_mandate_ends(step: Step) -> None:
    """« A mandate ends (12 months by default, 24 at most) »; an interim one after sixty days (E3)."""
    for mandate in step.after.mandates.values():
        longest = mandate.starts_on + relativedelta(months=24)
        if mandate.is_interim:
            longest = mandate.starts_on + timedelta(days=60)
        assert mandate.starts_on < mandate.ends_on <= longest, f"E2: {step}: {mandate}"


def e2_a_mandate_is_given_by_consent(step: Step) -> None:
    """« and is renewed only by a consent decision »: each rests on the founding, a decision, an act by two or an interim."""
    for mandate in step.new("mandates"):
        founding = (
            step.before.communities[step.community].stage == "idea" and step.kind == "take a founding mandate"
        )
        decided = mandate.decision_number is not None and bool(
            step.after.of("decisions", community_id=step.community, number=mandate.decision_number)
        )
        by_two = _confirmed(step, "mandate.giving")
        assert founding or decided or by_two or mandate.is_interim, f"E2: {step}: nothing gave {mandate}"
        member = step.after.memberships[mandate.membership_id]
        assert is_inside(step.after, member), f"E2: {step}: given to somebody who is not inside"
        assert member.community_id == step.community, f"E2: {step}: given elsewhere"


def e2_a_mandate_never_grows(step: Step) -> None:
    """What was given for a term stays for that term: another one takes another decision."""
    for key, mandate in step.before.mandates.items():
        now = step.after.mandates.get(key)
        if now is None:
            assert mandate.starts_on > step.before.today, f"E2: {step}: {mandate} has disappeared"
            continue
        term = ("membership_id", "function", "strand_id", "starts_on")
        assert [now[name] for name in term] == [mandate[name] for name in term], f"E2: {step}: {now}"
        assert now.ends_on <= mandate.ends_on, f"E2: {step}: prolonged without a decision"
        assert mandate.ended_on is None or now.ended_on == mandate.ended_on, f"E2: {step}: taken up again"


def e2_nobody_holds_the_same_mandate_twice(step: Step) -> None:
    """One person, one function, one strand: one mandate at a time."""
    for mandate in step.new("mandates"):
        for other in step.after.mandates.values():
            same = all(other[name] == mandate[name] for name in ("membership_id", "function", "strand_id"))
            if same and other.id != mandate.id:
                over = other.ended_on or other.ends_on + timedelta(days=1)
                assert over <= mandate.starts_on or other.starts_on > mandate.ends_on, (
                    f"E2: {step}: {mandate} {other}"
                )


def e2_a_mandate_does_not_outlive_its_holder(step: Step) -> None:
    """Whoever leaves or pauses holds nothing any more: what they held has ended, and may be taken up."""
    for mandate in step.after.mandates.values():
        holder = step.after.memberships[mandate.membership_id]
        gone = holder.left_at is not None or holder.paused_at is not None
        if gone and mandate.ends_on >= step.after.today and _lives(step, holder.community_id):
            assert mandate.ended_on is not None, f"E2: {step}: {mandate} is still held by somebody who is not there"


def e3_a_community_begins_with_two(step: Step) -> None:
    """Two people of two organisations have signed and co-facilitate, before an idea becomes a community."""
    community = step.after.communities[step.community]
    if step.before.communities[step.community].stage == "idea" and community.stage != "idea":
        assert step.kind == "begin the community", f"E3: {step}"
        assert sides(facilitators(step.before, step.community)) >= 2, f"E3: {step}"


def e3_a_cycle_opens_with_all_it_needs(step: Step) -> None:
    """« A cycle opens only with two live co-facilitation mandates held from two organisations, a signed charter, a question
    and an intended document. »"""
    for cycle in step.became("cycles", "opened_at"):
        community = step.before.strands[cycle.strand_id].community_id
        assert sides(facilitators(step.before, community, cycle.strand_id)) >= 2, f"E3: {step}: without two holders"
        signed = {
            s.membership_id for s in step.before.of("signatures", charter_id=in_force(step.before, community).id)
        }
        assert len(signed) >= 2, f"E3: {step}: the charter is not signed"
        assert cycle.question.strip(), f"E3: {step}: without a question"
        assert cycle.intended_document.strip(), f"E3: {step}: without a document"


def e4_weighty_acts_take_two_people(step: Step) -> None:
    """« Weighty acts take two people of two organisations; an unconfirmed act lapses after 14 days. »"""
    for act in step.became("acts", "confirmed_at"):
        first, second = step.before.memberships[act.asked_by_id], step.before.memberships[act.confirmed_by_id]
        assert first.person_id != second.person_id, f"E4: {step}: one person twice"
        assert second.person_id == step.person, f"E4: {step}: confirmed by somebody else"
        assert side(first) != side(second), f"E4: {step}: two people of one side"
        assert act.confirmed_at < act.lapses_at, f"E4: {step}: it had lapsed"
    for act in step.new("acts"):
        days = in_force(step.before, act.community_id).act_days
        assert act.lapses_at - act.asked_at <= timedelta(days=min(days, 14)), f"E4: {step}: it lapses too late"


def e4_an_answered_act_stays_answered(step: Step) -> None:
    """It happens once, or not at all."""
    for key, act in step.before.acts.items():
        if act.confirmed_at or act.declined_at:
            assert step.after.acts[key] == act, f"E4: {step}: answered twice"


def e4_what_weighs_happens_by_two_only(step: Step) -> None:
    """« close a cycle or a community »: there is an act by two behind each, confirmed in this very step."""
    for cycle in step.became("cycles", "ended_at"):
        assert _confirmed(step, "cycle.closing", cycle.id), f"E4: {step}: {cycle} was closed by one"
    for community in step.became("communities", "closed_on"):
        assert _confirmed(step, "community.closing", community.id), f"E4: {step}: the community was closed by one"


def e5_every_act_is_in_the_journal(step: Step) -> None:
    """« Every such act is in the journal »: who did it, and what about."""
    written = {(entry.kind, entry.subject_type, entry.subject_id, entry.by_id) for entry in step.new("journal")}
    for act in step.became("acts", "confirmed_at"):
        assert ("act.confirmed", "memberships.ActByTwo", str(act.id), step.person) in written, f"E5: {step}"
    for act in step.new("acts"):
        assert ("act.asked", "memberships.ActByTwo", str(act.id), step.person) in written, f"E5: {step}"
    told = {(kind, subject) for kind, _, subject, _ in written}
    for mandate in step.new("mandates"):
        holder = step.after.memberships[mandate.membership_id].person_id
        about = [(e.kind, e.subject_id) for e in step.new("journal") if holder in (e.by_id, *e.facts.values())]
        assert any(
            kind.startswith("mandate.") and (subject == str(mandate.id) or mandate.is_interim)
            for kind, subject in about
        ), f"E5: {step}: {mandate} is not told"
    for table, column, kind in TOLD:
        for row in step.became(table, column):
            if table == "mandates" and row.is_interim and step.new("mandates"):
                continue  # it gives way to the mandate a decision gives, which is told
            assert (kind, str(row.id)) in told, f"E5: {step}: {kind} is not told"


TOLD = (
    ("cycles", "opened_at", "cycle.opened"),
    ("cycles", "ended_at", "cycle.closed"),
    ("communities", "closed_on", "community.closed"),
    ("mandates", "ended_on", "mandate.ended"),
)


def e5_the_journal_only_grows(step: Step) -> None:
    """« which all members read and nobody edits »: numbers follow each other, and each entry holds on to the one before."""
    last = {entry.stream: entry for entry in step.before.journal.values()}
    for entry in step.new("journal"):
        previous = last.get(entry.stream)
        assert entry.number == (previous.number + 1 if previous else 1), f"E5: {step}: {entry}"
        assert entry.previous_digest == (previous.digest if previous else ""), f"E5: {step}: {entry}"
        assert len(entry.digest) == 64, f"E5: {step}: {entry}"
        last[entry.stream] = entry


def e3_missing_hands_are_called_for(step: Step) -> None:
    """« When holders fall below two, everyone is told, a call opens »: there is one once the clock has run."""
    community = step.after.communities[step.community]
    if step.kind != DAYS_PASS or community.stage not in ("forming", "living"):
        return
    for strand in step.after.of("strands", community_id=community.id):
        if sides(facilitators(step.after, community.id, strand.id, interim=False)) < 2:
            calls = step.after.of("calls", community_id=community.id, function="co_facilitation", closed_at=None)
            assert any(call.strand_id in (None, strand.id) for call in calls), f"E3: {step}: no call for hands"


def _lives(step: Step, community: int) -> bool:
    return step.after.communities[community].stage != "closed"


def _confirmed(step: Step, kind: str, subject: int | None = None) -> bool:
    confirmed = (act for act in step.became("acts", "confirmed_at") if act.kind == kind)
    return any(subject is None or act.subject_id == subject for act in confirmed)


def _community(step: Step, table: str, row: object) -> int:
    member = getattr(row, "membership_id", None) if table == "mandates" else None
    if member is not None:
        return step.after.memberships[member].community_id
    if table == "cycles":
        return step.after.strands[row.strand_id].community_id  # type: ignore[attr-defined]
    return row.community_id  # type: ignore[attr-defined]
