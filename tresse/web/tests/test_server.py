"""The group of processes, as somebody starts it."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.installation import Installation, closing_sqlite, free_port, new_installation

RENAME = "UPDATE networks_network SET name = ?"


@pytest.fixture(scope="module")
def served(tmp_path_factory, a_founded_one):
    """One server for the tests that leave it as it was."""
    with new_installation(tmp_path_factory.mktemp("served"), like=a_founded_one) as served:
        served.serve()
        yield served


def processes_of(master: int) -> list[int]:
    tasks = Path(f"/proc/{master}/task").glob("*/children")
    return [int(child) for children in tasks for child in children.read_text().split()]


def is_gone(process: int) -> bool:
    """Ended, whether or not somebody has taken note of it yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def name_shown(served: Installation) -> str:
    text = served.get("/source/", accept_language="en").text
    return text.partition("<span>")[2].partition("</span>")[0]


def test_a_page_is_kept_then_made_again_at_once_after_a_change(served):
    for number in range(25):
        served.sql(RENAME, f"Nom {number}")
        # Four times: whichever process answers, and whether or not it kept the page before.
        assert [name_shown(served) for _ in range(4)] == [f"Nom {number}"] * 4


def test_kept_pages_are_given_by_every_process_and_say_their_age(served):
    for _ in range(20):
        served.get("/source/", accept_language="fr")
    answers = [served.get("/source/", accept_language="fr") for _ in range(10)]
    assert {answer.headers["cache-control"] for answer in answers} == {"no-cache"}
    assert all("age" in answer.headers for answer in answers)


def test_nobody_reads_an_old_name_while_many_read_and_one_writes(served):
    written = [0]
    wrong: list[tuple[int, str]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            at_least = written[0]
            shown = name_shown(served)
            if int(shown.split()[-1]) < at_least:
                wrong.append((at_least, shown))

    served.sql(RENAME, "Nom 0")
    with ThreadPoolExecutor(8) as readers:
        for _ in range(8):
            readers.submit(read)
        for number in range(1, 60):
            served.sql(RENAME, f"Nom {number}")
            written[0] = number
            time.sleep(0.02)
        done.set()
    assert wrong == []


def test_a_page_answers_in_the_language_asked_for(served):
    for language in ("fr", "en", "fr", "en"):
        answer = served.get("/source/", accept_language=language)
        assert (answer.headers["content-language"], f'<html lang="{language}">' in answer.text) == (language, True)


def test_a_page_of_somebody_signed_in_is_not_kept(served):
    answer = served.get("/source/", cookie="sessionid=somebody")
    assert (answer.headers["cache-control"], "age" in answer.headers) == ("private, no-cache", False)
    assert "age" not in served.get("/accounts/login/").headers


def test_what_is_kept_sets_no_cookie(served):
    assert served.get("/source/").cookies == []


def test_a_host_that_is_not_ours_is_refused(served):
    assert served.get("/source/", host="evil.example").status == 400
    assert served.get("/source/").status == 200


def test_a_style_sheet_is_kept_for_ever(served):
    page = served.get("/source/").text
    sheet = served.get(page.partition('<link rel="stylesheet" href="')[2].partition('"')[0], accept_encoding="gzip")
    assert (sheet.status, sheet.headers["content-encoding"]) == (200, "gzip")
    assert sheet.headers["cache-control"] == "max-age=315360000, public, immutable"


def test_a_server_at_rest_writes_nothing(served):
    if "DATABASE_URL" not in served.environment:
        time.sleep(1.5)  # the first round of the clock
        with closing_sqlite(served.folder / "tresse.sqlite3") as connection:
            before = connection.execute("PRAGMA data_version").fetchall()
            time.sleep(3)
            assert connection.execute("PRAGMA data_version").fetchall() == before
        return
    rows = "SELECT tup_inserted, tup_updated, tup_deleted FROM pg_stat_database WHERE datname = current_database()"

    def rests() -> bool:  # PostgreSQL counts some seconds after the fact
        before = served.sql(rows)
        time.sleep(3)
        return served.sql(rows) == before

    served.wait_for(lambda: rests() and rests())


def test_a_second_server_on_the_same_port_says_so(served):
    said = served.tresse("serve", "--port", str(served.port))
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == (
        f"tresse: 127.0.0.1:{served.port} cannot be listened on (Address already in use). Choose another --port.\n"
    )


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_and_finishes_what_was_asked(founded, stop):
    master = founded.serve()
    children = processes_of(master.pid)
    assert len(children) == 3
    master.send_signal(stop)
    assert master.wait(10) == 0
    assert all(is_gone(child) for child in children)
    assert "Tresse has stopped." in (master.stdout.read() if master.stdout else "")


def test_after_kill_9_nothing_is_left_running_and_what_was_said_is_kept(founded):
    master = founded.serve()
    children = processes_of(master.pid)
    founded.sql(RENAME, "Écrit avant la coupure")
    master.kill()
    master.wait()
    founded.wait_for(lambda: all(is_gone(child) for child in children))
    founded.serve()
    assert name_shown(founded) == "Écrit avant la coupure"


def test_a_process_that_dies_is_replaced(founded):
    master = founded.serve()
    before = processes_of(master.pid)
    for child in before:
        os.kill(child, signal.SIGKILL)
        time.sleep(0.3)
    founded.wait_for(lambda: len(set(processes_of(master.pid)) - set(before)) == 3)
    assert founded.get("/healthz").status == 200


class Letters:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.received: list[str] = []

    async def handle_DATA(self, server, session, envelope):
        self.received.append(envelope.rcpt_tos[0])
        return "250 kept"


def test_two_servers_on_one_network_send_each_mail_once(founded):
    letters = Letters()
    office = Controller(letters, hostname="127.0.0.1", port=free_port())
    office.start()
    try:
        founded.environment["TRESSE_MAIL_URL"] = f"smtp://127.0.0.1:{office.port}"
        for number in range(60):
            founded.sql(
                'INSERT INTO core_outgoingmail (cause, "to", subject, text, html, headers, attachments, written_at,'
                " attempts, next_attempt_at, last_error, composer) VALUES (?, ?, 'Bonjour', 'Bonjour', '', '{}', '[]',"
                " '2026-01-01', 0, '2026-01-01', '', '')",
                f"cause {number}",
                f"person{number}@example.org",
            )
        for _ in range(3):
            founded.start("worker")
        founded.wait_for(lambda: len(letters.received) >= 60)
        time.sleep(1)
        assert sorted(letters.received) == sorted(f"person{number}@example.org" for number in range(60))
    finally:
        office.stop()
