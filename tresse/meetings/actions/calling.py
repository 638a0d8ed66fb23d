"""Calling a session, changing it, calling it off, and saying whether one comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.core import clock, indexing, journal
from tresse.guests.actions import move_links_to
from tresse.guests.models import Guest
from tresse.meetings import emails, rules, schedule
from tresse.meetings.actions.attendance import forget_names
from tresse.meetings.journal import audience_word
from tresse.meetings.models import AgendaItem, Answer, Attendance, Meeting, Minutes
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of, people_present


@dataclass(frozen=True)
class Planned:
    """One item of the agenda, as it is proposed when a session is called."""

    title: str
    minutes: int = 20
    method_key: str = ""
    led_by: Membership | None = None


class Terms(TypedDict, total=False):
    """What can be said anew of a session that was called."""

    title: str
    intention: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    link: str
    audience: str
    is_open: bool
    chatham_house: bool
    cycle: Cycle | None


WHEN_AND_WHERE = ("starts_at", "ends_at", "time_zone", "place", "link")


@transaction.atomic
def convene(
    community: Community,
    *,
    by: Any,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    time_zone: str = "Europe/Paris",
    place: str = "",
    link: str = "",
    intention: str = "",
    audience: str = Audience.COMMUNITY,
    is_open: bool = False,
    chatham_house: bool = False,
    cycle: Cycle | None = None,
    agenda: Sequence[Planned] = (),
    already_held: bool = False,
) -> Meeting:
    """Call a session: everyone inside is invited by mail. One already held is recorded, and nobody is written to."""
    community = Community.objects.held().get(pk=community.pk)
    rules.convening(by, community).require()
    starts_at, ends_at = schedule.universal(starts_at), schedule.universal(ends_at)
    schedule.check_order(starts_at, ends_at, time_zone)
    schedule.check_held(ends_at) if already_held else schedule.check_to_come(starts_at, ends_at)
    meeting = Meeting(
        community=community,
        cycle=cycle,
        number=_next_number(community),
        title=title.strip(),
        intention=intention.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=time_zone,
        place=place.strip(),
        link=link.strip(),
        audience=audience,
        is_open=is_open,
        chatham_house=chatham_house,
        convened_by=membership_of(by, community),
        convened_at=clock.now(),
    )
    _check_terms(meeting)
    meeting.save()
    _lay_out(meeting, agenda)
    kind = "meeting.recorded" if already_held else "meeting.convened"
    journal.record(kind, stream=community.stream, subject=meeting, by=by, number=meeting.number)
    if already_held:
        Attendance.objects.create(meeting=meeting, person=by)
    else:
        _invite(meeting)
    indexing.changed(meeting)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Any, **terms: Unpack[Terms]) -> Meeting:
    """Say anew what a session is, when or where. Another time or place is mailed to everyone concerned."""
    Community.objects.held().get(pk=meeting.community_id)
    before = _fetch(meeting)
    meeting = _fetch(meeting)
    rules.changing(by, meeting).require()
    for name, value in terms.items():
        setattr(meeting, name, _plain(value))
    changed = [name for name in terms if getattr(meeting, name) != getattr(before, name)]
    _check_change(before, meeting, changed)
    _check_terms(meeting)
    if not changed:
        return meeting
    moved = any(name in WHEN_AND_WHERE for name in changed)
    meeting.invitation_number += moved
    meeting.save()
    _follow_audience(before, meeting, by=by)
    if "ends_at" in changed:
        move_links_to(meeting, rules.open_to_guests_until(meeting))
    if meeting.chatham_house and meeting.is_past:
        forget_names(meeting)
    indexing.changed(meeting, *Minutes.objects.filter(meeting=meeting))
    kind = "meeting.moved" if moved else "meeting.changed"
    journal.record(kind, stream=meeting.community.stream, subject=meeting, by=by, number=meeting.number)
    if moved and meeting.is_upcoming:
        emails.send_change(before, meeting)
    return meeting


def move_meeting(
    meeting: Meeting,
    *,
    by: Any,
    starts_at: datetime,
    ends_at: datetime,
    time_zone: str | None = None,
    place: str | None = None,
    link: str | None = None,
) -> Meeting:
    """Another day or hour, and another place if one says so: everyone concerned is told by mail."""
    return change_meeting(
        meeting,
        by=by,
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=meeting.time_zone if time_zone is None else time_zone,
        place=meeting.place if place is None else place,
        link=meeting.link if link is None else link,
    )


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, because: str, by: Any) -> Meeting:
    """Call a session off, with the reason that everyone concerned reads by mail."""
    Community.objects.held().get(pk=meeting.community_id)
    meeting = _fetch(meeting)
    rules.cancelling(by, meeting).require()
    if not because.strip():
        raise ValidationError({"because": _("Say why in a few words: those who had kept the date will read it.")})
    meeting.cancelled_at, meeting.cancelled_because = clock.now(), because.strip()
    meeting.invitation_number += 1
    meeting.save(update_fields=["cancelled_at", "cancelled_because", "invitation_number"])
    journal.record(
        "meeting.cancelled", stream=meeting.community.stream, subject=meeting, by=by, number=meeting.number
    )
    emails.send_cancellation(meeting)
    return meeting


@transaction.atomic
def answer_invitation(meeting: Meeting, *, answer: str, by: Any) -> Attendance:
    """Say whether one comes. One may change one's mind until the session is over."""
    rules.answering(by, meeting).require()
    attendance, _created = Attendance.objects.update_or_create(
        meeting=meeting, person=by, defaults={"answer": Answer(answer), "answered_at": clock.now()}
    )
    return attendance


@transaction.atomic
def answer_as_guest(meeting: Meeting, *, answer: str, guest: Guest) -> Attendance:
    """A guest says whether they come, and may change their mind until the session is over."""
    guest = Guest.objects.select_related("community").get(pk=guest.pk)
    rules.answering_as_guest(guest, meeting).require()
    attendance, _created = Attendance.objects.update_or_create(
        meeting=meeting, guest=guest, defaults={"answer": Answer(answer), "answered_at": clock.now()}
    )
    return attendance


def _next_number(community: Community) -> int:
    """The community is held: two people calling at the same time get two numbers."""
    last: int | None = community.meetings.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


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


def _invite(meeting: Meeting) -> None:
    people = people_present(meeting.community)
    Attendance.objects.bulk_create(Attendance(meeting=meeting, person=person) for person in people)
    emails.send_invitation(meeting, people)


def _fetch(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("community", "cycle").get(pk=meeting.pk)


def _plain(value: Any) -> Any:
    """Words without blanks around them, moments by the universal clock."""
    if isinstance(value, str):
        return value.strip()
    return schedule.universal(value) if isinstance(value, datetime) else value


def _check_terms(meeting: Meeting) -> None:
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
    if meeting.cycle and meeting.cycle.community != meeting.community:
        raise ValidationError({"cycle": _("This cycle belongs to another community.")})


def _check_change(before: Meeting, meeting: Meeting, changed: list[str]) -> None:
    """What was promised when people were invited stays promised."""
    moved_in_time = any(name in ("starts_at", "ends_at", "time_zone") for name in changed)
    if before.is_past and moved_in_time:
        raise ValidationError({"starts_at": _("This session is over: its date stays what it was.")})
    if moved_in_time:
        schedule.check_order(meeting.starts_at, meeting.ends_at, meeting.time_zone)
    if "starts_at" in changed:
        schedule.check_to_come(meeting.starts_at, meeting.ends_at)
    if before.chatham_house and not meeting.chatham_house:
        raise ValidationError(
            {"chatham_house": _("People were invited under the Chatham House rule: it stays for this session.")}
        )
    if before.is_open and not meeting.is_open and _somebody_from_outside_comes(meeting):
        raise ValidationError(
            {"is_open": _("Somebody from outside has already said they come: the session stays open.")}
        )


def _somebody_from_outside_comes(meeting: Meeting) -> bool:
    inside = Membership.objects.inside().filter(community=meeting.community_id).values("person")
    return meeting.attendances.coming().exclude(person=None).exclude(person__in=inside).exists()


def _follow_audience(before: Meeting, meeting: Meeting, *, by: Person) -> None:
    """Minutes are never shown further than their session; widening it does not widen them."""
    wider = meeting.get_audience().width > before.get_audience().width
    if wider:
        journal.record(
            "meeting.widened",
            stream=meeting.community.stream,
            subject=meeting,
            by=by,
            number=meeting.number,
            audience_word=audience_word(meeting.audience),
        )
    minutes = getattr(meeting, "minutes", None)
    if minutes and not meeting.get_audience().includes(minutes.get_audience()):
        minutes.audience = meeting.audience
        minutes.save(update_fields=["audience"])
