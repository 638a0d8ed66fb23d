"""What the pages of sessions read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Cycle, Stage
from tresse.core import clock
from tresse.documents.models import Block, Document
from tresse.guests.models import Guest
from tresse.meetings.methods import Method, on_offer
from tresse.meetings.models import AgendaItem, Answer, Attendance, Meeting, MeetingQuerySet, Minutes, with_methods
from tresse.memberships.models import Membership, live_membership
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
    inside = Membership.objects.inside().filter(person=person).values("community")
    here = Meeting.objects.visible_to(person).filter(community__slug=slug, number=number, community__in=inside)
    return get_object_or_404(here.select_related("community", "cycle__strand"))


def listed(meetings: MeetingQuerySet, person: Any) -> MeetingQuerySet:
    """Sessions for a list: with their community, and whether this person has answered `coming` or may read minutes."""
    mine = Attendance.objects.of(person).filter(meeting=OuterRef("pk"))
    return meetings.select_related("community", "cycle__strand").annotate(
        i_am_coming=Exists(mine.coming()),
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
    visible = Minutes.objects.visible_to(person).filter(meeting=meeting).select_related("written_by__person")
    for minutes in visible:  # one at most
        minutes.meeting, minutes.community = meeting, meeting.community
        return minutes
    return None


def blocks_from(meeting: Meeting, person: Any, *, inside: bool) -> list[Block]:
    """What came out of it: the blocks that say this session is their source, in documents this person may see.

    Beyond the community no quotation is among them: somebody may not have authorised it, or may have
    chosen that nothing tells where they spoke (S2, S4).
    """
    here = ContentType.objects.get_for_model(Meeting)
    blocks = Block.objects.kept().filter(
        source_type=here, source_id=meeting.pk, document__community=meeting.community_id
    )
    if not inside:
        blocks = blocks.exclude(pk__in=Block.objects.quoting().values("pk"))
    visible = blocks.filter(document__in=Document.objects.visible_to(person))
    found = list(visible.select_related("document").order_by("document", "position"))
    for block in found:
        block.document.community = meeting.community
    return found


@dataclass(frozen=True)
class Company:
    """Who is expected at a session and who came, for those inside; for everybody else, only oneself."""

    mine: Attendance | None
    coming: list[Attendance]
    later: list[Attendance]
    not_coming: list[Attendance]
    came: list[Attendance]
    expected: int
    silent: int


def company(meeting: Meeting, person: Any, *, inside: bool) -> Company:
    """Names for the members, unless the Chatham House rule forbids them (S3); numbers otherwise."""
    everybody = list(meeting.attendances.by_name())
    name = named_here(meeting.community)
    for one in everybody:
        one.named = name(one.person) if one.person else str(one.guest)
    shown = everybody if inside and meeting.names_people else []
    return Company(
        mine=next((one for one in everybody if one.person_id and one.person_id == person.pk), None),
        coming=[one for one in shown if one.is_coming],
        later=[one for one in shown if one.answer == Answer.LATER],
        not_coming=[one for one in shown if one.answer == Answer.NOT_COMING],
        came=[one for one in shown if one.came],
        expected=sum(one.is_coming for one in everybody),
        silent=sum(not one.answer for one in everybody),
    )


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
