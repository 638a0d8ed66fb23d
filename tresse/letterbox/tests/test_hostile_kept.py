"""Letters made to harm, brought to a real conversation: what is kept of them, by SQLite as by PostgreSQL."""

from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import DataError, InterfaceError, OperationalError

from tresse.core import by_mail, clock
from tresse.core.models import OutgoingMail
from tresse.discussions.actions import start_thread
from tresse.discussions.models import Message
from tresse.letterbox.keeping import keep, sealed_in
from tresse.letterbox.models import IncomingMail, Outcome
from tresse.letterbox.taking import MOST_ATTEMPTS, take_up_due
from tresse.letterbox.tests import factories
from tresse.letterbox.tests.factories import HERE, arrives, mail_in, written

__all__ = ["mail_in"]
pytestmark = pytest.mark.django_db

HEAD = b"From: mina@example.org\r\nSubject: Re: x\r\nMessage-ID: <a@x>\r\n"
DONE, REFUSED, UNREADABLE, PASSED = Outcome.DONE, Outcome.REFUSED, Outcome.UNREADABLE, Outcome.PASSED_OVER


def multipart(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    held = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return HEAD + b"Content-Type: multipart/" + kind + b'; boundary="b"\r\n\r\n' + held + b"--b--\r\n"


def plain(text: bytes, charset: bytes = b"utf-8") -> bytes:
    return b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\n" + text


def attached(content: bytes, name: bytes, kind: bytes = b"application/octet-stream") -> bytes:
    return (
        b"Content-Type: "
        + kind
        + b'\r\nContent-Disposition: attachment; filename="'
        + name
        + b'"\r\n\r\n'
        + content
    )


REPORT = b"Content-Type: message/report; charset=undefined\r\n\r\nStatus: 5.1.1 \xff\r\n"


def within(depth: int) -> bytes:
    return b"Content-Type: message/rfc822\r\n\r\n" * depth + plain(b"fin")


@pytest.fixture
def thread(cast, mail_in):
    return start_thread(cast.community, by=cast.awa, kind="question", title="La grille", text="Qui vient ?")


@pytest.fixture
def to(cast, thread) -> str:
    return by_mail.address("thread", thread.pk, cast.member.pk)


def said(thread) -> list[str]:
    return list(Message.objects.filter(thread=thread).order_by("pk").values_list("text", flat=True))[1:]


@pytest.mark.parametrize(
    ("raw", "outcome", "text"),
    [
        (HEAD + plain(b"O\x00ui\x00.\x00"), DONE, "Oui."),
        (HEAD.replace(b"Re: x", b"Re: \x00 =?utf-8?q?=00=01?= x") + plain(b"Oui."), DONE, "Oui."),
        (HEAD.replace(b"<a@x>", b"<\x00a\x01@\xff\xfe>") + plain(b"Oui."), DONE, "Oui."),
        (HEAD.replace(b"<a@x>", b"<" + b"a" * 5000 + b"@x>") + plain(b"Oui."), DONE, "Oui."),
        (HEAD + plain("Oui 🌿 é.".encode()), DONE, "Oui 🌿 é."),
        (HEAD + plain(b"Oui \xff\xfe \xed\xa0\x80."), DONE, "Oui ÿþ í €."),
        (HEAD + plain(b"Oui.", b"x-nothing"), DONE, "Oui."),
        (HEAD + plain(b"Oui \xe9.", b"undefined"), DONE, "Oui é."),
        (HEAD + plain(b"Oui \xe9.", b"hex"), DONE, "Oui é."),
        (HEAD + plain(b"\xffOui\\ud800.", b"unicode_escape"), DONE, "ÿOui."),
        (HEAD + plain("Oui.".encode("utf-16"), b"utf-16"), DONE, "Oui."),
        (HEAD + plain(b"x" * 150_000), DONE, "x" * 150_000),
        (multipart(plain(b"Oui."), attached(b"eJ8+Ig==", b"winmail.dat", b"application/ms-tnef")), DONE, "Oui."),
        (multipart(plain(b"Oui."), attached(b"MZ\x90\0", b"a.exe")), REFUSED, ""),
        (multipart(plain(b"Oui."), attached(b"PK\x03\x04" + b"\0" * 99, b"bomb.zip")), REFUSED, ""),
        (multipart(plain(b"Oui."), attached(b"x" * 11_000_000, b"a.txt")), REFUSED, ""),
        (multipart(plain(b"Oui."), *[attached(b"x", b"a.txt")] * 400), REFUSED, ""),
        (multipart(plain(b"Oui."), attached(b"x", b"a\x00" + b"b" * 5000 + b".txt", b"a\0/" + b"b" * 5000)), DONE, "Oui."),
        (multipart(plain(b"Oui."), attached(b"x", "é🌿\udcff.txt".encode("utf-8", "surrogateescape"))), DONE, "Oui."),
        (multipart(plain(b"Oui."), attached(b"x", b'"; filename*=undefined\'\'%ff.txt; x="')), DONE, "Oui."),
        (multipart(plain(b"Oui."), b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\n\0"), DONE, "Oui."),
        (multipart(REPORT.replace(b"report", b"delivery-status"), REPORT, kind=b"report"), PASSED, ""),
        (HEAD + within(400), UNREADABLE, ""),
        (b"\x00" * 5000, REFUSED, ""),
        (b"", REFUSED, ""),
    ],
)  # fmt: skip
def test_what_is_kept_of_a_letter_made_to_harm(cast, thread, to, raw, outcome, text):
    letter = arrives(raw, to)
    assert (letter.outcome, said(thread)) == (outcome, [text] if text else [])
    assert bool(letter.raw) is (outcome == UNREADABLE)
    assert not IncomingMail.objects.waiting().exists()


@pytest.mark.parametrize(
    "raw",
    [
        multipart(
            b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
            attached(b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n", b"encrypted.asc"),
            kind=b"encrypted",
        ),
        HEAD + plain(b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n"),
        HEAD + plain(b"Bonjour,\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n"),
        HEAD + attached(b"MIIB", b"smime.p7m", b"application/pkcs7-mime; smime-type=enveloped-data"),
        HEAD + attached(b"MIIB", b"smime.p7m", b"application/x-pkcs7-mime; smime-type=signed-data"),
        HEAD + attached(b"MIIB", b"SMIME.P7M"),
        multipart(attached(b"MIIB", b"smime.p7m", b"application/pkcs7-mime"), plain(b"Le pied de page d'un serveur.")),
    ],
    ids=["PGP/MIME", "PGP", "PGP below words", "S/MIME", "S/MIME that hides its words", "old S/MIME", "with a footer"],
)  # fmt: skip
def test_what_is_encrypted_is_refused_once_in_plain_words_and_nothing_of_it_is_kept(cast, thread, to, raw):
    for _time in range(2):
        letter = arrives(raw, to)
    (refusal,) = OutgoingMail.objects.filter(cause__startswith="letterbox/")
    assert (letter.outcome, bytes(letter.raw), said(thread)) == (REFUSED, b"", [])
    assert "Send it in clear." in refusal.text or "en clair" in refusal.text
    assert not {"hQEMA", "MIIB", "encrypted.asc"} & set(refusal.text.split())


def test_what_was_signed_in_the_text_is_read_without_its_marks(thread, to):
    lines = [
        "-----BEGIN PGP SIGNED MESSAGE-----", "Hash: SHA512", "", "Oui, je viens.", "- - du pain", "",
        "-----BEGIN PGP SIGNATURE-----", "", "iQEz", "-----END PGP SIGNATURE-----",
    ]  # fmt: skip
    arrives(HEAD + plain("\r\n".join(lines).encode()), to)
    assert said(thread) == ["Oui, je viens.\n- du pain"]


@pytest.mark.parametrize("sender", ["mïna@exämple.org", "🌿@example.org", "mina@xn--exmple-cua.org"])
def test_an_address_of_more_than_ascii_is_one_s_own_like_any_other(cast, thread, to, sender):
    cast.member.email = sender
    cast.member.save()
    letter = arrives(b"From: =?utf-8?q?Mina?= <" + sender.encode() + b">\r\nMessage-ID: <a@x>\r\n\r\nOui.", to)
    assert (letter.outcome, said(thread)) == (DONE, ["Oui."])


def test_thousands_of_addresses_in_a_head_are_read_once(cast, thread, to):
    mail = EmailMessage()
    mail["From"], mail["To"] = "mina@example.org", ", ".join(f"a{n}@example.org" for n in range(5000))
    mail.set_content("Oui.")
    assert arrives(mail.as_bytes(), to).outcome == DONE
    assert OutgoingMail.objects.filter(cause__startswith="letterbox/").count() == 0


@pytest.mark.parametrize(
    ("fault", "attempts"), [(DataError, 5), (OperationalError, MOST_ATTEMPTS), (InterfaceError, MOST_ATTEMPTS)]
)
def test_a_letter_over_which_the_database_stumbles_is_not_tried_for_ever(
    cast, mail_in, monkeypatch, fault, attempts
):
    def stumbles(*_arguments: object) -> str:
        raise fault("a word of the letter")

    monkeypatch.setattr(factories, "received", stumbles)
    to, now = by_mail.address("talk", HERE, cast.member.pk), clock.now()
    keep(written(to), sealed_in(to), "lmtp")
    for hours in range(1, 60):
        with clock.at(now + timedelta(hours=3 * hours)), suppress(fault):
            take_up_due()
    letter = IncomingMail.objects.get()
    assert (letter.outcome, letter.attempts, letter.because) == (UNREADABLE, attempts, fault.__name__)


def test_a_clock_that_jumps_loses_nothing(cast, thread, to):
    now = clock.now()
    with clock.at(now + timedelta(days=365)):
        arrives(written(to, "Demain.\n", Message_ID="<1@x>"), to)
    with clock.at(now):
        arrives(written(to, "Hier.\n", Message_ID="<2@x>"), to)
    assert said(thread) == ["Demain.", "Hier."]
