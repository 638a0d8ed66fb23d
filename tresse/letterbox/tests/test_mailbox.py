"""A mailbox read by IMAP, on a real Dovecot of this test's own."""

import asyncio
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.installation import free_port
from tresse.accounts.models import Person
from tresse.core import by_mail, clock
from tresse.core.models import UnreachedAddress
from tresse.letterbox import keeping, mailbox
from tresse.letterbox.mailbox import FAULTS, read_unseen
from tresse.letterbox.models import IncomingMail
from tresse.letterbox.taking import take_up_due
from tresse.letterbox.tests.factories import mail_in, written

__all__ = ["mail_in"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not shutil.which("dovecot") or os.getuid() != 0, reason="takes Debian's dovecot-imapd, and root"
    ),
]

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@pytest.fixture(scope="module")
def dovecot():
    """Its port; whatever password, the mailbox is the same."""
    folder, port, owner = Path(tempfile.mkdtemp(prefix="dv")), free_port(), pwd.getpwnam("mail")
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    configuration = folder / "dovecot.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, uid=owner.pw_uid, gid=owner.pw_gid))
    with subprocess.Popen(["dovecot", "-F", "-c", configuration], stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()
    shutil.rmtree(folder)


def _wait_for(port: int) -> None:
    for _attempt in range(100):
        try:
            imaplib.IMAP4("127.0.0.1", port).logout()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


@pytest.fixture
def box(dovecot, settings, mail_in):
    settings.MAIL_IN = "cp@example.org"
    settings.IMAP = {"scheme": "imap", "host": "127.0.0.1", "port": dovecot, "user": "cp", "password": "secret",
                     "folder": "INBOX"}  # fmt: skip
    with imaplib.IMAP4("127.0.0.1", dovecot) as opened:
        opened.login("cp", "secret")
        opened.select("INBOX")
        yield opened
        opened.store("1:*", "+FLAGS", "\\Deleted")
        opened.expunge()


@pytest.fixture
def mina(box) -> Person:
    return Person.objects.create_user("mina@example.org", "Mina", language="en")


def unread(box: imaplib.IMAP4) -> int:
    box.noop()
    return len(box.search(None, "UNSEEN")[1][0].split())


def test_what_is_unread_is_kept_then_marked_as_read(box, mina, mail_in):
    address = by_mail.address("talk", 1, mina.pk)
    assert address.startswith("cp+r-")
    box.append("INBOX", "", "", written(address, "Oui.\n"))
    box.append(
        "INBOX", "", "", written("cp@example.org", "Une publicité.\n", sender="pub@example.net", Message_ID="<2@x>")
    )
    assert (read_unseen(), unread(box), read_unseen()) == (1, 0, 0)
    take_up_due()
    assert [(who, letter.text) for _thing, who, letter in mail_in] == [("mina@example.org", "Oui.")]


def test_a_letter_that_comes_again_after_a_power_cut_is_one(box, mina, mail_in):
    box.append("INBOX", "", "", written(by_mail.address("talk", 1, mina.pk)))
    assert read_unseen() == 1
    box.store("1:*", "-FLAGS", "\\Seen")
    assert (read_unseen(), unread(box), IncomingMail.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize("place", ["References", "In_Reply_To"])
def test_where_the_mailbox_takes_no_plus_the_references_tell(box, mina, mail_in, settings, place):
    settings.MAIL_IN_PLUS = False
    sent = by_mail.headers("talk", 1, mina.pk, name="CP Genre")
    assert sent["Reply-To"] == "CP Genre <cp@example.org>"
    box.append("INBOX", "", "", written("cp@example.org", "Oui.\n", **{place: f"{sent['References']} <other@x>"}))
    read_unseen()
    take_up_due()
    assert [letter.text for _thing, _who, letter in mail_in] == ["Oui."]


def test_a_mail_that_came_back_says_in_its_own_head_whose_it_was(box, mina, mail_in):
    sent = by_mail.headers("talk", 1, mina.pk, name="CP Genre")
    back = (
        "Return-Path: <>\r\nFrom: mailer-daemon@example.net\r\nTo: cp@example.org\r\nMessage-ID: <back@x>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
        "Final-Recipient: rfc822; mina@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nReferences: {sent['References']}\r\n\r\n--b--\r\n"
    )
    box.append("INBOX", "", "", back.encode())
    assert read_unseen() == 1
    take_up_due()
    assert (UnreachedAddress.objects.get().address, mail_in) == ("mina@example.org", [])


def test_a_letter_made_to_harm_holds_up_no_other(box, mina, mail_in):
    nested = "".join(
        f'Content-Type: multipart/report; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(2000)
    ).encode()
    box.append("INBOX", "", "", b"To: cp@example.org\r\n" + nested)
    box.append("INBOX", "", "", f"To: r-{'İ' * 39}@example.org\r\n\r\nx".encode())
    box.append("INBOX", "", "", written(by_mail.address("talk", 1, mina.pk), "Oui.\n"))
    assert (read_unseen(), unread(box)) == (1, 0)


def test_too_many_letters_at_one_address_hold_up_no_other(box, mina, mail_in, monkeypatch):
    monkeypatch.setattr(mailbox, "AT_A_TIME", 3)
    monkeypatch.setattr(keeping, "MOST_AN_HOUR", 2)
    for number in range(8):
        box.append("INBOX", "", "", written(by_mail.address("talk", 1, mina.pk), Message_ID=f"<{number}@x>"))
    box.append("INBOX", "", "", written(by_mail.address("gesture", 1, mina.pk), "Oui.\n", Message_ID="<other@x>"))
    assert (read_unseen(), unread(box)) == (3, 6)
    with clock.at(clock.now() + timedelta(hours=2)):
        assert (read_unseen(), unread(box)) == (2, 4)


def test_of_a_letter_that_is_too_large_the_head_alone_is_fetched(box, mina, mail_in, monkeypatch):
    monkeypatch.setattr(mailbox, "LARGEST", 5000)
    box.append("INBOX", "", "", written(by_mail.address("talk", 1, mina.pk), "long " * 2000))
    assert (read_unseen(), IncomingMail.objects.get().size < 1000) == (1, True)
    take_up_due()
    assert (IncomingMail.objects.get().outcome, mail_in) == ("refused", [])


def test_a_server_that_says_nothing_is_given_up_and_looked_at_again(settings, monkeypatch, caplog):
    monkeypatch.setattr(mailbox, "PATIENCE", 0.2)
    monkeypatch.setattr(mailbox, "LOOKS_EVERY", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.IMAP = {"scheme": "imap", "host": "127.0.0.1", "port": silent.getsockname()[1], "user": "cp",
                         "password": "secret", "folder": "INBOX"}  # fmt: skip

        async def look_for_a_while() -> None:
            stop = asyncio.Event()
            reading = asyncio.create_task(mailbox.read_until(stop))
            for _look in range(2):
                line, _from = await asyncio.to_thread(silent.accept)
                line.close() if _look else None
            stop.set()
            await reading

        asyncio.run(look_for_a_while())
    assert caplog.text.count("the mailbox could not be read") == 1


def test_a_wrong_password_is_a_fault_that_is_waited_for(box, settings):
    box.append("INBOX", "", "", b"x")
    settings.IMAP = settings.IMAP | {"password": "wrong"}
    with pytest.raises(FAULTS):
        read_unseen()
