"""What people read by mail about sessions, each in their language and by their clock."""

from tresse.meetings.emails.examples import PREVIEWS
from tresse.meetings.emails.series import send_series, send_series_cancellation, send_series_change
from tresse.meetings.emails.sessions import (
    concerned_by,
    invite_guest,
    send_cancellation,
    send_change,
    send_invitation,
    send_places,
    send_stepping_out,
)

__all__ = [
    "PREVIEWS",
    "concerned_by",
    "invite_guest",
    "send_cancellation",
    "send_change",
    "send_invitation",
    "send_places",
    "send_series",
    "send_series_cancellation",
    "send_series_change",
    "send_stepping_out",
]
