"""Who asks to come in to a community of the example, who is asked as a guest, and what they are answered."""

from tresse.charters import actions as charters
from tresse.charters.queries import charter_in_force
from tresse.demo import plans
from tresse.demo.lives import Life
from tresse.guests import actions as guests
from tresse.memberships import acts
from tresse.welcome import actions
from tresse.welcome.models import JoinRequest


def tell(life: Life) -> None:
    """Put requests and guests on the timeline."""
    for number, request in enumerate(life.plan.requests):
        _tell_request(life, number, request)
    for number, guest in enumerate(life.plan.guests):
        life.timeline.on(guest.day, "11:00", _invite_guest, life, number, guest)
        if guest.answered is not None:
            life.timeline.on(guest.answered, "20:00", _answer, life, number, guest)


def _tell_request(life: Life, number: int, plan: plans.RequestPlan) -> None:
    life.timeline.on(plan.day, "09:30", _ask_in, life, number, plan)
    for message in plan.messages:
        life.timeline.on(message.day, "10:30", _write, life, number, message)
    if plan.welcomed:
        life.timeline.on(plan.welcomed.day, "11:30", _welcome, life, number, plan.welcomed)
        life.timeline.on(plan.welcomed.day + 1, "09:15", _sign, life, plan.who)
    if plan.later:
        life.timeline.on(plan.later.day, "11:30", _put_off, life, number, plan.later)
    if plan.refused:
        life.timeline.on(plan.refused.day, "11:30", _ask_to_refuse, life, number, plan.refused)
        life.timeline.on(plan.refused.confirmed, "12:30", _confirm_refusal, life, number, plan.refused)


def _ask_in(life: Life, number: int, plan: plans.RequestPlan) -> None:
    life.requests[number] = actions.ask_in(
        life.community,
        by=life.person(plan.who),
        situation=plan.situation,
        hope=plan.hope,
        organisation=life.home(plan.who),
    )


def _write(life: Life, number: int, plan: plans.MessagePlan) -> None:
    actions.write_message(_now(life, number), by=life.person(plan.by), text=plan.text)


def _welcome(life: Life, number: int, plan: plans.SealPlan) -> None:
    actions.welcome(_now(life, number), by=life.person(plan.by))


def _sign(life: Life, key: str) -> None:
    charters.sign_charter(charter_in_force(life.community), by=life.person(key))


def _put_off(life: Life, number: int, plan: plans.LaterPlan) -> None:
    until = life.timeline.calendar.day(plan.until)
    actions.put_off(_now(life, number), by=life.person(plan.by), until=until, word=plan.word)


def _ask_to_refuse(life: Life, number: int, plan: plans.RefusalPlan) -> None:
    actions.ask_to_refuse(
        _now(life, number), by=life.person(plan.by), reason=plan.reason, alternative=plan.alternative
    )


def _confirm_refusal(life: Life, number: int, plan: plans.RefusalPlan) -> None:
    act = acts.waiting_for("request.refusing", _now(life, number))
    assert act is not None
    acts.confirm(act, by=life.person(plan.confirmed_by))


def _invite_guest(life: Life, number: int, plan: plans.GuestPlan) -> None:
    thing = None
    if plan.session:
        cycle, session = plan.session
        thing = life.sessions[cycle - 1, session]
    life.guests[number] = guests.invite_guest(
        life.community,
        by=life.person(plan.by),
        name=plan.name,
        email=plan.email,
        kind="session" if thing else "question",
        thing=thing,
        question=plan.question,
        word=plan.word,
    )


def _answer(life: Life, number: int, plan: plans.GuestPlan) -> None:
    guests.answer_question(life.guests[number], answer=plan.answer)


def _now(life: Life, number: int) -> JoinRequest:
    """The request as it is now: actions change it."""
    return JoinRequest.objects.select_related("community", "person", "organisation").get(
        pk=life.requests[number].pk
    )
