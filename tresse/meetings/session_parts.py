"""What the page of a session shows of the conversations about it (config/session_parts.py)."""

from typing import Any

from tresse.discussions.talk import talk_about
from tresse.meetings.models import Meeting
from tresse.meetings.parts import SessionPart


def conversations(person: Any, meeting: Meeting) -> SessionPart | None:
    """What was said about this session, as far as it exists for this person (S1)."""
    talk = talk_about(person, meeting.community, meeting)
    return SessionPart("discussions/about.html", {"talk": talk}) if talk else None
