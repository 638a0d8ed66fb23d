"""The cycles of a community: prepared, opened, gone through phase by phase, ended."""

from tresse.commitments.actions import say_my_part
from tresse.communities.models import Cycle, Ending
from tresse.demo import plans, sessions, story, writing
from tresse.demo.lives import Life
from tresse.lifecycle import opening
from tresse.memberships import acts


def tell(life: Life) -> None:
    """Put the cycles of a community on the timeline, with their sessions and documents."""
    for number, plan in enumerate(life.plan.cycles):
        _tell_opening(life, number, plan)
        for phase, day in plan.phases.items():
            life.timeline.on(day, "12:30", _move_on, life, number, plan, phase)
        for place, (who, part) in enumerate(plan.parts.items()):
            assert plan.opens is not None
            life.timeline.on(plan.opens + 1 + place, "20:00", _say_part, life, number, who, part)
        sessions.tell(life, number, plan)
        if plan.writing:
            writing.tell(life, number, plan.writing)
        _tell_ending(life, number, plan)


def cycle_now(life: Life, number: int) -> Cycle:
    """The cycle as it is now: actions change it."""
    return Cycle.objects.select_related("strand__community").get(pk=life.cycles[number].pk)


def _tell_opening(life: Life, number: int, plan: plans.CyclePlan) -> None:
    day = plan.opens if plan.opens is not None else plan.prepared
    assert day is not None
    life.timeline.on(day, "08:00", _prepare, life, number, plan)
    if plan.opens is not None:
        life.timeline.on(day, "08:30", _open, life, number, plan)


def _prepare(life: Life, number: int, plan: plans.CyclePlan) -> None:
    day = life.timeline.calendar.day
    starts = plan.starts if plan.starts is not None else plan.opens
    assert starts is not None
    life.cycles[number] = opening.prepare_cycle(
        life.strand(plan.strand),
        by=life.person(plan.by),
        question=plan.question,
        intended_document=plan.document,
        starts_on=day(starts),
        ends_on=day(plan.ends),
    )


def _open(life: Life, number: int, plan: plans.CyclePlan) -> None:
    opening.open_cycle(life.cycles[number], by=life.person(plan.by))
    life.community.refresh_from_db()


def _say_part(life: Life, number: int, who: str, part: plans.PartPlan) -> None:
    say_my_part(cycle_now(life, number), by=life.person(who), **vars(part))


def _move_on(life: Life, number: int, plan: plans.CyclePlan, phase: str) -> None:
    moved = opening.move_on(cycle_now(life, number), by=life.person(plan.by))
    if moved.phase_key != phase:
        raise story.Misread(
            f"{life.plan.name}: after the phase before comes « {moved.phase_key} », not « {phase} »."
        )


def _tell_ending(life: Life, number: int, plan: plans.CyclePlan) -> None:
    ending = plan.ending
    if plan.writing and plan.writing.published:
        published = plan.writing.published
        ending = plans.EndingPlan(
            how=Ending.ACCOMPLISHED,
            day=published.confirmed,
            by=published.by,
            confirmed_by=published.confirmed_by,
            confirmed=published.confirmed + 1,
            reason="",
        )
    if ending:
        life.timeline.on(ending.day, "17:00", _ask_to_end, life, number, ending)
        life.timeline.on(ending.confirmed, "18:00", _confirm_ending, life, number, ending)


def _ask_to_end(life: Life, number: int, plan: plans.EndingPlan) -> None:
    terms = {"ending": plan.how, "reason": plan.reason}
    acts.ask("cycle.closing", cycle_now(life, number), life.community, by=life.person(plan.by), terms=terms)


def _confirm_ending(life: Life, number: int, plan: plans.EndingPlan) -> None:
    act = acts.waiting_for("cycle.closing", cycle_now(life, number))
    assert act is not None
    acts.confirm(act, by=life.person(plan.confirmed_by))
