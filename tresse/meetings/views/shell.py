"""What every page of a session tells the shell it stands in."""

from typing import Any

from tresse.meetings.models import Meeting


def within(meeting: Meeting) -> dict[str, Any]:
    """The session and its community, under the tab of sessions."""
    return {"community": meeting.community, "tab": "meetings", "meeting": meeting}
