"""Saying anew what a session is, and calling it off: this one, or this one and those of its series that follow."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Unpack, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.core import clock, indexing, journal
from tresse.guests.actions import move_links_to
from tresse.meetings import emails, rooms, rules, schedule
from tresse.meetings.actions.answering import move_up_each
from tresse.meetings.actions.attendance import forget_names
from tresse.meetings.actions.calling import Terms, check_terms
from tresse.meetings.actions.recording import leave_recorded_room
from tresse.meetings.actions.unsigning import unsign
from tresse.meetings.models import Meeting, Minutes
from tresse.memberships.models import Membership

WHEN = ("starts_at", "ends_at", "time_zone")
WHEN_AND_WHERE = (*WHEN, "place", "link")
Change = tuple[Meeting, Meeting]  # as it was, as it is


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Any, **terms: Unpack[Terms]) -> Meeting:
    """Say anew what a session is, when or where. Another time or place is mailed to everyone concerned."""
    Community.objects.held().get(pk=meeting.community_id)
    rules.changing(by, fetch(meeting)).require()
    before, meeting, changed = _change(meeting, terms, by=by)
    if not changed:
        return meeting
    kind = "meeting.moved" if _is_moved(changed) else "meeting.changed"
    journal.record(kind, stream=meeting.community.stream, subject=meeting, by=by, number=meeting.number)
    if _is_moved(changed) and meeting.is_upcoming:
        emails.send_change(before, meeting)
    return meeting


@transaction.atomic
def change_following(meeting: Meeting, *, by: Any, **terms: Unpack[Terms]) -> list[Meeting]:
    """Say the same anew of a session and of those that follow it in its series; all that moves is told in one mail.

    What was changed apart stays: a session that had been moved keeps its day, one that had another place keeps it.
    """
    Community.objects.held().get(pk=meeting.community_id)
    first = fetch(meeting)
    rules.changing(by, first).require()
    series, follow = first.series, following(first)
    if series is None:
        return [change_meeting(first, by=by, **terms)]
    shift = _shift(first, terms)
    moved: list[Change] = []
    numbers = []
    for other in follow:
        before, after, changed = _change(
            other, _terms_for(other, first, terms, shift), by=by, replan=not other.was_moved
        )
        if changed:
            numbers.append(after.number)
        if _is_moved(changed) and after.is_upcoming:
            moved.append((before, after))
    if numbers:
        said = ", ".join(map(str, numbers))
        journal.record("series.changed", stream=first.community.stream, subject=series, by=by, numbers=said)
    if moved:
        series.change_number += 1
        series.save(update_fields=["change_number"])
        emails.send_series_change(series, moved)
    return [fetch(other) for other in follow]


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
    meeting = fetch(meeting)
    rules.cancelling(by, meeting).require()
    _cancel(meeting, because)
    journal.record(
        "meeting.cancelled", stream=meeting.community.stream, subject=meeting, by=by, number=meeting.number
    )
    emails.send_cancellation(meeting)
    return meeting


@transaction.atomic
def cancel_following(meeting: Meeting, *, because: str, by: Any) -> list[Meeting]:
    """Call off a session and all that follow it in its series; everyone concerned reads it in one mail."""
    Community.objects.held().get(pk=meeting.community_id)
    first = fetch(meeting)
    rules.cancelling(by, first).require()
    if first.series is None:
        return [cancel_meeting(first, because=because, by=by)]
    follow = following(first)
    for other in follow:
        _cancel(other, because)
    numbers = ", ".join(str(other.number) for other in follow)
    journal.record("series.cancelled", stream=first.community.stream, subject=first.series, by=by, numbers=numbers)
    emails.send_series_cancellation(first.series, follow)
    return follow


def fetch(meeting: Meeting) -> Meeting:
    """The session as it is at present."""
    return Meeting.objects.select_related("community", "cycle", "series").get(pk=meeting.pk)


def following(first: Meeting) -> list[Meeting]:
    """This session and those of its series that were planned after it and are still to come."""
    if first.series is None:
        return [first]
    later = Meeting.objects.filter(series=first.series, planned_at__gte=first.planned_at, cancelled_at=None)
    return list(
        later.filter(ends_at__gte=clock.now()).select_related("community", "cycle", "series").order_by("planned_at")
    )


def _change(meeting: Meeting, terms: Terms, *, by: Any, replan: bool = False) -> tuple[Meeting, Meeting, list[str]]:
    """The session as it was and as it is, and what differs. Nobody is told yet."""
    before, meeting = fetch(meeting), fetch(meeting)
    for name, value in terms.items():
        setattr(meeting, name, schedule.plain(value))
    rooms.prepare(meeting)
    changed = [name for name in {*terms, "link"} if getattr(meeting, name) != getattr(before, name)]
    _check_change(before, meeting, changed)
    check_terms(meeting)
    if not changed:
        return before, meeting, changed
    if replan:
        meeting.planned_at = meeting.starts_at
    meeting.invitation_number += _is_moved(changed)
    meeting.save()
    _follow_audience(before, meeting, by=by)
    if "recording_wanted" in changed and not meeting.recording_wanted:
        leave_recorded_room(meeting)
    if "ends_at" in changed:
        move_links_to(meeting, rules.open_to_guests_until(meeting))
    if "chatham_house" in changed:
        unsign(meeting)
    if meeting.chatham_house and meeting.is_past:
        forget_names(meeting)
    move_up_each([meeting])
    indexing.changed(meeting, *Minutes.objects.filter(meeting=meeting))
    return before, meeting, changed


def _is_moved(changed: Sequence[str]) -> bool:
    return any(name in WHEN_AND_WHERE for name in changed)


def _shift(first: Meeting, terms: Terms) -> timedelta | None:
    """By how much the clocks on the wall say the first one moves; None when it keeps its hours."""
    if not any(schedule.plain(terms.get(name, getattr(first, name))) != getattr(first, name) for name in WHEN):
        return None
    zone = schedule.known_zone(terms.get("time_zone", first.time_zone))
    return _wall(terms.get("starts_at", first.starts_at), zone) - _wall(first.starts_at, first.zone)


def _terms_for(other: Meeting, first: Meeting, terms: Terms, shift: timedelta | None) -> Terms:
    """What is said of the first one, as far as the other was like it."""
    alike: Any = {
        name: value
        for name, value in terms.items()
        if name not in WHEN and (other.pk == first.pk or getattr(other, name) == getattr(first, name))
    }
    if shift is None or (other.was_moved and other.pk != first.pk):
        return cast(Terms, alike)
    zone = terms.get("time_zone", first.time_zone)
    length = _wall(terms.get("ends_at", first.ends_at), schedule.known_zone(zone)) - _wall(
        terms.get("starts_at", first.starts_at), schedule.known_zone(zone)
    )
    begins = _wall(other.starts_at, other.zone) + shift
    ends = begins + length
    alike["starts_at"] = schedule.moment(begins.date(), begins.time(), zone)
    alike["ends_at"] = schedule.moment(ends.date(), ends.time(), zone)
    alike["time_zone"] = zone
    return cast(Terms, alike)


def _wall(moment: datetime, zone: Any) -> datetime:
    """What the clocks there show."""
    return moment.astimezone(zone).replace(tzinfo=None)


def _cancel(meeting: Meeting, because: str) -> None:
    if not because.strip():
        raise ValidationError({"because": _("Say why in a few words: those who had kept the date will read it.")})
    meeting.cancelled_at, meeting.cancelled_because = clock.now(), because.strip()
    meeting.invitation_number += 1
    meeting.save(update_fields=["cancelled_at", "cancelled_because", "invitation_number"])


def _check_change(before: Meeting, meeting: Meeting, changed: list[str]) -> None:
    """What was promised when people were invited stays promised."""
    moved_in_time = any(name in WHEN for name in changed)
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
    inside = Membership.objects.inside().filter(rules.at_sides_of(meeting)).values("person")
    return meeting.attendances.coming().exclude(person=None).exclude(person__in=inside).exists()


def _follow_audience(before: Meeting, meeting: Meeting, *, by: Any) -> None:
    """Minutes are never shown further than their session; widening it does not widen them."""
    wider = meeting.get_audience().width > before.get_audience().width
    if wider:
        journal.record(
            "meeting.widened",
            stream=meeting.community.stream,
            subject=meeting,
            by=by,
            number=meeting.number,
            audience_word=journal.word(meeting.get_audience().label),
        )
    minutes = getattr(meeting, "minutes", None)
    if minutes and not meeting.get_audience().includes(minutes.get_audience()):
        minutes.audience = meeting.audience
        minutes.save(update_fields=["audience"])
