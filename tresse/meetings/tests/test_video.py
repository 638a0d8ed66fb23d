"""Rooms made on a server: their real addresses, the signed calls of BigBlueButton, and no recording unless all agree."""

import hashlib
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.guests import actions as guests
from tresse.meetings import actions
from tresse.meetings.models import Meeting, RecordedRoom
from tresse.meetings.tests import factories

SECRET = "8cd8ef52e8e101574e400365b55e11a6"
INSIDE = {"awa", "claire", "member", "newcomer", "former", "late"}


class Server(ThreadingHTTPServer):
    """A server that checks each call as BigBlueButton does, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.hash = "sha256"
        self.recordings: list[str] = []
        self.refused: set[str] = set()


class _Answers(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        call, (query, _sign, seal) = address.path.rpartition("/")[2], address.query.rpartition("&checksum=")
        good = hashlib.new(self.server.hash, f"{call}{query}{SECRET}".encode()).hexdigest() == seal
        if good:
            self.server.asked.append((call, dict(parse_qsl(query))))
        told = "".join(f"<recording><recordID>{one}</recordID></recording>" for one in self.server.recordings)
        if good and call == "deleteRecordings":
            self.server.recordings.clear()
        if call in self.server.refused:
            good = False
        said = (
            f"<returncode>SUCCESS</returncode><createTime>1531155809613</createTime><recordings>{told}</recordings>"
            if good
            else "<returncode>FAILED</returncode><messageKey>checksumError</messageKey>"
        )
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"<response>{said}</response>".encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server(settings) -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.BBB_URL = f"http://127.0.0.1:{server.server_port}/bigbluebutton"
    settings.BBB_SECRET, settings.BBB_HASH = SECRET, "sha256"
    yield server
    server.shutdown()
    server.server_close()


def room(cast, **terms) -> Meeting:
    """A session with a room, about to begin."""
    return factories.session(cast, room_kind="bbb", link="", starts_at=clock.now() + timedelta(minutes=30), **terms)


def test_a_jitsi_room_is_an_address_nobody_can_guess(cast, settings):
    settings.JITSI_URL = "https://meet.example.org"
    one, other = (factories.session(cast, room_kind="jitsi") for _ in range(2))
    assert one.link == f"https://meet.example.org/{one.room}"
    assert (len(one.room), one.room == other.room) == (24, False)
    kept = actions.change_meeting(one, by=cast.awa, title="Autre titre")
    assert kept.link == one.link
    own = actions.change_meeting(one, by=cast.awa, room_kind="", link="")
    assert (own.link, own.room) == ("", "")


@pytest.mark.parametrize("kind", ["jitsi", "bbb"])
def test_no_room_is_made_where_no_server_is_set(cast, kind):
    with pytest.raises(ValidationError, match="No such server"):
        factories.session(cast, room_kind=kind)


def test_a_room_is_made_and_one_goes_in_under_one_s_name(server, cast, as_):
    meeting = room(cast)
    answer = as_("member").post(meeting.link.replace("http://testserver", ""))
    (call, asked) = server.asked[0]
    assert (call, asked["meetingID"], asked["record"], asked["allowStartStopRecording"]) == (
        "create",
        meeting.room,
        "false",
        "false",
    )
    address = urlsplit(answer["Location"])
    assert address.path == "/bigbluebutton/api/join"
    said = {name: values[0] for name, values in parse_qs(address.query).items()}
    query, _sign, seal = address.query.rpartition("&checksum=")
    assert seal == hashlib.sha256(f"join{query}{SECRET}".encode()).hexdigest()
    assert said == {
        "fullName": "Mina Membre",
        "meetingID": meeting.room,
        "role": "VIEWER",
        "redirect": "true",
        "createTime": "1531155809613",
        "checksum": seal,
    }


ROLES = {"awa": "MODERATOR", "claire": "MODERATOR", "member": "VIEWER", "former": "VIEWER"}


@pytest.mark.parametrize("who", ROLES)
def test_whoever_facilitates_moderates(server, cast, as_, who):
    answer = as_(who).post(_page(room(cast)))
    assert parse_qs(urlsplit(answer["Location"]).query)["role"] == [ROLES[who]]


def test_whoever_leads_a_moment_moderates(server, cast, as_):
    meeting = room(cast, agenda=[actions.Planned("Un tour", 10, "", cast.place("member"))])
    answer = as_("member").post(_page(meeting))
    assert parse_qs(urlsplit(answer["Location"]).query)["role"] == ["MODERATOR"]


def test_an_older_server_takes_the_older_hash(server, cast, as_, settings):
    server.hash = settings.BBB_HASH = "sha1"
    assert as_("member").post(_page(room(cast))).status_code == 302


@pytest.mark.parametrize("fault", ["another secret", "down", "no server of ours"])
def test_a_server_that_refuses_or_is_down_is_said_in_a_sentence(server, cast, as_, settings, fault):
    meeting = room(cast)
    if fault == "another secret":
        settings.BBB_SECRET = "another"
    if fault == "down":
        settings.BBB_URL = "http://127.0.0.1:9/bigbluebutton"
    if fault == "no server of ours":
        settings.BBB_URL = "http://nowhere.invalid/bigbluebutton"
    answer = as_("member").post(_page(meeting))
    assert (answer.status_code, "The video server does not answer" in answer.text) == (503, True)


def test_the_room_opens_an_hour_before_and_closes_two_hours_after(server, cast, as_):
    meeting, browser = room(cast), as_("member")
    moments = {-90: 403, -30: 302, 0: 302, 119: 302, 200: 302, 250: 403}  # minutes from its beginning; it lasts 120
    found = {}
    for minutes in moments:
        with clock.at(meeting.starts_at + timedelta(minutes=minutes)):
            found[minutes] = browser.post(_page(meeting)).status_code
    assert found == moments


def test_a_guest_goes_in_by_their_own_link(server, cast):
    meeting = room(cast)
    fatou = guests.invite_guest(
        cast.community, by=cast.awa, name="Fatou", email="fatou@example.org", kind="session", thing=meeting
    )
    page = Client().get(fatou.get_absolute_url())
    assert "/video/" in page.text
    assert meeting.link not in page.text
    answer = Client(enforce_csrf_checks=True).post(f"{fatou.get_absolute_url()}video/")
    said = parse_qs(urlsplit(answer["Location"]).query)
    assert (said["fullName"], said["role"]) == (["Fatou"], ["VIEWER"])


def test_who_goes_into_the_room(server, cast, as_):
    row = dict.fromkeys(EVERYBODY, 404) | {"visitor": 302}
    table = {
        "meetings:video": row | dict.fromkeys(INSIDE, 200),
        "POST meetings:video": row | dict.fromkeys(INSIDE, 302) | {"late": 403},
    }
    check_access(as_, table, {"meetings:video": _page(room(cast))})


def _page(meeting: Meeting) -> str:
    return f"{meeting.get_absolute_url()}video/"


# Recording


def agreeing(cast, meeting, **said: bool) -> bool:
    for who, agrees in said.items():
        actions.agree_to_recording(meeting, agrees=agrees, by=cast.person(who))
    return actions.may_be_recorded(meeting)


def come(cast, meeting, *people: str) -> None:
    for who in people:
        actions.answer_invitation(meeting, answer="remotely", by=cast.person(who))


def test_nothing_is_recorded_unless_everyone_who_comes_agrees(cast):
    meeting = factories.session(cast, recording_wanted=True)
    assert actions.may_be_recorded(meeting) is False  # nobody comes
    come(cast, meeting, "awa", "member")
    assert [agreeing(cast, meeting, awa=True), agreeing(cast, meeting, member=True)] == [False, True]
    come(cast, meeting, "claire")  # one more comes, who was not asked yet
    assert [actions.may_be_recorded(meeting), agreeing(cast, meeting, claire=True)] == [False, True]
    assert agreeing(cast, meeting, member=False) is False


def test_whoever_does_not_come_any_more_no_longer_counts(cast):
    meeting = factories.session(cast, recording_wanted=True)
    come(cast, meeting, "awa", "member")
    agreeing(cast, meeting, awa=True, member=False)
    actions.answer_invitation(meeting, answer="not_coming", by=cast.member)
    assert actions.may_be_recorded(meeting) is True


def test_guests_are_asked_too(cast):
    meeting = factories.session(cast, recording_wanted=True)
    fatou = guests.invite_guest(
        cast.community, by=cast.awa, name="Fatou", email="fatou@example.org", kind="session", thing=meeting
    )
    come(cast, meeting, "awa")
    agreeing(cast, meeting, awa=True)
    actions.answer_as_guest(meeting, answer="coming", guest=fatou)
    assert actions.may_be_recorded(meeting) is False
    Client().post(f"{fatou.get_absolute_url()}recording/", {"agrees": "yes"})
    assert actions.may_be_recorded(meeting) is True


def test_the_room_records_only_while_all_agree(server, cast, as_):
    meeting = room(cast, recording_wanted=True)
    come(cast, meeting, "awa", "member")
    agreeing(cast, meeting, awa=True, member=True)
    as_("member").post(_page(meeting))
    agreeing(cast, meeting, member=False)
    as_("member").post(_page(meeting))
    assert [asked["record"] for call, asked in server.asked if call == "create"] == ["true", "false"]


def test_the_page_asks_for_one_s_own_agreement_and_tells_nobody_else_s(cast, as_):
    meeting = factories.session(cast, recording_wanted=True)
    come(cast, meeting, "awa", "member")
    where = f"{meeting.get_absolute_url()}recording/"
    page = as_("member").post(where, {"agrees": "no"}, follow=True).text
    assert "You did not agree to be recorded." in page
    others = as_("awa").get(meeting.get_absolute_url()).text
    assert ("as things stand, no recording may start" in others, "did not agree" in others) == (True, False)


def test_only_those_who_come_are_asked(cast):
    meeting, plain = factories.session(cast, recording_wanted=True), factories.session(cast)
    with pytest.raises(ValidationError, match="Say first that you come"):
        agreeing(cast, meeting, member=True)
    with pytest.raises(PermissionDenied, match="Nobody wishes to record"):
        agreeing(cast, plain, member=True)
    with pytest.raises(PermissionDenied):
        agreeing(cast, meeting, outsider=True)


def test_under_the_chatham_house_rule_nothing_is_recorded(cast):
    with pytest.raises(ValidationError, match="A recording says who spoke"):
        factories.session(cast, recording_wanted=True, chatham_house=True)


def recorded(cast, as_) -> Meeting:
    """Awa and Mina come, agree, and Mina is in the room."""
    meeting = room(cast, recording_wanted=True)
    come(cast, meeting, "awa", "member")
    agreeing(cast, meeting, awa=True, member=True)
    as_("member").post(_page(meeting))
    return meeting


def test_taking_one_s_agreement_back_leaves_the_room_that_may_be_recorded(server, cast, as_):
    meeting = recorded(cast, as_)
    agreeing(cast, meeting, member=False)
    assert actions.tend_unwanted_rooms() == 0
    as_("awa").post(_page(meeting))
    calls = [(call, asked.get("meetingID") == meeting.room, asked.get("record")) for call, asked in server.asked]
    assert calls == [
        ("create", True, "true"),
        ("end", True, None),
        ("getRecordings", True, None),
        ("create", False, "false"),
    ]
    assert "The session goes on here" in as_("awa").get(_page(meeting)).text


def test_what_was_recorded_is_erased_whenever_the_server_comes_to_tell_of_it(server, cast, as_):
    agreeing(cast, recorded(cast, as_), member=False)
    assert actions.tend_unwanted_rooms() == 0
    server.recordings = ["a-1", "a-2"]  # the next day
    with clock.at(clock.now() + timedelta(days=1)):
        assert [actions.tend_unwanted_rooms(), actions.tend_unwanted_rooms()] == [2, 0]
    assert [asked for call, asked in server.asked if call == "deleteRecordings"] == [{"recordID": "a-1,a-2"}]
    with clock.at(clock.now() + timedelta(days=15)):
        before = len(server.asked)
        actions.tend_unwanted_rooms()
    assert len(server.asked) == before


def test_a_server_that_is_down_is_asked_again(server, cast, as_):
    meeting = recorded(cast, as_)
    agreeing(cast, meeting, member=False)
    server.refused = {"end"}
    assert actions.tend_unwanted_rooms() == 0
    assert "stop the recording and end it" in as_("awa").get(_page(meeting)).text
    server.refused, server.recordings = set(), ["a-1"]
    assert actions.tend_unwanted_rooms() == 1
    assert RecordedRoom.objects.get().closed_at is not None


def test_nothing_is_closed_nor_erased_while_all_agree(server, cast, as_):
    recorded(cast, as_)
    assert (actions.tend_unwanted_rooms(), [call for call, _asked in server.asked]) == (0, ["create"])


def test_nobody_goes_into_a_room_that_may_be_recorded_before_they_have_agreed(server, cast, as_):
    meeting, browser = recorded(cast, as_), as_("newcomer")
    assert browser.post(_page(meeting)).status_code == 403
    come(cast, meeting, "newcomer")
    assert browser.post(_page(meeting)).status_code == 403
    agreeing(cast, meeting, newcomer=True)
    assert browser.post(_page(meeting)).status_code == 302
    fatou = guests.invite_guest(
        cast.community, by=cast.awa, name="Fatou", email="fatou@example.org", kind="session", thing=meeting
    )
    assert Client().post(f"{fatou.get_absolute_url()}video/").status_code == 403


def test_a_room_made_again_as_somebody_took_their_agreement_back_is_closed_again(server, cast, as_):
    meeting = recorded(cast, as_)
    left = meeting.room
    agreeing(cast, meeting, member=False)
    actions.tend_unwanted_rooms()
    actions.keep_recorded_room(meeting, left)  # whoever pressed the button a moment before
    actions.tend_unwanted_rooms()
    assert [call for call, _asked in server.asked].count("end") == 2


def test_recording_wished_no_more_leaves_the_room_too(server, cast, as_):
    meeting = recorded(cast, as_)
    actions.change_meeting(meeting, recording_wanted=False, by=cast.awa)
    as_("member").post(_page(meeting))
    assert [asked["record"] for call, asked in server.asked if call == "create"] == ["true", "false"]
    assert RecordedRoom.objects.unwanted().count() == 1
