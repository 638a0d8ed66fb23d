"""A real `tresse serve`, to which mail is brought by SMTP and by LMTP, killed at the worst moment."""

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.installation import ROOT, Installation, free_port, new_installation
from tresse.core import by_mail
from tresse.letterbox.keeping import LARGEST
from tresse.letterbox.tests.factories import written
from tresse.letterbox.tests.test_reading import LETTERS

LIFE = """
import django; django.setup()
from allauth.account.models import EmailAddress
from tests.cast import build_cast
from tresse.accounts.models import Person
from tresse.networks.models import Network
from tresse.discussions.actions import start_thread
from tresse.meetings.tests import factories
Network.objects.all().delete()
for known in (Person, EmailAddress):
    known.objects.update(email="first@example.org")
cast = build_cast()
thread = start_thread(cast.community, by=cast.awa, kind="question", title="La grille", text="Qui vient ?")
print(factories.session(cast).pk, cast.member.pk, cast.outsider.pk, thread.pk)
"""


@dataclass
class Post:
    """A served network, and the address at which Mina answers her invitation."""

    installation: Installation
    smtp: int
    lmtp: int
    meeting: int
    mina: int
    omar: int
    thread: int

    def address(self, who: int | None = None) -> str:
        return by_mail.address("session", self.meeting, who or self.mina)

    def bring(self, raw: bytes, to: list[str] | None = None, *, by: str = "smtp", sender: str = "mina@example.org"):
        """Bring a letter; answers with the recipients refused."""
        kind, port = (smtplib.LMTP, self.lmtp) if by == "lmtp" else (smtplib.SMTP, self.smtp)
        with kind("127.0.0.1", port, timeout=20) as server:
            return server.sendmail(sender, to or [self.address()], raw)

    def answer(self) -> str:
        return self.installation.sql(
            "SELECT answer FROM meetings_attendance WHERE meeting_id = ? AND person_id = ?", self.meeting, self.mina
        )[0][0]

    def kept(self) -> int:
        return self.installation.sql("SELECT count(*) FROM letterbox_incomingmail")[0][0]


SECRET = "a secret of these tests " * 3


@pytest.fixture(autouse=True)
def same_secret(settings):
    settings.MAIL_IN, settings.MAIL_IN_PLUS, settings.SECRET_KEY = "cp.example.org", True, SECRET


@contextmanager
def a_post(folder: Path, like: Installation) -> Iterator[Post]:
    with new_installation(folder, like=like) as made:
        smtp, lmtp = free_port(), free_port()
        made.environment |= {
            "TRESSE_MAIL_IN": "cp.example.org",
            "TRESSE_SMTP": f"127.0.0.1:{smtp}",
            "TRESSE_LMTP": f"127.0.0.1:{lmtp}",
            "TRESSE_SECRET_KEY": SECRET,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        lived = subprocess.run(
            [sys.executable, "-c", LIFE],
            cwd=ROOT,
            env=made.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert lived.returncode == 0, lived.stderr
        yield Post(made, smtp, lmtp, *map(int, lived.stdout.split()))


@pytest.fixture
def post(tmp_path, a_founded_one):
    with a_post(tmp_path, a_founded_one) as made:
        yield made


@pytest.fixture(scope="module")
def open_post(tmp_path_factory, a_founded_one):
    """Served once for those who leave it as they found it."""
    with a_post(tmp_path_factory.mktemp("post"), a_founded_one) as made:
        served(made)
        yield made


def listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def served(post: Post, *arguments: str) -> subprocess.Popen[str]:
    process = post.installation.serve("--processes", "1", *arguments)
    post.installation.wait_for(lambda: listens(post.smtp) and listens(post.lmtp))
    return process


def test_an_answer_brought_by_smtp_and_one_by_lmtp_are_done(open_post):
    post = open_post
    assert post.bring(written(post.address(), "Oui, en visio.\n")) == {}
    post.installation.wait_for(lambda: post.answer() == "remotely")
    assert post.bring(written(post.address(), "Non.\n", Message_ID="<two@x>"), by="lmtp") == {}
    post.installation.wait_for(lambda: post.answer() == "not_coming")
    outcomes = post.installation.sql(
        "SELECT way, outcome, size > 0 FROM letterbox_incomingmail ORDER BY id LIMIT 2"
    )
    assert [(way, outcome, bool(size)) for way, outcome, size in outcomes] == [
        ("smtp", "done", True),
        ("lmtp", "done", True),
    ]


def test_a_reply_brought_by_smtp_appears_in_the_conversation_as_it_was_written(open_post):
    to = by_mail.address("thread", open_post.thread, open_post.mina)
    raw = (LETTERS / "05-thunderbird-below.eml").read_bytes().replace(b"r-address@cp.example.org", to.encode())
    assert open_post.bring(raw, [to]) == {}
    said = "SELECT text FROM discussions_message WHERE thread_id = ? ORDER BY id"
    open_post.installation.wait_for(lambda: len(open_post.installation.sql(said, open_post.thread)) == 2)
    written_by_mina = (LETTERS / "05-thunderbird-below.txt").read_text().strip()
    assert open_post.installation.sql(said, open_post.thread) == [("Qui vient ?",), (written_by_mina,)]


def test_only_addresses_that_were_sealed_here_are_taken_and_all_others_are_refused_alike(open_post):
    post, before = open_post, open_post.kept()
    forged = post.address()[:-20] + "q" * 5 + post.address()[-15:]
    strangers = [
        "info@cp.example.org",
        forged,
        "r-" + "a" * 39 + "@cp.example.org",
        post.address().replace("cp.", ""),
    ]
    with smtplib.SMTP("127.0.0.1", post.smtp) as server:
        server.ehlo()
        assert server.esmtp_features["size"] == str(LARGEST)
        server.mail("mina@example.org")
        assert {server.rcpt(address) for address in strangers} == {(550, b"5.1.1 There is nobody at this address")}
        assert server.rcpt(post.address().upper())[0] == 250
        assert [server.rcpt("x@cp.example.org")[0] for _ in range(6)][-1] == 421
    assert post.kept() == before


def test_the_server_in_front_may_ask_for_as_many_addresses_as_it_likes(open_post):
    with smtplib.LMTP("127.0.0.1", open_post.lmtp) as server:
        server.ehlo()
        server.mail("double-bounce@mx.example.org")
        assert {server.rcpt(f"{number}@cp.example.org")[0] for number in range(30)} == {550}
        assert server.rcpt(open_post.address())[0] == 250


def test_lmtp_answers_once_for_each_address(open_post):
    post, before = open_post, open_post.kept()
    with socket.create_connection(("127.0.0.1", post.lmtp)) as line, line.makefile("rb") as answers:
        letter = written(post.address(), Message_ID="<both@x>").replace(b"\n", b"\r\n")
        for said in ("LHLO x", "MAIL FROM:<mina@example.org>", f"RCPT TO:<{post.address()}>",
                     f"RCPT TO:<{post.address(post.omar)}>", "DATA"):  # fmt: skip
            line.sendall(said.encode() + b"\r\n")
        line.sendall(letter + b"\r\n.\r\nQUIT\r\n")
        told = answers.read().decode().splitlines()
    assert told[-4:-1] == ["354 End data with <CR><LF>.<CR><LF>", "250 2.0.0 Kept", "250 2.0.0 Kept"]
    assert post.kept() == before + 2


def test_what_is_too_large_is_refused_before_it_is_sent_and_after(open_post):
    post, before = open_post, open_post.kept()
    large = written(post.address(), "x" * 70 + "\n") + b"y" * 70 + b"\r\n" * 10
    large += (b"z" * 76 + b"\r\n") * (LARGEST // 78 + 10)
    with pytest.raises(smtplib.SMTPResponseException) as refusal:
        post.bring(large)
    assert refusal.value.smtp_code == 552
    assert post.kept() == before


def test_a_letter_that_was_acknowledged_survives_the_death_of_everything(post):
    process = served(post, "--no-worker")
    for number in range(5):
        post.bring(written(post.address(), "Oui.\n" if number < 4 else "En différé.\n", Message_ID=f"<{number}@x>"))
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert post.kept() == 5
    post.installation.wait_for(lambda: not listens(post.smtp))
    served(post)
    post.installation.wait_for(lambda: post.answer() == "later")
    assert post.kept() == 5


def test_one_that_was_cut_in_the_middle_was_never_taken(open_post):
    post, before = open_post, open_post.kept()
    with socket.create_connection(("127.0.0.1", post.smtp)) as line:
        for said in (
            b"EHLO x\r\n",
            b"MAIL FROM:<m@example.org>\r\n",
            f"RCPT TO:<{post.address()}>\r\n".encode(),
            b"DATA\r\n",
        ):
            line.sendall(said)
            time.sleep(0.2)
        line.sendall(b"From: mina@example.org\r\n\r\nOui")
    time.sleep(0.5)
    assert post.kept() == before


def test_the_letterbox_runs_alone_and_says_what_could_not_be_read(post):
    process = post.installation.start("letterbox")
    post.installation.wait_for(lambda: listens(post.smtp))
    post.bring(b"\r\n".join([b"From: mina@example.org", b"Message-ID: <1@x>", *_nested(2000)]))
    assert post.kept() == 1
    process.terminate()
    assert process.wait(20) == 0
    assert "No mail comes in any more." in process.stdout.read()
    served(post)
    unread = "SELECT count(*) FROM letterbox_incomingmail WHERE outcome = 'unreadable'"
    post.installation.wait_for(lambda: post.installation.sql(unread) == [(1,)])
    said = post.installation.tresse("letterbox", "--unread")
    assert "smtp" in said.stdout
    assert "1 letters could not be read." in said.stdout


def _nested(depth: int) -> list[bytes]:
    lines: list[bytes] = []
    for level in range(depth):
        boundary = f"b{level}".encode()
        lines += [b'Content-Type: multipart/mixed; boundary="' + boundary + b'"', b"", b"--" + boundary]
    return lines


def test_without_a_way_in_the_letterbox_says_what_to_set(founded):
    said = founded.tresse("letterbox")
    assert (said.returncode, said.stderr) == (
        1,
        "tresse: no mail comes in here: set TRESSE_MAIL_IN, and TRESSE_LMTP, TRESSE_SMTP or TRESSE_IMAP_URL.\n",
    )
