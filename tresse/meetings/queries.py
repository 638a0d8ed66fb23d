"""What the pages of sessions read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.communities.models import Community, Cycle, Stage
from tresse.confidence.models import places_of
from tresse.core import clock, reading
from tresse.documents.kinds import QUOTING
from tresse.documents.models import Block, Document
from tresse.guests.models import Guest
from tresse.meetings import mailed
from tresse.meetings.methods import Method, on_offer
from tresse.meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    Meeting,
    MeetingQuerySet,
    Minutes,
    MinutesPart,
    Series,
    with_methods,
)
from tresse.memberships.models import live_membership
from tresse.memberships.naming import named_here
from tresse.memberships.queries import people_inside
from tresse.objectives import Objective


def visible_meeting(person: Any, slug: str, number: int) -> Meeting:
    """The session at this address as far as it and its community exist for this person; otherwise 404 (S1)."""
    here = Meeting.objects.visible_to(person).filter(community__slug=slug, number=number)
    meeting = get_object_or_404(here.select_related("community", "cycle__strand"))
    if meeting.community.stage == Stage.IDEA and live_membership(person, meeting.community) is None:
        raise Http404
    return meeting


def entered_meeting(person: Any, slug: str, number: int) -> Meeting:
    """The same, for those inside the community alone; 404 for everybody else."""
    inside = list(places_of(person))
    here = Meeting.objects.visible_to(person).filter(community__slug=slug, number=number, community__in=inside)
    return get_object_or_404(here.select_related("community", "cycle__strand"))


def shared_meeting(person: Any, slug: str, number: int) -> Meeting:
    """The same, for those inside a community that holds it: the one that called it, or one that joined it."""
    inside = list(places_of(person))
    here = Meeting.objects.visible_to(person).filter(community__slug=slug, number=number)
    shared = here.filter(here.of_communities(inside))
    return get_object_or_404(shared.select_related("community", "cycle__strand"))


def listed(meetings: MeetingQuerySet, person: Any) -> MeetingQuerySet:
    """Sessions for a list: with their community, and whether this person has answered `coming` or may read minutes."""
    mine = Attendance.objects.of(person).filter(meeting=OuterRef("pk"))
    return meetings.select_related("community", "cycle__strand").annotate(
        i_am_coming=Exists(mine.coming()),
        i_wait=Exists(mine.waiting()),
        i_follow_later=Exists(mine.filter(answer=Answer.LATER)),
        i_answered=Exists(mine.exclude(answer="")),
        has_minutes=Exists(Minutes.objects.visible_to(person).filter(meeting=OuterRef("pk"))),
    )


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    return with_methods(meeting.agenda.select_related("led_by__person").order_by("position", "pk"))


def visible_minutes(person: Any, meeting: Meeting) -> Minutes | None:
    """The minutes as far as they exist for this person; there are none before the session begins."""
    if meeting.starts_at > clock.now():
        return None
    return reading.once(("minutes", person.pk, meeting.pk), lambda: _visible_minutes(person, meeting))


def _visible_minutes(person: Any, meeting: Meeting) -> Minutes | None:
    visible = Minutes.objects.visible_to(person).filter(meeting=meeting).select_related("written_by__person")
    in_order = Prefetch("parts", queryset=MinutesPart.objects.in_order())
    visible = visible.prefetch_related(in_order, "additions")
    for minutes in visible:  # one at most
        minutes.meeting, minutes.community = meeting, meeting.community
        return minutes
    return None


def others_of_series(meeting: Meeting, person: Any) -> list[Meeting]:
    """The sessions to come of its series, this one among them, as far as they exist for this person."""
    if meeting.series_id is None:
        return []
    ahead = Meeting.objects.visible_to(person).upcoming().filter(series=meeting.series_id)
    return list(listed(ahead, person))


def joined_to(meeting: Meeting) -> list[Community]:
    """The communities that hold this session together with the one that called it."""
    joined = Community.objects.filter(joinings__in=meeting.joinings.accepted()).order_by("name")
    return reading.once(("joined to", meeting.pk), lambda: list(joined))


def blocks_from(meeting: Meeting, person: Any) -> list[Block]:
    """What came out of it: the blocks that say this session is their source, in documents this person may see.

    Beyond the community of the document no quotation is among them: somebody may not have authorised it, or may have
    chosen that nothing tells where they spoke (S2, S4).
    """
    here = ContentType.objects.get_for_model(Meeting)
    sides = [meeting.community_id, *(community.pk for community in joined_to(meeting))]
    blocks = Block.objects.kept().filter(source_type=here, source_id=meeting.pk)
    inside = list(places_of(person)) if person.is_authenticated else []
    told = ~Q(kind_key__in=QUOTING) | Q(document__community__in=inside)
    visible = blocks.filter(told, document__in=Document.objects.visible_to(person).filter(community__in=sides))
    return list(visible.select_related("document__community").order_by("document", "position"))


@dataclass(frozen=True)
class Mailed:
    """What an address from a mail opens: whose it is, and the session or the series it answers."""

    person: Person
    meetings: list[Meeting]
    series: Series | None

    @property
    def thing(self) -> Meeting | Series:
        return self.series or self.meetings[0]


def mailed_thing(token: str) -> Mailed:
    """What this address is for, as far as it exists for whoever it was sent to; otherwise 404 (S1)."""
    sealed = mailed.opened(token)
    person = Person.objects.filter(pk=sealed.person_id, is_active=True).first() if sealed else None
    if sealed is None or person is None:
        raise Http404
    visible = Meeting.objects.visible_to(person).exclude(community__stage=Stage.IDEA)
    found = visible.select_related("community", "cycle__strand", "series").order_by("starts_at")
    if sealed.kind == "m":
        return Mailed(person, [get_object_or_404(found, pk=sealed.thing_id)], None)
    series = get_object_or_404(Series, pk=sealed.thing_id)
    meetings = list(found.filter(series=series, cancelled_at=None))
    if not meetings:
        raise Http404
    return Mailed(person, meetings, series)


@dataclass(frozen=True)
class Company:
    """Who is expected at a session and who came, for those inside; for everybody else, only oneself."""

    mine: Attendance | None
    coming: list[Attendance]
    later: list[Attendance]
    waiting: list[Attendance]
    not_coming: list[Attendance]
    came: list[Attendance]
    expected: int
    silent: int


def company(meeting: Meeting, person: Any, *, inside: bool, joined: Sequence[Community] = ()) -> Company:
    """Names for the members, unless the Chatham House rule forbids them (S3); numbers otherwise."""
    everybody = attendances_at(meeting)
    shown = everybody if inside and meeting.names_people else []
    name = _named_at(meeting, joined) if shown else str
    for one in shown:
        one.named = name(one.person) if one.person else str(one.guest)
    return Company(
        mine=own_attendance(person, meeting),
        coming=[one for one in shown if one.is_coming],
        waiting=sorted((one for one in shown if one.is_waiting), key=lambda one: (one.waiting_since, one.pk)),
        later=[one for one in shown if one.answer == Answer.LATER],
        not_coming=[one for one in shown if one.answer == Answer.NOT_COMING],
        came=[one for one in shown if one.came],
        expected=sum(one.is_coming for one in everybody),
        silent=sum(not one.answer for one in everybody),
    )


def attendances_at(meeting: Meeting) -> list[Attendance]:
    """Who is invited, in the order of their names."""
    return reading.once(("attendances", meeting.pk), lambda: list(meeting.attendances.by_name()))


def own_attendance(person: Any, meeting: Meeting) -> Attendance | None:
    """What this person answered, and whether they came. A visitor has none, although guests are no persons either."""
    if person is None or not person.is_authenticated:
        return None
    return next((one for one in attendances_at(meeting) if one.person_id == person.pk), None)


def _named_at(meeting: Meeting, joined: Sequence[Community]) -> Callable[[Person], str]:
    """Whoever left one of the communities is named as they chose there (S8)."""
    namings = [named_here(community) for community in (meeting.community, *joined)]

    def name(person: Person) -> str:
        said = [naming(person) for naming in namings]
        return next((chosen for chosen in said if chosen != str(person)), str(person))

    return name


def who_may_have_come(meeting: Meeting) -> list[Any]:
    """Whom one may note as having come: everyone inside, and whoever was invited or answered."""
    known = {person.pk: person for person in people_inside(meeting.community)}
    for attendance in meeting.attendances.select_related("person"):
        if attendance.person:
            known.setdefault(attendance.person.pk, attendance.person)
    return sorted(known.values(), key=str)


def guests_who_may_have_come(meeting: Meeting) -> list[Guest]:
    """The guests of a session, but for those whose link was taken back; one who came in is counted as a person."""
    counted_as_guest = Q(place=None) | Q(attendances__isnull=False)
    return sorted(
        meeting.guests.filter(counted_as_guest, withdrawn_at=None).select_related("place__person"), key=str
    )


def objectives_of(community: Community, cycle: Cycle | None = None) -> list[Objective]:
    """The objectives a session works for: its cycle's, or those of every strand."""
    strands = [cycle.strand] if cycle else community.strands.all()
    return list({strand.objective_key: strand.objective for strand in strands}.values())


def methods_for(objectives: Iterable[Objective]) -> list[tuple[str, list[Method]]]:
    """Every method, in groups: those that suit each objective first, then those that suit all."""
    offered = on_offer()
    groups = [(str(objective.name), [offered[key] for key in objective.formats]) for objective in objectives]
    named = {method.key for _name, methods in groups for method in methods}
    return [*groups, (_("for any session"), [m for m in offered.values() if m.key not in named])]


def noted(meeting: Meeting) -> dict[str, Any]:
    """Who came as it was noted; before that, those who said they would."""
    attendances = list(meeting.attendances.select_related("guest"))
    if meeting.people_who_came is None:
        expected = [one for one in attendances if one.is_coming]
        return _by_id(expected) | {"others": 0}
    came = [one for one in attendances if one.came]
    return _by_id(came) | {"others": meeting.people_who_came - len(came)}


def _by_id(attendances: list[Attendance]) -> dict[str, Any]:
    return {
        "came": [one.person_id for one in attendances if one.person_id],
        "guests": [one.guest_id for one in attendances if one.guest_id],
    }


def communities_to_ask(meeting: Meeting, person: Any) -> QuerySet[Community]:
    """The communities one may ask to hold this session together, as far as they exist for this person."""
    known = meeting.joinings.filter(ended_at=None).values("community")
    others = Community.objects.visible_to(person).exclude(pk=meeting.community_id).exclude(pk__in=known)
    return others.exclude(stage__in=(Stage.IDEA, Stage.CLOSED)).order_by("name")
