"""Lines that are slow, silent, too many or too long, and faults of ours while somebody is on them."""

import asyncio
import smtplib
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import OperationalError, connections

from tresse.accounts.models import Person
from tresse.core import by_mail
from tresse.letterbox import keeping, lines, receiver
from tresse.letterbox.certificate import Certificate
from tresse.letterbox.models import IncomingMail, Way
from tresse.letterbox.tests.factories import mail_in, written

__all__ = ["mail_in"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mina(mail_in) -> Person:
    return Person.objects.create_user("mina@example.org", "Mina", language="en")


@pytest.fixture(params=[Way.SMTP, Way.LMTP])
def way(request) -> Way:
    return request.param


@pytest.fixture
def port(way, mina):
    """Of a receiver that runs beside the test."""
    loop, desk = asyncio.new_event_loop(), ThreadPoolExecutor(max_workers=1)
    speaking = partial(receiver.speaking, way, desk, Certificate("", ""), {})
    asyncio.set_event_loop(loop)
    server = loop.run_until_complete(loop.create_server(speaking, "127.0.0.1", 0))
    running = threading.Thread(target=loop.run_forever)
    running.start()
    yield server.sockets[0].getsockname()[1]
    desk.submit(connections.close_all).result()
    loop.call_soon_threadsafe(loop.stop)
    running.join()
    server.close()
    desk.shutdown()


def on(port: int, way: Way) -> smtplib.SMTP:
    return (smtplib.LMTP if way == Way.LMTP else smtplib.SMTP)("127.0.0.1", port, timeout=10)


def ready_for_a_letter(port: int, way: Way, person: Person) -> smtplib.SMTP:
    """A line on which only the letter is still to be said."""
    line = on(port, way)
    line.ehlo()
    line.mail("mina@example.org")
    assert line.rcpt(by_mail.address("talk", 1, person.pk))[0] == 250
    return line


def test_a_letter_on_a_slow_line_has_the_time_it_takes(port, way, mina, monkeypatch):
    monkeypatch.setattr(lines, "PATIENCE", 1)
    with ready_for_a_letter(port, way, mina) as line:
        line.docmd("DATA")
        for piece in (b"From: mina@example.org\r\n", b"\r\nOui", b".\r\n"):
            line.send(piece)
            time.sleep(0.6)
        line.send(b".\r\n")
        assert line.getreply() == (250, b"2.0.0 Kept")
    assert IncomingMail.objects.count() == 1


def _say_without_end(line: smtplib.SMTP) -> None:
    for _time in range(50):
        line.send(b"x\r\n")
        time.sleep(0.1)


@pytest.mark.parametrize("said", [b"", b"EHL", b"NOOP\r\n"])
def test_a_line_on_which_nothing_is_said_is_cut(port, monkeypatch, said):
    monkeypatch.setattr(lines, "PATIENCE", 1)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(said)
        begun = time.monotonic()
        while line.recv(1000):
            pass
    assert 0.5 < time.monotonic() - begun < 5


def test_a_letter_that_never_ends_is_cut(port, way, mina, monkeypatch):
    monkeypatch.setattr(lines, "A_LETTER", 1)
    line = ready_for_a_letter(port, way, mina)
    line.docmd("DATA")
    with pytest.raises(OSError, match=r"."):
        _say_without_end(line)
    assert not IncomingMail.objects.exists()


def test_too_many_at_once_are_told_to_come_later_and_then_taken(port, way, monkeypatch):
    monkeypatch.setattr(lines.Line, "most_of_one", 3)
    monkeypatch.setattr(lines, "MOST_AT_ONCE", 5)
    monkeypatch.setattr(lines.LocalLine, "most_of_one", 5)
    most = {Way.SMTP: 3, Way.LMTP: 5}[way]
    held = [on(port, way) for _number in range(most)]
    assert [line.noop()[0] for line in held] == [250] * most
    with pytest.raises(smtplib.SMTPConnectError, match="Too many at once"):
        on(port, way)
    held.pop().quit()
    time.sleep(0.3)
    with on(port, way) as line:
        assert line.noop()[0] == 250
    for line in held:
        line.close()


@pytest.mark.parametrize("way", [Way.SMTP], indirect=True)
def test_whoever_only_talks_is_sent_away(port, way):
    with on(port, way) as line:
        line.ehlo()
        assert [line.noop()[0] for _time in range(lines.MOST_OF_A_COMMAND + 1)][-1] == 421


def test_a_letter_whose_lines_are_never_cut_is_taken(port, way, mina):
    with on(port, way) as line:
        raw = written(by_mail.address("talk", 1, mina.pk)) + b"<p>" + b"x" * 60_000 + b"</p>\r\n"
        assert line.sendmail("mina@example.org", [by_mail.address("talk", 1, mina.pk)], raw) == {}
    assert b"x" * 60_000 in bytes(IncomingMail.objects.get().raw)


def test_more_letters_than_a_person_writes_are_put_off_before_they_are_sent(port, way, mina, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_AN_HOUR", 2)
    for number in range(2):
        with ready_for_a_letter(port, way, mina) as line:
            assert line.data(written("x@cp.example.org", Message_ID=f"<{number}@x>"))[0] == 250
        line.close()
    with on(port, way) as line:
        line.ehlo()
        line.mail("mina@example.org")
        assert line.rcpt(by_mail.address("talk", 1, mina.pk)) == (450, receiver.TOO_MUCH[4:].encode())
        assert line.rcpt(by_mail.address("talk", 2, mina.pk))[0] == 250


def test_a_letter_to_very_many_is_taken_for_twenty_at_a_time(port, way, mina):
    with on(port, way) as line:
        line.ehlo()
        line.mail("mina@example.org")
        answers = [line.rcpt(by_mail.address("talk", number, mina.pk))[0] for number in range(1, 23)]
    assert answers == [250] * 20 + [452] * 2


def test_a_letter_from_nobody_is_kept_as_such(port, way, mina):
    with ready_for_a_letter(port, way, mina) as line:
        line.rset()
        line.mail("")
        line.rcpt(by_mail.address("talk", 1, mina.pk))
        assert line.data(b"From: mina@example.org\r\n\r\nJe suis absente.\r\n")[0] == 250
    assert bytes(IncomingMail.objects.get().raw).startswith(b"Return-Path: <>\r\nFrom: mina")


@pytest.mark.parametrize("fault", [OperationalError("disk is full"), RuntimeError("a word of the letter")])
def test_a_fault_of_ours_loses_no_letter_and_tells_nothing(port, way, mina, monkeypatch, fault):
    def broken(*_arguments: object) -> None:
        raise fault

    with ready_for_a_letter(port, way, mina) as line, monkeypatch.context() as broken_for_now:
        broken_for_now.setattr(receiver, "keep", broken)
        assert line.data(b"From: mina@example.org\r\n\r\nOui.\r\n") == (451, receiver.NOT_NOW[4:].encode())
        broken_for_now.setattr(receiver, "writes_too_much", broken)
        line.mail("mina@example.org")
        assert line.rcpt(by_mail.address("talk", 1, mina.pk)) == (451, receiver.NOT_NOW[4:].encode())
    with ready_for_a_letter(port, way, mina) as line:
        assert line.data(b"From: mina@example.org\r\n\r\nOui.\r\n")[0] == 250
