"""Running a session, step by step. Whoever presses says what they had seen: two who press at once make one step."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.core import clock
from tresse.facilitation import plan, rules
from tresse.facilitation.models import Turn
from tresse.meetings.actions.holding import held
from tresse.meetings.models import Meeting
from tresse.memberships.queries import membership_of

ADDED_AT_ONCE = (2, 5)  # minutes
MOST_ADDED = 240


def go_on(meeting: Meeting, *, seen: int, by: Any) -> plan.Stand:
    """Begin, or go on to the next step. After the last one the session has been run through."""
    return _move(meeting, 1, seen=seen, by=by)


def go_back(meeting: Meeting, *, seen: int, by: Any) -> plan.Stand:
    """Come back to the step before, whose time begins anew."""
    return _move(meeting, -1, seen=seen, by=by)


@transaction.atomic
def finish(meeting: Meeting, *, seen: int, by: Any) -> plan.Stand:
    """End here, whatever steps are left."""
    meeting, stand = _held_to_drive(meeting, by)
    if stand.turn and _number(stand) == seen and not stand.is_over:
        _turn(meeting, stand, len(stand.places), by)
    return plan.stand_of(meeting)


@transaction.atomic
def give_time(meeting: Meeting, *, seen: str, minutes: int, by: Any) -> plan.Stand:
    """Two or five minutes more for the present step. `seen` says which step, and what was already added to it."""
    meeting, stand = _held_to_drive(meeting, by)
    if minutes not in ADDED_AT_ONCE:
        raise ValidationError(_("Add two minutes or five."))
    if stand.turn and stand.here and stand.seen == seen and stand.turn.added < MOST_ADDED:
        stand.turn.added += minutes
        stand.turn.save(update_fields=["added"])
    return plan.stand_of(meeting)


@transaction.atomic
def _move(meeting: Meeting, by_steps: int, *, seen: int, by: Any) -> plan.Stand:
    meeting, stand = _held_to_drive(meeting, by)
    if not stand.places:
        raise ValidationError(_("The agenda is empty: add a moment to it first."))
    index = -1 if stand.index is None else stand.index
    to = index + by_steps
    if _number(stand) == seen and 0 <= to <= len(stand.places):
        _turn(meeting, stand, to, by)
    return plan.stand_of(meeting)


def _turn(meeting: Meeting, stand: plan.Stand, index: int, by: Any) -> None:
    is_end = index >= len(stand.places)
    place = stand.places[min(index, len(stand.places) - 1)]
    Turn.objects.create(
        meeting=meeting,
        number=_number(stand) + 1,
        item=place.item,
        position=place.item.position,
        step=place.nth,
        minutes=0 if is_end else place.minutes,
        is_end=is_end,
        began_at=clock.now(),
        by=membership_of(by, meeting.community) if meeting.names_people else None,
    )


def _number(stand: plan.Stand) -> int:
    return stand.turn.number if stand.turn else 0


def _held_to_drive(meeting: Meeting, by: Any) -> tuple[Meeting, plan.Stand]:
    """The session once it is this person's turn to move it, and where it stands then."""
    meeting = held(meeting)
    rules.driving(by, meeting).require()
    return meeting, plan.stand_of(meeting)
