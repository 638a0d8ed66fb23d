"""What the pages and mails of a date poll read: each moment, who could come, and what is worth knowing before choosing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from tresse.communities.models import Community
from tresse.meetings.moments import When, when
from tresse.memberships.models import Membership
from tresse.polls.models import Poll, PollAnswer, PollLink, PollMoment, Voice

WHOLE = ("community", "cycle__strand", "opened_by__person", "meeting__community")


def entered_poll(community: Community, number: int) -> Poll:
    """The poll of this number, for whoever has entered its community."""
    return get_object_or_404(Poll.objects.select_related(*WHOLE), community=community, number=number)


def mailed_link(token: str) -> PollLink:
    """Whose address this is, as long as they are inside; otherwise 404."""
    links = PollLink.objects.filter(
        membership__left_at=None, membership__signed_at__isnull=False, membership__person__is_active=True
    )
    whole = [f"poll__{path}" for path in WHOLE]
    return get_object_or_404(links.select_related("membership__person", *whole), token=token)


def living_polls(person: Any, community: Community) -> QuerySet[Poll]:
    """The polls still of use here, each with `is_answered`: this person has said when they can."""
    mine = PollAnswer.objects.filter(moment__poll=OuterRef("pk"), membership__in=person.memberships.live())
    return Poll.objects.alive().filter(community=community).annotate(is_answered=Exists(mine)).order_by("closes_at")


@dataclass
class Row:
    """One moment as it is read: in words, and what everybody says of it. Nothing ranks them."""

    moment: PollMoment
    when: When
    voices: dict[str, list[Membership]]
    mine: str = ""
    reaches_most: bool = False  # the most organisations could come, while another moment reaches fewer
    brings_back: list[Membership] = field(default_factory=list)  # left out last time, and could come to this one

    @property
    def could(self) -> list[Membership]:
        return self.voices[Voice.YES]

    @property
    def if_need_be(self) -> list[Membership]:
        return self.voices[Voice.IF_NEED_BE]

    @property
    def could_not(self) -> list[Membership]:
        return self.voices[Voice.NO]

    @property
    def organisations(self) -> int:
        """How many organisations could come; a person without one counts as one (E3)."""
        return len({member.side for member in [*self.could, *self.if_need_be]})


@dataclass(frozen=True)
class Sheet:
    """The whole poll for one reader."""

    rows: list[Row]
    answered: int
    silent: int

    @property
    def ahead(self) -> list[Row]:
        return [row for row in self.rows if not row.moment.is_past]


def sheet(poll: Poll, person: Any, zone: str = "") -> Sheet:
    """What everybody present says of each moment, for this reader and by their clock. Three queries."""
    moments = list(poll.moments.order_by("starts_at"))
    present = Membership.objects.present().filter(community=poll.community_id, person__is_active=True)
    members = {member.pk: member for member in present.select_related("person", "organisation")}
    answers = list(PollAnswer.objects.filter(moment__in=moments, membership__in=members))
    rows = [_row(poll, moment, answers, members, person, zone) for moment in moments]
    _hint(poll, [row for row in rows if not row.moment.is_past])
    answered = {answer.membership_id for answer in answers}
    return Sheet(rows, len(answered), len(members) - len(answered))


def left_out_last_time(poll: Poll) -> set[int]:
    """The memberships for whom the date found by the poll before this one did not fit. One query.

    A poll under the Chatham House rule has kept no names: it leaves no memory (S3).
    """
    before = Poll.objects.filter(community=poll.community_id, chosen__isnull=False, opened_at__lt=poll.opened_at)
    last = before.order_by("-ended_at").values("chosen")[:1]
    could_not = PollAnswer.objects.filter(moment__in=last, voice=Voice.NO)
    return set(could_not.values_list("membership", flat=True))


def _row(
    poll: Poll,
    moment: PollMoment,
    answers: Iterable[PollAnswer],
    members: dict[int, Membership],
    person: Any,
    zone: str,
) -> Row:
    moment.poll = poll
    voices: dict[str, list[Membership]] = defaultdict(list)
    mine = ""
    for answer in (answer for answer in answers if answer.moment_id == moment.pk):
        member = members[answer.membership_id]
        voices[answer.voice].append(member)
        if member.person_id == person.pk:
            mine = answer.voice
    for people in voices.values():
        people.sort(key=str)
    return Row(moment, when(moment, zone), voices, mine)


def _hint(poll: Poll, rows: list[Row]) -> None:
    """Which moments reach the most organisations, and which bring back whoever was left out last time."""
    reach = [row.organisations for row in rows]
    left_out = left_out_last_time(poll) if poll.names_people and rows else set()
    back = {row.moment.pk: [m for m in (*row.could, *row.if_need_be) if m.pk in left_out] for row in rows}
    for row in rows:
        row.reaches_most = row.organisations == max(reach) > min(reach)
        fits_everywhere = [m for m in back[row.moment.pk] if all(m in those for those in back.values())]
        row.brings_back = [m for m in back[row.moment.pk] if m not in fits_everywhere]
