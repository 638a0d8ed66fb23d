"""A room on a BigBlueButton server, by its API (docs.bigbluebutton.org/development/api).

Each call is signed: the hash of its name, its parameters as they travel and the secret shared with the server. A room is
made at the moment somebody goes in, as often as one likes: the server answers the same for one that is there.
"""

import hashlib
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen
from xml.etree import ElementTree

from django.conf import settings

WAITS = 8  # seconds
LONGEST = 100_000  # characters of an answer


class NoRoom(Exception):
    """The server does not answer, or refuses."""


def make_room(room: str, *, name: str, recorded: bool, back_to: str) -> str:
    """Make the room, unless it is there; when it was made, which the addresses of those who go in quote."""
    answer = _ask(
        "create",
        meetingID=room,
        name=name,
        record=_bool(recorded),
        autoStartRecording="false",
        allowStartStopRecording=_bool(recorded),
        logoutURL=back_to,
    )
    return answer.findtext("createTime", "")


def address_in(room: str, *, name: str, moderates: bool, made_at: str = "") -> str:
    """The address by which one person goes in, under their name: it is theirs alone."""
    said = {
        "fullName": name,
        "meetingID": room,
        "role": "MODERATOR" if moderates else "VIEWER",
        "redirect": "true",
    }
    return _signed("join", **said, **({"createTime": made_at} if made_at else {}))


def close_room(room: str) -> None:
    """Everybody in it comes back to the page of the session. A room that is not there is closed already."""
    try:
        _ask("end", meetingID=room)
    except NoRoom as error:
        if str(error) != "notFound":
            raise


def erase_recordings(room: str) -> int:
    """Those the server tells of, still being made or published. How many."""
    told = _ask("getRecordings", meetingID=room, state="processing,processed,published,unpublished")
    found = [each.findtext("recordID", "") for each in told.iter("recording")]
    if found:
        _ask("deleteRecordings", recordID=",".join(found))
    return len(found)


def _ask(call: str, **parameters: str) -> ElementTree.Element:
    try:
        with urlopen(_signed(call, **parameters), timeout=WAITS) as answer:
            said = ElementTree.fromstring(answer.read(LONGEST))
    except (URLError, OSError, ValueError, ElementTree.ParseError) as error:
        raise NoRoom(str(error)) from error
    if said.findtext("returncode") != "SUCCESS":
        raise NoRoom(said.findtext("messageKey", ""))
    return said


def _signed(call: str, **parameters: str) -> str:
    query = urlencode(parameters)
    seal = hashlib.new(settings.BBB_HASH, f"{call}{query}{settings.BBB_SECRET}".encode()).hexdigest()
    return f"{settings.BBB_URL}/api/{call}?{query}&checksum={seal}"


def _bool(value: bool) -> str:
    return "true" if value else "false"
