"""The sessions of a cycle: called, answered, held, written down."""

from datetime import datetime, timedelta

from tresse.accounts.models import Person
from tresse.communities.models import Cycle
from tresse.demo import plans
from tresse.demo.lives import Life
from tresse.meetings import actions
from tresse.memberships import acts
from tresse.memberships.models import Membership

WEEKS_AHEAD = timedelta(days=14)
# The sessions to come were called at the latest this many days ago.
CALLED = -9


def tell(life: Life, cycle: int, plan: plans.CyclePlan) -> None:
    """Put the sessions of a cycle on the timeline."""
    for number, session in enumerate(plan.sessions, start=1):
        begins = life.timeline.calendar.read(session.day)
        life.timeline.at(_called(life, session, begins, plan), _convene, life, (cycle, number), session)
        if begins < life.timeline.calendar.now:
            life.timeline.at(_ends(session, begins) + timedelta(minutes=10), _hold, life, (cycle, number), session)
        elif session.answers:
            told = _called(life, session, begins, plan) + timedelta(days=1)
            life.timeline.at(min(told, life.timeline.calendar.now), _answer, life, (cycle, number), session)


def _called(life: Life, session: plans.SessionPlan, begins: datetime, plan: plans.CyclePlan) -> datetime:
    """Two weeks ahead, once the cycle is there."""
    calendar = life.timeline.calendar
    if session.called is not None:
        return calendar.moment(session.called, "11:00")
    day = plan.opens if plan.opens is not None else plan.prepared
    assert day is not None
    ahead = min(begins - WEEKS_AHEAD, calendar.moment(CALLED, "11:00"))
    return max(ahead, calendar.moment(day, "13:30"))


def _ends(session: plans.SessionPlan, begins: datetime) -> datetime:
    return begins + timedelta(minutes=sum(item.minutes for item in session.agenda))


def _convene(life: Life, key: tuple[int, int], plan: plans.SessionPlan) -> None:
    begins = life.timeline.calendar.read(plan.day)
    life.sessions[key] = actions.convene(
        life.community,
        by=life.person(plan.by),
        title=plan.title,
        intention=plan.intention,
        starts_at=begins,
        ends_at=_ends(plan, begins),
        place=plan.place,
        link=plan.link,
        audience="public" if plan.is_open else plan.audience,
        is_open=plan.is_open,
        chatham_house=plan.chatham_house,
        cycle=Cycle.objects.get(pk=life.cycles[key[0]].pk),
        agenda=[_planned(life, item) for item in plan.agenda],
    )


def _planned(life: Life, item: plans.Moment) -> actions.Planned:
    led_by: Membership | None = life.place(item.led_by) if item.led_by else None
    return actions.Planned(title=item.title, minutes=item.minutes, method_key=item.method, led_by=led_by)


def _answer(life: Life, key: tuple[int, int], plan: plans.SessionPlan) -> None:
    for answer, people in plan.answers.items():
        for person in people:
            actions.answer_invitation(life.sessions[key], answer=answer, by=life.person(person))


def _hold(life: Life, key: tuple[int, int], plan: plans.SessionPlan) -> None:
    """Note who came, write the minutes, and show them further where two people agreed."""
    meeting, writer = life.sessions[key], life.person(plan.by)
    if isinstance(plan.came, list):
        actions.note_attendance(meeting, came=[life.person(each) for each in plan.came], by=writer)
    else:
        actions.note_attendance(meeting, others=plan.came or 0, by=writer)
    minutes = actions.write_minutes(meeting, text=plan.minutes, by=writer)
    if plan.minutes_audience != minutes.audience:
        act = actions.ask_to_widen_minutes(minutes, audience=plan.minutes_audience, by=writer)
        acts.confirm(act, by=_somebody_from_elsewhere(life, plan))


def _somebody_from_elsewhere(life: Life, plan: plans.SessionPlan) -> Person:
    """Of those who came, one of another organisation than the one who writes (E4)."""
    assert isinstance(plan.came, list)
    return next(life.person(key) for key in plan.came if life.home(key) != life.home(plan.by))
