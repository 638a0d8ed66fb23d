"""How a community of the example looks for a date with everyone."""

from tresse.demo import plans
from tresse.demo.lives import Life
from tresse.polls import actions

VOICES = {"o": "yes", "s": "if_need_be", "n": "no"}


def tell(life: Life) -> None:
    """Put the date polls of a community on the timeline."""
    for plan in life.plan.polls:
        life.timeline.on(plan.day, "09:15", _look_for_a_date, life, plan)


def _look_for_a_date(life: Life, plan: plans.PollPlan) -> None:
    calendar = life.timeline.calendar
    poll = actions.open_poll(
        life.community,
        by=life.person(plan.by),
        title=plan.title,
        intention=plan.intention,
        minutes=plan.minutes,
        moments=[calendar.read(moment) for moment in plan.moments],
        closes_at=calendar.moment(plan.closes, "23:59"),
        link=plan.link,
    )
    for who, said in plan.answers.items():
        voices = {number: VOICES[letter] for number, letter in enumerate(said, start=1)}
        actions.answer_poll(poll, by=life.person(who), voices=voices)
