"""Where one meets by video: one's own link, or a room made on a server that the network has set."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from tresse.core.ids import short_id
from tresse.meetings.models import Meeting, Room


def available() -> list[Room]:
    """The kinds of room there are here."""
    servers = {Room.JITSI: settings.JITSI_URL, Room.BIGBLUEBUTTON: settings.BBB_URL and settings.BBB_SECRET}
    return [Room.OWN, *(kind for kind, is_set in servers.items() if is_set)]


def prepare(meeting: Meeting) -> None:
    """Give the session the address of its room; nothing is asked of a server before somebody presses the button.

    A Jitsi room is its address, which nobody can guess. A BigBlueButton room has an address of its own for each
    person: what is announced is the page of ours that makes it.
    """
    if meeting.room_kind == Room.OWN:
        if meeting.room and _is_of_room(meeting):
            meeting.link = ""
        meeting.room = ""
        return
    if meeting.room_kind not in available():
        raise ValidationError({"room_kind": _("No such server is set for this network. Give a link of your own.")})
    meeting.room = meeting.room or new_name()
    if meeting.room_kind == Room.JITSI:
        meeting.link = f"{settings.JITSI_URL}/{meeting.room}"
    else:
        page = reverse("meetings:video", args=[meeting.community.slug, meeting.number])
        meeting.link = settings.TRESSE_URL + page


def new_name() -> str:
    """One that nobody can guess."""
    return "".join(short_id() for _each in range(3))


def _is_of_room(meeting: Meeting) -> bool:
    path = urlsplit(meeting.link).path
    return path.endswith((f"/{meeting.room}", f"/m/{meeting.number}/video/"))
