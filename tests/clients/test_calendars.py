"""Real calendar programs subscribe to Tresse as it is served, and find each session at its very moment."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast, build_cast
from tests.clients.calendars import Khal, Moments, moments, thunderbird
from tresse.feeds import actions, addresses
from tresse.meetings import actions as meetings
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories
from tresse.memberships import actions as memberships

ZONES = ["Europe/Paris", "America/Port-au-Prince", "Indian/Antananarivo", "America/New_York"]
NOW = datetime.now(UTC).replace(microsecond=0, second=0, minute=0)
SINCE, UNTIL = NOW - timedelta(days=130), NOW + timedelta(days=740)


@pytest.fixture
def world(transactional_db: None, live_server, settings) -> Cast:
    """The cast in a database that the served site reads too; its feeds speak by the clock of the machine."""
    settings.TRESSE_URL = live_server.url
    return build_cast()


@pytest.fixture
def mine(world: Cast) -> str:
    return addresses.address_of_mine(actions.key_of(world.member))


def around_changes(zone: str) -> list[datetime]:
    """Hours before, during and after each change of the clocks of the coming year, and over midnight; noon otherwise."""
    there, day = ZoneInfo(zone), NOW + timedelta(days=2)
    found = [(day + timedelta(days=30 * month)).replace(hour=12) for month in range(12)]
    while day < NOW + timedelta(days=365):
        if day.astimezone(there).utcoffset() != (day + timedelta(hours=1)).astimezone(there).utcoffset():
            found += [day + timedelta(hours=hours) for hours in (-26, -3, -1, 0, 1, 3, 22)]
        day += timedelta(hours=1)
    return found


def call_around_changes(world: Cast) -> Moments:
    whens = [(starts_at, zone) for zone in ZONES for starts_at in around_changes(zone)]
    _call(world, whens)
    return truth()


def _call(world: Cast, whens: list[tuple[datetime, str]]) -> None:
    """As many sessions, called once and copied: nobody need be written to each time."""
    first = called(world)
    rows = []
    for number, (starts_at, zone) in enumerate(whens, start=2):
        row = Meeting.objects.get(pk=first.pk)
        row.pk, row.number, row.time_zone, row.title = None, number, zone, f"Séance {number}"
        row.starts_at, row.ends_at = starts_at, starts_at + timedelta(hours=2)
        rows.append(row)
    Meeting.objects.bulk_create(rows)


def called(world: Cast, **terms: Any) -> Meeting:
    return factories.session(world, **{"starts_at": NOW + timedelta(days=7), **terms})


def truth() -> Moments:
    called = Meeting.objects.select_related("community")
    return {f"{one.community}: {one.title}": (one.starts_at, one.ends_at) for one in called}


def test_thunderbird_finds_every_session_at_its_moment_whatever_the_clocks_do(world, mine, tmp_path):
    expected = call_around_changes(world)
    assert len(expected) > 4 * 12 + 3 * 2 * 7 - 1  # one of the four zones never changes its clocks
    assert moments(thunderbird(mine, tmp_path)) == expected


def test_khal_finds_every_session_at_its_moment_whatever_the_clocks_do(world, mine, tmp_path):
    expected = call_around_changes(world)
    terminal = Khal(tmp_path, mine)
    terminal.subscribe()
    assert terminal.moments(SINCE, UNTIL) == expected


def test_khal_follows_a_session_moved_then_cancelled_and_forgets_what_one_left(world, tmp_path):
    kept, moved = called(world, title="Gardée", audience="public"), called(world, title="Déplacée")
    terminal = Khal(tmp_path, addresses.address_of_inside(actions.key_of(world.member), world.community))
    terminal.subscribe()
    assert terminal.moments(SINCE, UNTIL) == truth()
    starts_at = moved.starts_at + timedelta(days=3)
    meetings.move_meeting(moved, by=world.awa, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    meetings.change_meeting(kept, by=world.awa, title="Renommée")
    terminal.fetch()
    assert terminal.moments(SINCE, UNTIL) == truth()
    meetings.cancel_meeting(moved, because="La salle est inondée.", by=world.awa)
    terminal.fetch()
    assert "CANCELLED" in (tmp_path / "events" / terminal.file_of("Déplacée")).read_text()
    memberships.leave(world.community, by=world.member)
    terminal.fetch()
    assert terminal.moments(SINCE, UNTIL).keys() == {"CP Genre: Renommée"}


def test_a_renewed_address_ends_the_old_subscription(world, mine, tmp_path):
    called(world)
    terminal = Khal(tmp_path, mine)
    terminal.subscribe()
    actions.renew_addresses(by=world.member)
    with pytest.raises(AssertionError, match="Not Found"):
        terminal.fetch()


def test_thunderbird_reads_accents_long_lines_and_hostile_words_whole(world, mine, tmp_path):
    title = "Éducation : « l'œuvre », ça; dépend, \\de qui 🧵 " + "très " * 15
    intention = "Première ligne\nBEGIN:VEVENT\nSUMMARY:autre\n\n" + "Ça se plie à soixante-quinze octets. " * 60
    meeting = called(world, title=title, intention=intention, place='Salle "B"; 1er, étage')
    meetings.answer_invitation(meeting, answer="coming", by=world.member)
    (event,) = thunderbird(mine, tmp_path)["events"]
    assert event["title"] == f"CP Genre: {title.strip()}"
    assert intention.strip() in event["text"]
    assert event["place"].startswith('Salle "B"; 1er, étage')
    assert event["attendees"] == [["mailto:mina@example.org", "ACCEPTED"]]


def test_a_calendar_of_five_hundred_sessions_is_read_whole_and_quickly(world, mine, tmp_path):
    _call(world, [(NOW + timedelta(days=1, hours=31 * number), ZONES[number % 4]) for number in range(499)])
    begun = datetime.now(UTC)
    read = thunderbird(mine, tmp_path)
    assert (len(read["events"]), datetime.now(UTC) - begun < timedelta(seconds=10)) == (500, True)
    assert moments(read) == truth()
