"""What the pages of a running session read."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Any

from django.db.models import F, Max
from django.utils.module_loading import import_string

from config import fair_load
from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.facilitation.chance import counted_off
from tresse.facilitation.models import Draw, NetworkMethod, Part, Role, Seat
from tresse.meetings.methods import Method
from tresse.meetings.models import Answer, Attendance, Meeting
from tresse.meetings.queries import who_may_have_come
from tresse.memberships.models import Membership
from tresse.memberships.naming import named_here

LATELY = timedelta(days=365)
Key = tuple[str, int]  # ("person", 3) or ("guest", 5)


def methods_of_the_network(keys: Collection[str] | None) -> dict[str, Method]:
    """The methods this network wrote: those of these keys, retired or not; without keys, all that may be chosen."""
    found = NetworkMethod.objects.on_offer() if keys is None else NetworkMethod.objects.filter(key__in=keys)
    return {one.key: one.as_method() for one in found.prefetch_related("steps")}


def parts_by_role(meeting: Meeting) -> dict[str, Part]:
    """Who holds each role, or is asked to; nobody any more once a Chatham House session is over (S3)."""
    if meeting.chatham_house and meeting.is_past:
        return {}
    standing = Part.objects.standing().filter(meeting=meeting)
    return {part.role: part for part in standing.select_related("membership__person", "membership__organisation")}


def who_could(meeting: Meeting, role: str) -> list[Membership]:
    """Who may be asked to take a role, by fair load: those who said they come first, then whoever carried least lately.

    Nobody who cannot come, or has passed this role on for this session, is asked. A newcomer on trial does not facilitate.
    """
    answers = dict(meeting.attendances.exclude(person=None).values_list("person", "answer"))
    passed = set(Part.objects.filter(meeting=meeting, role=role).values_list("membership", flat=True))
    members = Membership.objects.taking_part().filter(community=meeting.community).select_related("person")
    able = [
        member
        for member in members
        if member.pk not in passed
        and answers.get(member.person_id) not in (Answer.NOT_COMING, Answer.LATER)
        and (meeting.audience != Audience.SESSION or member.person_id in answers)
        and not (role == Role.FACILITATES and member.on_trial)
    ]
    carried, last = _carried(meeting.community)
    coming = {person for person, answer in answers.items() if answer in (Answer.COMING, Answer.REMOTELY)}
    return sorted(
        able,
        key=lambda member: (
            member.person_id not in coming,
            carried[member.pk],
            last.get(member.pk, 0.0),
            member.since,
            member.pk,
        ),
    )


def _carried(community: Community) -> tuple[Counter[int], dict[int, float]]:
    """How much each member carried in the last twelve months, roles included, and when they last held one."""
    loads = import_string(fair_load.LOADS)(community)
    carried = Counter({load.membership.pk: load.led + load.called + load.noted for load in loads})
    since = clock.now() - LATELY
    held = Part.objects.held().filter(meeting__community=community, meeting__starts_at__gt=since)
    for member_id in held.values_list("membership", flat=True):
        carried[member_id] += 1
    latest = held.values("membership").annotate(last=Max("meeting__starts_at"))
    return carried, {row["membership"]: row["last"].timestamp() for row in latest}


@dataclass(frozen=True)
class Group:
    """A small group as it is read: its seats, or the numbers people counted off under the Chatham House rule (S3)."""

    number: int
    seats: list[Seat]
    numbers: list[int]


def who_may_sit(meeting: Meeting) -> list[Any]:
    """Whom a small group may hold: whoever may have come, but for those who left and are no longer named here (S8)."""
    name = named_here(meeting.community)
    return [person for person in who_may_have_come(meeting) if name(person) == str(person)]


@dataclass(frozen=True)
class Drawn:
    """One draw as it is read."""

    draw: Draw
    groups: list[Group]


def draws_of(meeting: Meeting, person: Any) -> list[Drawn]:
    """Every draw of a session, the last first."""
    draws = list(Draw.objects.filter(meeting=meeting).order_by("-number"))
    if not meeting.names_people:
        return [Drawn(draw, _by_number(draw)) for draw in draws]
    seats = Seat.objects.filter(draw__in=draws).select_related("person", "guest__place__person")
    by_draw: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats.order_by("group", "pk"):
        by_draw[seat.draw_id].append(seat)
    name = named_here(meeting.community)
    return [Drawn(draw, _by_name(by_draw[draw.pk], name, person)) for draw in draws]


def _by_number(draw: Draw) -> list[Group]:
    groups = counted_off(draw.people, draw.size)
    return [Group(number, [], numbers) for number, numbers in enumerate(groups, start=1)]


def _by_name(seats: Iterable[Seat], name: Callable[[Person], str], person: Any) -> list[Group]:
    groups: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats:
        seat.named = name(seat.person) if seat.person else str(seat.guest)
        seat.is_mine = seat.person_id is not None and seat.person_id == person.pk
        groups[seat.group].append(seat)
    return [Group(number, sitting, []) for number, sitting in sorted(groups.items())]


def met_in(community: Community, *, before: Draw | None = None) -> Counter[frozenset[Key]]:
    """How often any two have been in one small group here; `before` leaves out this draw and those after it."""
    worked = Seat.objects.worked(community)
    if before:
        worked = worked.exclude(draw__meeting=before.meeting_id, draw__number__gte=before.number)
    tables: dict[tuple[int, int], set[Key]] = defaultdict(set)
    rows = worked.annotate(came_in=F("guest__place__person"))
    for draw, group, person, guest, came_in in rows.values_list("draw", "group", "person", "guest", "came_in"):
        person = person or came_in
        tables[draw, group].add(("person", person) if person else ("guest", guest))
    return Counter(frozenset(pair) for table in tables.values() for pair in combinations(sorted(table), 2))


def sides_in(community: Community) -> dict[Key, object]:
    """The organisation of each member; whoever has none, or is no member, is a side alone."""
    places = Membership.objects.inside().filter(community=community)
    return {("person", place.person_id): place.side for place in places}


@dataclass(frozen=True)
class Acquaintance:
    """With whom one has worked in a small group, and with whom not yet: names in alphabetical order, nothing counted."""

    worked_with: list[str]
    not_yet: list[str]


def acquaintance(membership: Membership) -> Acquaintance:
    """For oneself: nobody reads it of somebody else."""
    me: Key = ("person", membership.person_id)
    with_me = {key for pair in met_in(membership.community) if me in pair for key in pair} - {me}
    present = Membership.objects.present().filter(community=membership.community).exclude(pk=membership.pk)
    places = sorted(present.select_related("person"), key=lambda place: str(place.person).casefold())
    known = [place for place in places if ("person", place.person_id) in with_me]
    return Acquaintance([str(p) for p in known], [str(p) for p in places if p not in known])


def is_here(meeting: Meeting) -> set[int]:
    """Who is noted as having come, or before that, said that they come: whom a draw begins with. Persons alone."""
    came = set(Attendance.objects.filter(meeting=meeting, came=True).values_list("person", flat=True))
    expected = Attendance.objects.filter(meeting=meeting).exclude(came=False).coming()
    return {person for person in came or set(expected.values_list("person", flat=True)) if person}
