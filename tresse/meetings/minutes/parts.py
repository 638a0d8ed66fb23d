"""What the page of a session shows of the others: what was pledged before, and its questions (config/session_parts.py)."""

from typing import Any

from tresse.core import clock
from tresse.meetings.minutes import queries, rules
from tresse.meetings.models import Meeting, Track
from tresse.meetings.parts import SessionPart
from tresse.meetings.queries import own_attendance
from tresse.meetings.rules import preparing
from tresse.memberships.queries import membership_of


def last_time(person: Any, meeting: Meeting) -> SessionPart | None:
    """« What we said last time », on the page of a session to come or of today, for those inside."""
    if (
        meeting.is_cancelled
        or meeting.ends_at.date() < clock.today()
        or membership_of(person, meeting.community) is None
    ):
        return None
    pledges = queries.said_before(meeting, person)
    return SessionPart("meetings/parts/last_time.html", {"pledges": pledges}) if pledges else None


def questions(person: Any, meeting: Meeting) -> SessionPart | None:
    """The questions one answers in one's own time; before there are any, the gesture that opens them."""
    if meeting.is_cancelled or membership_of(person, meeting.community) is None:
        return None
    track = Track.objects.filter(meeting=meeting).prefetch_related("questions").first()
    if track is None and meeting.is_past:
        return None
    may_open = preparing(person, meeting)  # whoever reads this page knows the session exists
    return SessionPart("meetings/parts/questions.html", {"track": track, "may_open": may_open}, "side")


def presence(person: Any, meeting: Meeting) -> SessionPart | None:
    """« I was there », for those inside once the session has begun; never under the Chatham House rule (S3)."""
    if meeting.starts_at > clock.now() or meeting.is_cancelled or meeting.chatham_house:
        return None
    if membership_of(person, meeting.community) is None or not rules.declaring_presence(person, meeting):
        return None
    mine = own_attendance(person, meeting)
    return SessionPart("meetings/parts/presence.html", {"came": mine.came if mine else None}, "side")
