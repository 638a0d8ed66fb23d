"""Our iCalendar files, read by another reader than the library that writes them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.utils import translation

from config.by_mail import BY_MAIL, ByMail
from tresse.core import by_mail
from tresse.core.by_mail import Sealed
from tresse.core.models import OutgoingMail
from tresse.guests.actions import invite_guest
from tresse.meetings import actions, calendars
from tresse.meetings.actions import Planned
from tresse.meetings.calendars import Reply
from tresse.meetings.calendars.zones import zone_description
from tresse.meetings.queries import agenda_of
from tresse.meetings.tests import factories

# The night the clocks change, and the days around it.
MOMENTS = [
    ("Europe/Paris", datetime(2027, 3, 27, 14)),
    ("Europe/Paris", datetime(2027, 3, 28, 1, 30)),
    ("Europe/Paris", datetime(2027, 3, 28, 3, 30)),
    ("Europe/Paris", datetime(2027, 3, 29, 14)),
    ("Europe/Paris", datetime(2027, 10, 30, 14)),
    ("Europe/Paris", datetime(2027, 10, 31, 4)),
    ("America/Port-au-Prince", datetime(2027, 3, 13, 14)),
    ("America/Port-au-Prince", datetime(2027, 3, 14, 3, 15)),
    ("America/Port-au-Prince", datetime(2027, 3, 15, 14)),
    ("America/Port-au-Prince", datetime(2027, 11, 7, 4)),
    ("Indian/Antananarivo", datetime(2027, 3, 28, 3, 30)),
    ("Indian/Antananarivo", datetime(2027, 7, 1, 9)),
]


pytestmark = pytest.mark.usefixtures("winter")


def attached() -> dict[str, str]:
    """What each person received, the last one first written."""
    mails = OutgoingMail.objects.order_by("-pk")
    return {mail.to: mail.attachments[0]["content"] for mail in reversed(mails)}


@pytest.mark.parametrize(("zone", "local"), MOMENTS, ids=str)
def test_another_reader_finds_the_very_moment_in_every_zone(cast, zone, local):
    starts_at = local.replace(tzinfo=ZoneInfo(zone))
    meeting = factories.session(cast, starts_at=starts_at, time_zone=zone)
    event = vobject.readOne(calendars.download(meeting, [], with_link=False)).vevent
    assert event.dtstart.value.replace(tzinfo=None) == local
    assert event.dtstart.value.astimezone(UTC) == starts_at.astimezone(UTC)
    assert event.dtend.value.astimezone(UTC) == meeting.ends_at


@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        (
            "Europe/Paris",
            {"DAYLIGHT": ["2026-03-29 02:00:00", "2027-03-28 02:00:00", "2028-03-26 02:00:00"],
             "STANDARD": ["2026-10-25 03:00:00", "2027-10-31 03:00:00", "2028-10-29 03:00:00"]},
        ),
        (
            "America/Port-au-Prince",
            {"DAYLIGHT": ["2026-03-08 02:00:00", "2027-03-14 02:00:00", "2028-03-12 02:00:00"],
             "STANDARD": ["2026-11-01 02:00:00", "2027-11-07 02:00:00", "2028-11-05 02:00:00"]},
        ),
        ("Indian/Antananarivo", {"DAYLIGHT": [], "STANDARD": []}),
    ],
)  # fmt: skip
def test_a_zone_is_described_by_its_changes_as_clocks_showed_before_them(zone, changes):
    described = zone_description(zone, 2027, 2027)
    begun, *later = described.subcomponents
    assert str(begun["DTSTART"].dt) <= "2026-01-01 03:00:00"
    found = {name: [str(o["DTSTART"].dt) for o in later if o.name == name] for name in changes}
    assert found == changes


@pytest.mark.parametrize(
    ("hour", "begins", "ends"),
    [
        (23, "20271031T010000", "20271031T000000Z"),
        (24, "20271031T000000Z", "20271031T010000Z"),
        (25, "20271031T010000Z", "20271031T030000"),
        (26, "20271031T030000", "20271031T040000"),
    ],
)
def test_the_hour_clocks_show_twice_is_said_by_the_universal_one(cast, hour, begins, ends):
    """Thunderbird takes the second of the two, RFC 5545 the first: no program is left to guess."""
    starts_at = datetime(2027, 10, 30, tzinfo=UTC) + timedelta(hours=hour)
    meeting = factories.session(
        cast, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), time_zone="Europe/Paris"
    )
    (event,) = icalendar.Calendar.from_ical(calendars.download(meeting, [], with_link=False)).events
    assert [event[name].to_ical().decode() for name in ("DTSTART", "DTEND")] == [begins, ends]


def test_an_invitation_asks_one_person_and_names_nobody_else(cast):
    meeting = factories.session(cast, agenda=[Planned("Météo d'entrée", 10, "check_in", cast.place("claire"))])
    received = attached()
    assert len(received) == 6
    for name in ("mina", "tom"):
        content = received[f"{name}@example.org"].replace("\r\n ", "")
        event = vobject.readOne(received[f"{name}@example.org"]).vevent
        assert [attendee.value for attendee in event.contents["attendee"]] == [f"mailto:{name}@example.org"]
        others = {"awa", "claire", "farid", "mina", "tom"} - {name}
        assert not [other for other in others if f"{other}@example.org" in content]
        assert "Claire" not in content
    calendar = icalendar.Calendar.from_ical(received["mina@example.org"])
    (event,) = calendar.events
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"], event["STATUS"]) == (
        "REQUEST",
        calendars.uid(meeting),
        0,
        "CONFIRMED",
    )


def test_a_change_and_a_cancellation_speak_of_the_same_event(cast):
    meeting = factories.session(cast)
    start = meeting.starts_at + timedelta(days=1)
    moved = actions.move_meeting(meeting, by=cast.awa, starts_at=start, ends_at=start + timedelta(hours=3))
    changed = icalendar.Calendar.from_ical(attached()["mina@example.org"])
    actions.cancel_meeting(moved, because="La salle est inondée.", by=cast.awa)
    cancelled = icalendar.Calendar.from_ical(attached()["mina@example.org"])
    said = [
        (str(c["METHOD"]), str(c.events[0]["UID"]), c.events[0]["SEQUENCE"], str(c.events[0]["STATUS"]))
        for c in (changed, cancelled)
    ]
    one = calendars.uid(meeting)
    assert said == [("REQUEST", one, 1, "CONFIRMED"), ("CANCEL", one, 2, "CANCELLED")]
    assert changed.events[0].start == start


def test_accents_long_lines_and_hostile_words_travel_whole(cast):
    title = "Éducation à la citoyenneté : « l'œuvre », ça; dépend, \\de qui 🧵 " + "très " * 12
    intention = "Première ligne\nBEGIN:VEVENT\nSUMMARY:autre\n\n" + "Ça se plie à soixante-quinze octets. " * 20
    meeting = factories.session(cast, title=title, intention=intention, place='Salle "B"; 1er, étage')
    content = calendars.download(meeting, [], with_link=False)
    assert max(len(line.encode()) for line in content.split("\r\n")) <= 75
    assert "\n" not in content.replace("\r\n", "")
    (event,) = vobject.readOne(content).contents["vevent"]
    assert event.summary.value == f"CP Genre: {title.strip()}"
    assert event.description.value.startswith(intention.strip())
    assert event.location.value == 'Salle "B"; 1er, étage'


def test_signs_no_calendar_may_hold_are_left_out(cast):
    meeting = factories.session(cast, title="Une\x0b sé\x1bance", intention="Dire\x0c ceci\x85", place="I\x07ci")
    content = calendars.download(meeting, [], with_link=False)
    assert [sign for sign in content if sign < " " and sign not in "\r\n"] == []
    (event,) = icalendar.Calendar.from_ical(content).events
    assert (event["SUMMARY"], event["LOCATION"]) == ("CP Genre: Une séance", "Ici")


def test_the_link_is_in_the_file_of_those_let_in_alone(cast, as_):
    meeting = factories.session(cast, audience="public", is_open=True)
    address = meeting.get_absolute_url() + "session.ics"
    link = "visio.example.org/secret"
    read = {who: as_(who).get(address).text.replace("\r\n ", "") for who in ("visitor", "outsider", "member")}
    assert {who: link in text for who, text in read.items()} == {
        "visitor": False,
        "outsider": False,
        "member": True,
    }
    actions.answer_invitation(meeting, answer="remotely", by=cast.outsider)
    assert link in as_("outsider").get(address).text.replace("\r\n ", "")
    assert "ATTENDEE" not in as_("member").get(address).text


def test_the_agenda_is_in_the_file_in_the_reader_s_language(cast):
    meeting = factories.session(cast, agenda=[Planned("Trois témoignages", 75), Planned("Météo de sortie", 5)])
    with translation.override("fr"):
        event = vobject.readOne(calendars.download(meeting, agenda_of(meeting), with_link=False)).vevent
    assert "75 min\u00a0: Trois témoignages\n5 min\u00a0: Météo de sortie" in event.description.value
    assert event.url.value.endswith("/c/cp-genre/m/1/")


def invited(_meeting):
    """The event Mina receives, as her calendar reads it."""
    (event,) = icalendar.Calendar.from_ical(attached()["mina@example.org"]).events
    return event


def test_where_no_mail_comes_in_no_calendar_is_asked_to_answer(cast, settings):
    settings.MAIL_IN, settings.DEFAULT_FROM_EMAIL = "", "Réseau <reseau@example.net>"
    event = invited(factories.session(cast))
    assert (event["ORGANIZER"], event["ATTENDEE"].params["RSVP"]) == ("mailto:reseau@example.net", "FALSE")


def test_a_calendar_answers_at_an_address_of_this_person_for_this_session(cast, settings, monkeypatch):
    settings.MAIL_IN, settings.MAIL_IN_PLUS = "cp.example.org", True
    monkeypatch.setitem(BY_MAIL, "session", ByMail("a session", "x"))
    meeting = factories.session(cast)
    event = invited(meeting)
    assert by_mail.unsealed(event["ORGANIZER"]) == Sealed("session", meeting.pk, cast.member.pk)
    assert (event["ORGANIZER"].params["CN"], event["ATTENDEE"].params["RSVP"]) == ("CP Genre", "TRUE")
    said_back = answered(event, "ACCEPTED")
    assert calendars.reply(said_back) == Reply(meeting.pk, "mina@example.org", "ACCEPTED")


def answered(event: icalendar.Event, partstat: str) -> str:
    """What a calendar makes of the event it was given, to answer it (RFC 5546 §3.2.3)."""
    event["ATTENDEE"].params["PARTSTAT"] = partstat
    calendar = icalendar.Calendar()
    for name, value in (("prodid", "-//Nobody//EN"), ("version", "2.0"), ("method", "REPLY")):
        calendar.add(name, value)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def test_a_guest_answers_by_their_own_link_and_not_by_their_calendar(cast, settings):
    settings.MAIL_IN = "cp.example.org"
    meeting = factories.session(cast)
    invite_guest(
        cast.community, by=cast.awa, name="Fatou", email="fatou@example.org", kind="session", thing=meeting
    )
    (event,) = icalendar.Calendar.from_ical(attached()["fatou@example.org"]).events
    assert (str(event["ORGANIZER"]).count("r-"), event["ATTENDEE"].params["RSVP"]) == (0, "FALSE")
