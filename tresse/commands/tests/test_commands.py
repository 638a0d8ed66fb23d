"""The command line, run as somebody runs it."""

import os
import pty
import subprocess
import sys

import pytest

from tests.installation import ROOT, Installation

FLAGS = ("--name", "Réseau", "--steward-name", "Sol", "--steward-email", "sol@example.org")


def refused(said: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a refusal."""
    assert (said.returncode, said.stderr.count("\n"), "Traceback" in said.stderr) == (1, 1, False), said.stderr
    return said.stderr.removeprefix("tresse: ").strip()


def test_init_by_flags_makes_an_empty_network_with_its_steward(installation):
    said = installation.tresse("init", "--no-input", *FLAGS, "--short-name", "R", "--language", "en")
    assert (said.returncode, said.stderr) == (0, "")
    assert "« Réseau » has begun, and Sol is its first steward." in said.stdout
    assert "No mail server is set yet" in said.stdout
    networks = installation.sql("SELECT name, short_name, language, is_example FROM networks_network")
    assert [(name, short, language, bool(example)) for name, short, language, example in networks] == [
        ("Réseau", "R", "en", False)
    ]
    assert installation.sql("SELECT email FROM accounts_person JOIN networks_stewardship s ON s.person_id = "
                            "accounts_person.id WHERE s.ended_on IS NULL") == [("sol@example.org",)]  # fmt: skip
    assert installation.sql("SELECT stream, kind FROM core_journalentry") == [("network", "network.begun")]
    again = refused(installation.tresse("init", "--no-input", *FLAGS))
    assert again == "this folder already holds a network, « Réseau ». Choose another with --data DIR."
    example = refused(installation.tresse("demo"))
    assert example == "this folder already holds a network, « Réseau ». Choose another with --data DIR."


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        ((), "--name is missing, and nobody is at the terminal to be asked."),
        (FLAGS[:2], "--steward-name is missing, and nobody is at the terminal to be asked."),
        (("--name", " ", *FLAGS[2:]), "The network's name cannot be empty."),
        (("--name", "x" * 81, *FLAGS[2:]), "The network's name takes at most 80 characters; this has 81."),
        ((*FLAGS[:5], "sol"), "« sol » is not an address mail can be sent to."),
        ((*FLAGS, "--short-name", "x" * 31), "The short name takes at most 30 characters; this has 31."),
    ],
)
def test_init_says_in_a_sentence_what_is_wrong_and_makes_nothing(founded, flags, sentence):
    founded.sql("DELETE FROM networks_network")
    assert refused(founded.tresse("init", "--no-input", *flags)) == sentence
    assert founded.sql("SELECT count(*) FROM networks_network") == [(0,)]


def test_init_asks_on_a_terminal_and_asks_again_what_was_not_understood(founded):
    founded.sql("DELETE FROM networks_network")
    founded.sql("DELETE FROM networks_stewardship")
    answers = ["", "Réseau des deux rives", "", "de", "en", "Ama Koffi", "nonsense", "ama@example.org"]
    shown = on_a_terminal(founded, ["init"], answers)
    for line in (
        "The network's name cannot be empty.",
        "And in short? [Réseau des deux rives]",
        "The language is one of fr, en.",
        "« nonsense » is not an address mail can be sent to.",
        "« Réseau des deux rives » has begun, and Ama Koffi is its first steward.",
    ):
        assert line in shown
    made = founded.sql("SELECT name, short_name, language FROM networks_network")
    assert made == [("Réseau des deux rives", "Réseau des deux rives", "en")]


def on_a_terminal(installation: Installation, arguments: list[str], answers: list[str]) -> str:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tresse", *arguments],
        cwd=ROOT, env=installation.environment, stdin=slave, stdout=slave, stderr=slave,
    )  # fmt: skip
    os.close(slave)
    os.write(master, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    assert process.wait(60) == 0, shown.decode()
    return shown.decode()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TRESSE_LANGUAGE", "klingon", "TRESSE_LANGUAGE"),
        ("TRESSE_URL", "not an address", "TRESSE_URL"),
        ("TRESSE_MAIL_URL", "pigeon://roof", "begins with smtp://, smtp+tls://, smtp+ssl:// or is console:"),
        ("TRESSE_MAIL_URL", "smtp://", "names no mail server"),
        ("TRESSE_DEVELOPMENT", "perhaps", "TRESSE_DEVELOPMENT"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none", "the database does not answer"),
        ("TRESSE_DATA", "/dev/null/tresse", "cannot be written"),
    ],
)
def test_a_wrong_setting_stops_every_command_with_a_sentence(tmp_path, installation, name, value, sentence):
    installation.environment[name] = value
    assert sentence in refused(installation.tresse("doctor"))


def test_a_secret_may_come_from_a_file(installation, tmp_path):
    kept = tmp_path / "address"
    kept.write_text("pigeon://roof")
    installation.environment["TRESSE_MAIL_URL_FILE"] = str(kept)
    assert "TRESSE_MAIL_URL" in refused(installation.tresse("doctor"))


def test_the_folder_is_chosen_before_settings_are_read(founded, tmp_path_factory):
    if "DATABASE_URL" in founded.environment:
        pytest.skip("the database is not in the folder")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    said = founded.tresse("init", "--no-input", *FLAGS, "--data", str(elsewhere))
    assert said.returncode == 0, said.stderr
    assert (elsewhere / "tresse.sqlite3").exists()


def test_commands_that_need_a_current_database_say_so(installation):
    for command in ("doctor", "worker"):
        assert refused(installation.tresse(command)).startswith("the database is not up to date")


def test_the_doctor_finds_nothing_in_a_network_that_is_well(founded):
    founded.environment["TRESSE_MAIL_URL"] = "console:"
    said = founded.tresse("doctor")
    assert (said.returncode, said.stderr) == (0, "")
    assert [line[:2] for line in said.stdout.splitlines()] == ["ok"] * 9


def test_the_doctor_sees_what_was_altered_lost_late_or_failed(founded):
    founded.environment["TRESSE_URL"] = "http://reseau.example"
    allow_changes(founded)
    founded.sql("UPDATE core_journalentry SET kind = 'network.stolen'")
    founded.sql("UPDATE networks_stewardship SET ended_on = since")
    founded.sql("INSERT INTO core_outgoingmail (cause, \"to\", subject, text, html, headers, attachments, written_at,"
                " attempts, given_up_at, last_error, composer) VALUES ('c', 'a@example.org', 'Bonjour', '', '', '{}', '[]',"
                " '2026-01-01', 8, '2026-01-02', '550 no such person', '')")  # fmt: skip
    for status, number in (("READY", 1), ("FAILED", 2)):
        founded.sql("INSERT INTO django_tasks_database_dbtaskresult (id, status, enqueued_at, finished_at, args_kwargs,"
                    " priority, task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path,"
                    " traceback) VALUES (?, ?, '2026-01-01', '2026-01-01', '{}', 0, 'a.task', '[]', 'default',"
                    " 'default', '2026-01-01', '', 'It broke.')",
                    f"{number}" * 32, status)  # fmt: skip
    said = founded.tresse("doctor")
    assert refused(said) == "7 things need somebody."
    for complaint in (
        "TRESSE_URL begins with http://",
        "The network has no steward.",
        "The chain is broken at network, entry 1 (network.stolen)",
        "No mail server is set (TRESSE_MAIL_URL)",
        "The mail « Bonjour » to a@example.org was given up (550 no such person).",
        "1 tasks wait for a worker",
        "The task a.task failed on 2026-01-01",
    ):
        assert complaint in said.stdout, said.stdout


def allow_changes(installation: Installation) -> None:
    if "DATABASE_URL" in installation.environment:
        installation.sql("DROP TRIGGER journal_never_changes ON core_journalentry")
    else:
        installation.sql("DROP TRIGGER journal_never_changes")


def test_help_names_every_command(installation):
    said = installation.tresse("--help").stdout
    assert all(command in said for command in ("init", "demo", "serve", "worker", "doctor"))
    assert installation.tresse("nonsense").returncode == 2
    assert "a port is a number up to 65535" in installation.tresse("serve", "--port", "70000").stderr
