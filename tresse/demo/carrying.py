"""How the sessions of the example are carried: roles proposed by fair load, small groups drawn by chance."""

from datetime import datetime, timedelta

from tresse.demo import plans
from tresse.demo.lives import Life
from tresse.facilitation import actions
from tresse.meetings.methods import named

SINCE = timedelta(days=200)  # before that, the communities did without
ASKED_BEFORE = timedelta(days=5)
DRAWN_AFTER = timedelta(minutes=30)


def tell(life: Life) -> None:
    """Put the roles and the small groups of the latest sessions on the timeline."""
    now = life.timeline.calendar.now
    for cycle, plan in enumerate(life.plan.cycles):
        for number, session in enumerate(plan.sessions, start=1):
            begins = life.timeline.calendar.read(session.day)
            if begins > now - SINCE and not session.chatham_house:
                _tell_session(life, (cycle, number), session, begins)


def _tell_session(life: Life, key: tuple[int, int], plan: plans.SessionPlan, begins: datetime) -> None:
    now = life.timeline.calendar.now
    if begins - ASKED_BEFORE <= now:
        life.timeline.at(begins - ASKED_BEFORE, _propose, life, key, plan)
        life.timeline.at(min(begins - ASKED_BEFORE / 2, now), _say_yes, life, key)
    if begins + DRAWN_AFTER < now and isinstance(plan.came, list):
        life.timeline.at(begins + DRAWN_AFTER, _draw, life, key, plan, plan.came)


def _propose(life: Life, key: tuple[int, int], plan: plans.SessionPlan) -> None:
    if key in life.sessions:  # called that early
        actions.propose_roles(life.sessions[key], by=life.person(plan.by))


def _say_yes(life: Life, key: tuple[int, int]) -> None:
    """All but the last one asked, who has not answered yet."""
    if key in life.sessions:
        for part in list(life.sessions[key].parts.to_answer().select_related("membership__person"))[:-1]:
            actions.take_role(life.sessions[key], part.role, by=part.membership.person)


def _draw(life: Life, key: tuple[int, int], plan: plans.SessionPlan, came: list[str]) -> None:
    """Where a moment of the session works in small groups, those who came are drawn."""
    sizes = [method.group_size for method in named(item.method for item in plan.agenda).values()]
    size = max(sizes, default=0)
    if size and len(came) >= size:
        people = [life.person(each) for each in came]
        actions.draw_groups(life.sessions[key], people=people, size=size, by=life.person(plan.by), lot=plan.title)
