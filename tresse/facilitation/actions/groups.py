"""Small groups by chance, across organisations, those who have not worked together first."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.core.ids import secret_token
from tresse.facilitation import chance, queries, rules
from tresse.facilitation.models import Draw, Seat
from tresse.guests.models import Guest
from tresse.meetings.actions.holding import held
from tresse.meetings.models import Meeting

MOST_PEOPLE = 200
MOST_ROUNDS = 30


@transaction.atomic
def draw_groups(
    meeting: Meeting,
    *,
    people: Collection[Person],
    guests: Collection[Guest] = (),
    size: int,
    by: Any,
    lot: str = "",
) -> Draw:
    """Another round of small groups, drawn among those who are there."""
    meeting = _held_to_draw(meeting, by)
    if not meeting.names_people:
        raise ValidationError(
            _("Under the Chatham House rule nobody is named: say how many you are, and count off.")
        )
    draw = _new(meeting, people=len(people) + len(guests), size=size, lot=lot)
    _seat(draw, [*people, *guests])
    return draw


@transaction.atomic
def draw_again(draw: Draw, *, by: Any, lot: str = "") -> Draw:
    """The same people, drawn anew; what was drawn first does not count as having worked together."""
    meeting = _held_to_draw(draw.meeting, by)
    draw = Draw.objects.get(pk=draw.pk, meeting=meeting)
    _last(draw)
    sitting = [seat.who for seat in draw.seats.select_related("person", "guest").order_by("pk")]
    draw.lot, draw.drawn_at = lot or secret_token(), clock.now()
    draw.save(update_fields=["lot", "drawn_at"])
    draw.seats.all().delete()
    _seat(draw, sitting)
    return draw


@transaction.atomic
def count_off(meeting: Meeting, *, people: int, size: int, by: Any) -> Draw:
    """Under the Chatham House rule: groups of the numbers that people count aloud. Nobody is named (S3)."""
    return _new(_held_to_draw(meeting, by), people=people, size=size)


@transaction.atomic
def rearrange(draw: Draw, *, groups: Mapping[int, int], by: Any) -> Draw:
    """Put people elsewhere by hand: the group of each seat, or 0 for somebody who has left."""
    _held_to_draw(draw.meeting, by)
    seats = list(draw.seats.filter(pk__in=groups))
    known = set(draw.seats.values_list("group", flat=True))
    for seat in seats:
        if groups[seat.pk] == 0:
            seat.delete()
        elif groups[seat.pk] in known:
            seat.group = groups[seat.pk]
            seat.save(update_fields=["group"])
    draw.people = draw.seats.count()
    draw.save(update_fields=["people"])
    return draw


@transaction.atomic
def seat_latecomer(draw: Draw, who: Person | Guest, *, by: Any) -> Seat:
    """Somebody arrives late: they sit in a smallest group, with those they have worked with least."""
    meeting = _held_to_draw(draw.meeting, by)
    seats = list(draw.seats.select_related("guest__place").order_by("group", "pk"))
    if already := next((seat for seat in seats if seat.who == who), None):
        return already
    numbers = sorted({seat.group for seat in seats}) or [1]
    groups = [[_key(seat.who) for seat in seats if seat.group == number] for number in numbers]
    met, sides = queries.met_in(meeting.community, before=draw), queries.sides_in(meeting.community)
    group = numbers[chance.fitting(_key(who), groups, met=met, sides=_every_side(sides, [_key(who)], *groups))]
    draw.people = len(seats) + 1
    draw.save(update_fields=["people"])
    return Seat.objects.create(draw=draw, group=group, **_named(who))


def _new(meeting: Meeting, *, people: int, size: int, lot: str = "") -> Draw:
    if not 2 <= people <= MOST_PEOPLE:
        raise ValidationError(_("Small groups take two people at least, and two hundred at most."))
    if not 2 <= size <= people:
        raise ValidationError(_("A group has two people at least, and no more than you are."))
    last = Draw.objects.filter(meeting=meeting).order_by("-number").first()
    if last and last.number >= MOST_ROUNDS:
        raise ValidationError(_("Thirty rounds are enough for one session: draw the last one again."))
    number = last.number + 1 if last else 1
    return Draw.objects.create(
        meeting=meeting, number=number, size=size, people=people, lot=lot or secret_token(), drawn_at=clock.now()
    )


def _seat(draw: Draw, who: Collection[Any]) -> None:
    by_key = {_key(somebody): somebody for somebody in who}
    community = draw.meeting.community
    groups = chance.drawn(
        sorted(by_key),
        draw.size,
        met=queries.met_in(community, before=draw),
        sides=_every_side(queries.sides_in(community), by_key),
        seed=draw.lot,
    )
    Seat.objects.bulk_create(
        Seat(draw=draw, group=number, **_named(by_key[key]))
        for number, keys in enumerate(groups, start=1)
        for key in keys
    )


def _every_side(sides: Mapping[queries.Key, object], *keys: Collection[queries.Key]) -> dict[queries.Key, object]:
    """Whoever is of no organisation known here is a side alone."""
    return {key: sides.get(key, key) for some in keys for key in some}


def _key(who: Person | Guest) -> queries.Key:
    if isinstance(who, Person):
        return ("person", who.pk)
    return ("person", who.person_id) if who.person_id else ("guest", who.pk)


def _named(who: Person | Guest) -> dict[str, Any]:
    return {"person": who} if isinstance(who, Person) else {"guest": who}


def _last(draw: Draw) -> None:
    if Draw.objects.filter(meeting=draw.meeting_id, number__gt=draw.number).exists():
        raise ValidationError(_("Only the last round is drawn again: the others have been lived."))


def _held_to_draw(meeting: Meeting, by: Any) -> Meeting:
    meeting = held(meeting)
    rules.drawing(by, meeting).require()
    return meeting
