"""Calling a session, or a series of them in one gesture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.core import clock, indexing, journal
from tresse.core.numbers import next_number
from tresse.meetings import emails, rooms, rules, schedule
from tresse.meetings.models import AgendaItem, Attendance, Meeting, Series
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of, people_present, place_of

MOST_AT_ONCE = 30


@dataclass(frozen=True)
class Planned:
    """One item of the agenda, as it is proposed when a session is called."""

    title: str
    minutes: int = 20
    method_key: str = ""
    led_by: Membership | None = None


class Terms(TypedDict, total=False):
    """What can be said of a session, when it is called and anew afterwards."""

    title: str
    intention: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    link: str
    room_kind: str
    recording_wanted: bool
    places: int | None
    places_on_site: int | None
    audience: str
    is_open: bool
    chatham_house: bool
    cycle: Cycle | None


@transaction.atomic
def convene(
    community: Community,
    *,
    by: Any,
    agenda: Sequence[Planned] = (),
    already_held: bool = False,
    **terms: Unpack[Terms],
) -> Meeting:
    """Call a session: everyone inside is invited by mail. One already held is recorded, and nobody is written to."""
    community = Community.objects.held().get(pk=community.pk)
    rules.convening(by, community).require()
    meeting = _call(community, by, agenda, terms, already_held=already_held)
    kind = "meeting.recorded" if already_held else "meeting.convened"
    journal.record(kind, stream=community.stream, subject=meeting, by=by, number=meeting.number)
    if already_held:
        Attendance.objects.create(meeting=meeting, person=by)
    else:
        people = people_present(community)
        _expect(people, [meeting])
        emails.send_invitation(meeting, people)
    indexing.written(meeting)
    return meeting


@transaction.atomic
def convene_series(
    community: Community,
    *,
    by: Any,
    moments: Sequence[tuple[datetime, datetime]],
    agenda: Sequence[Planned] = (),
    **terms: Unpack[Terms],
) -> Series:
    """Call several sessions in one gesture: everyone inside is invited to all of them in one mail."""
    community = Community.objects.held().get(pk=community.pk)
    rules.convening(by, community).require()
    if not 2 <= len(set(moments)) <= MOST_AT_ONCE:
        raise ValidationError({"dates": _("A series has two sessions at least, and thirty at most.")})
    place = place_of(by, community)
    series = Series.objects.create(community=community, convened_by=place, convened_at=clock.now())
    meetings = [
        _call(community, by, agenda, {**terms, "starts_at": starts_at, "ends_at": ends_at}, series=series)
        for starts_at, ends_at in sorted(set(moments))
    ]
    first, last = meetings[0].number, meetings[-1].number
    journal.record("series.convened", stream=community.stream, subject=series, by=by, first=first, last=last)
    people = people_present(community)
    _expect(people, meetings)
    emails.send_series(series, meetings, people)
    indexing.written(*meetings)
    return series


def check_terms(meeting: Meeting) -> None:
    """What the terms of a session cannot be together, said by field."""
    if not meeting.title:
        raise ValidationError({"title": _("Give the session a title, so that people know whether to come.")})
    if meeting.is_open and meeting.audience != Audience.PUBLIC:
        raise ValidationError(
            {"audience": _("Anybody may come to an open session, so everyone must be able to see it.")}
        )
    if meeting.chatham_house and meeting.audience == Audience.SESSION:
        raise ValidationError(
            {
                "audience": _(
                    "Keeping who may see it would say who came, which the Chatham House rule forbids. "
                    "Choose the community."
                )
            }
        )
    if meeting.chatham_house and meeting.recording_wanted:
        raise ValidationError(
            {"recording_wanted": _("A recording says who spoke, which the Chatham House rule forbids.")}
        )
    if meeting.cycle and meeting.cycle.community != meeting.community:
        raise ValidationError({"cycle": _("This cycle belongs to another community.")})


def _call(
    community: Community,
    by: Any,
    agenda: Sequence[Planned],
    terms: Terms,
    *,
    series: Series | None = None,
    already_held: bool = False,
) -> Meeting:
    meeting = Meeting(
        community=community,
        series=series,
        number=next_number(community.meetings),
        convened_by=membership_of(by, community),
        convened_at=clock.now(),
        **{name: schedule.plain(value) for name, value in terms.items()},
    )
    meeting.planned_at = meeting.starts_at if series else None
    schedule.check_order(meeting.starts_at, meeting.ends_at, meeting.time_zone)
    if already_held:
        schedule.check_held(meeting.ends_at)
    else:
        schedule.check_to_come(meeting.starts_at, meeting.ends_at)
    check_terms(meeting)
    rooms.prepare(meeting)
    meeting.save()
    _lay_out(meeting, agenda)
    return meeting


def _lay_out(meeting: Meeting, agenda: Sequence[Planned]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            title=planned.title.strip(),
            minutes=planned.minutes,
            method_key=planned.method_key,
            led_by=planned.led_by,
        )
        for position, planned in enumerate(agenda, start=1)
    )


def _expect(people: Sequence[Any], meetings: Sequence[Meeting]) -> None:
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person) for meeting in meetings for person in people
    )
