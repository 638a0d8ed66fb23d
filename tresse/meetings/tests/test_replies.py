"""What real calendar programs send back to an invitation is understood; what anybody else writes does no harm."""

from pathlib import Path
from time import perf_counter

import pytest

from tresse.meetings import calendars
from tresse.meetings.calendars import Reply
from tresse.meetings.models import Answer

SAMPLES = Path(__file__).parent / "replies"


@pytest.fixture(autouse=True)
def here(settings):
    settings.TRESSE_URL = "https://reseau.example"


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.ics").read_bytes().decode()


@pytest.mark.parametrize(
    ("program", "status", "another_time", "answer"),
    [
        ("google", "ACCEPTED", False, Answer.COMING),
        ("google-another-time", "DECLINED", True, None),
        ("exchange", "DECLINED", False, Answer.NOT_COMING),
        ("outlook", "TENTATIVE", False, None),
        ("outlook-another-time", "TENTATIVE", True, None),
        ("apple", "ACCEPTED", False, Answer.COMING),
        ("thunderbird", "DECLINED", False, Answer.NOT_COMING),
    ],
)
def test_the_answer_of_each_program_is_understood(program, status, another_time, answer):
    found = calendars.reply(sample(program))
    assert found == Reply(7, "mina@example.org", status, another_time)
    assert found.answer == answer


CHANGES = {
    "nothing at all": lambda text: "",
    "a line that could name a file": lambda text: "/etc/hostname",
    "a letter": lambda text: "Bonjour,\r\n\r\nJe viendrai.\r\nBEGIN:VCALENDAR",
    "an invitation": lambda text: text.replace("METHOD:REPLY", "METHOD:REQUEST"),
    "no method": lambda text: text.replace("METHOD:REPLY\r\n", ""),
    "two methods": lambda text: text.replace("METHOD:REPLY", "METHOD:REPLY\r\nMETHOD:COUNTER"),
    "nobody who answers": lambda text: text.replace("ATTENDEE", "CONTACT"),
    "two who answer": lambda text: text.replace("UID:", "ATTENDEE;PARTSTAT=DECLINED:mailto:tom@example.org\r\nUID:"),
    "the event of another installation": lambda text: text.replace("session-7@reseau", "session-7@ailleurs"),
    "an event of no number": lambda text: text.replace("session-7@", "session-x@"),
    "an event of a number no database has": lambda text: text.replace("session-7@", f"session-{'9' * 40}@"),
    "two events": lambda text: text.replace("END:VEVENT", "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:session-8@reseau.example\r\nEND:VEVENT"),
    "an event outside of a calendar": lambda text: text.replace("BEGIN:VCALENDAR\r\n", ""),
    "half of it": lambda text: text[: len(text) // 2],
    "no characters": lambda text: "\x00\ufffe\udcff" * 1000,
    "more than anybody writes": lambda text: text + "\r\nX-A:" + "a" * 300_000,
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_no_reply_is_none(change):
    assert calendars.reply(CHANGES[change](sample("google"))) is None


@pytest.mark.parametrize(
    "more",
    [
        "BEGIN:A\r\n" * 20_000,
        "END:A\r\n" * 20_000,
        "DTSTART;TZID=Mars/Base:20270312T999999\r\nRRULE:FREQ=SECONDLY;COUNT=999999999\r\n",
        "X-A;" + "B=" * 30_000 + ":\r\n",
        'X-A;B="' + "C" * 90_000 + "\r\n",
        "\r\n " * 60_000,
    ],
    ids=[
        "many begun",
        "many ended",
        "impossible times",
        "many parameters",
        "a quotation without end",
        "many folds",
    ],
)
def test_what_is_strange_beside_a_reply_costs_nothing(more):
    begun = perf_counter()
    calendars.reply(sample("google").replace("BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\n" + more))
    assert perf_counter() - begun < 2


def test_an_answer_in_small_letters_from_an_address_in_capitals_is_the_same():
    text = sample("google").replace("ACCEPTED", "accepted").replace("mailto:mina", "MAILTO:Mina")
    assert calendars.reply(text) == Reply(7, "mina@example.org", "ACCEPTED")


def test_who_answers_without_saying_what_says_nothing():
    found = calendars.reply(sample("google").replace("PARTSTAT=ACCEPTED;", ""))
    assert (found.status, found.answer) == ("NEEDS-ACTION", None)
