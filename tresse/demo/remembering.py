"""What the sessions of a community leave: words under each moment, pledges, questions answered in one's own time."""

from datetime import timedelta

from django.utils.text import capfirst

from tresse.core import clock
from tresse.demo import plans
from tresse.demo.lives import Life
from tresse.meetings import actions
from tresse.meetings.minutes.passages import Passage, passages_of, person_in
from tresse.meetings.models import Meeting, Minutes
from tresse.memberships.models import Membership


def tell(life: Life) -> None:
    """Put what was left of some sessions on the timeline."""
    for plan in life.plan.traces:
        life.timeline.on(plan.day, "18:00", _write, life, plan)
        if plan.kept:
            life.timeline.on(plan.day + 6, "08:00", _keep, life, plan)
    for asked in life.plan.questions:
        life.timeline.on(asked.day, "09:00", _ask, life, asked)
        life.timeline.on(asked.day + 1, "19:00", _answer, life, asked)


def _write(life: Life, plan: plans.TracePlan) -> None:
    """Moment by moment, then each passage that says it is a pledge becomes one, and the minutes are ready."""
    meeting, writer = _session(life, plan.session), life.person(plan.by)
    for item in meeting.agenda.order_by("position"):
        if text := plan.moments.get(item.position):
            actions.write_part(item, text=text, by=writer)
    minutes = Minutes.objects.get(meeting=meeting)
    members = list(Membership.objects.inside().filter(community=life.community).select_related("person"))
    for passage, days in zip(_pledges_in(minutes), plan.due, strict=True):
        who, text = person_in(passage.words, members)
        due_on = clock.today() + timedelta(days=days)
        actions.make_real(minutes, passage, by=writer, who=who, text=capfirst(text), due_on=due_on)
    actions.call_minutes_ready(minutes, by=writer)


def _keep(life: Life, plan: plans.TracePlan) -> None:
    """Those who did what they had said they would."""
    held = Minutes.objects.get(meeting=_session(life, plan.session)).pledges.open().select_related("membership")
    for pledge in held.filter(membership__person__in=[life.person(who) for who in plan.kept]):
        assert pledge.membership is not None
        actions.keep_pledge(pledge, by=pledge.membership.person)


def _ask(life: Life, plan: plans.QuestionsPlan) -> None:
    meeting = _session(life, plan.session)
    for who in plan.answers:
        actions.answer_invitation(meeting, answer="later", by=life.person(who))
    items = {item.position: item for item in meeting.agenda.all()}
    closes_at = meeting.ends_at + timedelta(days=plan.open_for)
    asked = [(items[position], text) for position, text in plan.asked.items()]
    actions.open_track(meeting, closes_at=closes_at, questions=asked, by=life.person(plan.by))


def _answer(life: Life, plan: plans.QuestionsPlan) -> None:
    first = _session(life, plan.session).track.questions.first()
    assert first is not None
    for who, text in plan.answers.items():
        actions.contribute(first, text=text, by=life.person(who))


def _pledges_in(minutes: Minutes) -> list[Passage]:
    return [passage for passage in passages_of(minutes) if passage.kind == "commitment"]


def _session(life: Life, session: list[int]) -> Meeting:
    """The session written `[cycle, session]`, both counted from 1."""
    cycle, number = session
    return Meeting.objects.select_related("community").get(pk=life.sessions[cycle - 1, number].pk)
