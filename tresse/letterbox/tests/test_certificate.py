"""Mail brought to a real `tresse serve` under TLS, and a certificate that is renewed meanwhile."""

import logging
import smtplib
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from tresse.core import clock
from tresse.letterbox.certificate import Certificate, complaints
from tresse.letterbox.tests.factories import written
from tresse.letterbox.tests.test_receiver import Post, a_post, same_secret, served

__all__ = ["same_secret"]
NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)


def made(begins: datetime, ends: datetime, password: bytes = b"") -> tuple[bytes, bytes]:
    """A certificate of cp.example.org that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cp.example.org")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), begins, ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("cp.example.org")]), critical=False)
        .sign(key, SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    hidden = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return certificate.public_bytes(pem), key.private_bytes(pem, form, hidden)


def lasting() -> tuple[bytes, bytes]:
    today = clock.now()
    return made(today - timedelta(days=1), today + timedelta(days=90))


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    """Where the certificate and its key are."""
    return tmp_path / "fullchain.pem", tmp_path / "privkey.pem"


def put(files: tuple[Path, Path], contents: tuple[bytes, bytes]) -> None:
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)


@pytest.fixture
def post(tmp_path, a_founded_one, files):
    with a_post(tmp_path, a_founded_one) as made:
        made.installation.environment |= {
            "TRESSE_SMTP_CERTIFICATE": str(files[0]),
            "TRESSE_SMTP_KEY": str(files[1]),
        }
        yield made


def under_tls(post: Post, trusted: bytes) -> smtplib.SMTP:
    """A server that insists on this certificate, and on its name."""
    server = smtplib.SMTP("127.0.0.1", post.smtp, timeout=20)
    server._host = "cp.example.org"  # what smtplib compares the name with
    server.starttls(context=ssl.create_default_context(cadata=trusted.decode()))
    server.ehlo()
    return server


def test_a_letter_comes_in_under_tls_and_a_renewed_certificate_is_shown_without_a_restart(post, files):
    first, second = lasting(), lasting()
    put(files, first)
    served(post)
    with under_tls(post, first[0]) as before:
        assert "auth" not in before.esmtp_features
        assert "starttls" not in before.esmtp_features
        files[0].write_bytes(second[0])  # its key is not there yet
        with under_tls(post, first[0]) as meanwhile:
            assert meanwhile.noop()[0] == 250
        put(files, second)
        with under_tls(post, second[0]) as after:
            assert after.sendmail("mina@example.org", [post.address()], written(post.address(), "Non.\n")) == {}
        with pytest.raises(ssl.SSLCertVerificationError):
            under_tls(post, first[0])
        yes = written(post.address(), "Oui.\n", Message_ID="<two@x>")
        assert before.sendmail("mina@example.org", [post.address()], yes) == {}
    assert post.bring(written(post.address(), "En visio.\n", Message_ID="<three@x>")) == {}, "none is obliged"
    post.installation.wait_for(lambda: post.answer() == "remotely")
    assert post.kept() == 3


def test_what_was_said_before_tls_is_not_heard_after_it(post, files):
    contents = lasting()
    put(files, contents)
    served(post)
    with socket.create_connection(("127.0.0.1", post.smtp), timeout=20) as line:
        answer_of(line)
        line.sendall(b"EHLO x\r\n")
        answer_of(line)
        line.sendall(f"STARTTLS\r\nMAIL FROM:<e@example.net>\r\nRCPT TO:<{post.address()}>\r\n".encode())
        assert answer_of(line) == b"220 Ready to start TLS\r\n"
        context = ssl.create_default_context(cadata=contents[0].decode())
        with context.wrap_socket(line, server_hostname="cp.example.org") as safe:
            safe.sendall(b"DATA\r\n")
            assert answer_of(safe).startswith(b"503 ")


def answer_of(line: socket.socket) -> bytes:
    """To its last line, in which a space follows the code (RFC 5321, 4.2.1)."""
    said = b""
    while not (said.endswith(b"\r\n") and said.splitlines()[-1][3:4] == b" "):
        heard = line.recv(1000)
        assert heard, said
        said += heard
    return said


def test_without_its_certificate_letters_come_in_and_it_is_said(post, files):
    process = served(post)
    assert post.bring(written(post.address())) == {}
    put(files, lasting())
    with smtplib.SMTP("127.0.0.1", post.smtp) as server:
        server.ehlo()
        assert "starttls" in server.esmtp_features
    process.terminate()
    said = process.stdout.read()
    assert (
        f"{files[0]} and {files[1]} cannot be used (No such file or directory): letters come in without TLS."
        in said
    )


def test_what_cannot_be_used_is_said_once_and_tried_again_when_it_changes(files, caplog):
    certificate = Certificate(*map(str, files))
    with caplog.at_level(logging.WARNING):
        assert [certificate.context() for _time in range(3)] == [None] * 3
        assert len(caplog.records) == 1
        put(files, lasting())
        assert certificate.context() is certificate.context() is not None
        files[1].unlink()
        assert certificate.context() is not None
    assert len(caplog.records) == 2


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (made(NOW, NOW + timedelta(days=90)), ""),
        (made(NOW, NOW + timedelta(days=13)), "ends on 2026-03-25: it should have been renewed by now."),
        (
            made(NOW - timedelta(days=90), NOW - timedelta(days=1)),
            "ended on 2026-03-11: letters from servers that ",
        ),
        ((lasting()[0], lasting()[1]), "cannot be used (key values mismatch): letters come in without TLS."),
        ((b"nonsense", b""), "letters come in without TLS."),
        ((lasting()[0], b""), "letters come in without TLS."),
        (made(NOW, NOW + timedelta(days=90), b"secret"), "letters come in without TLS."),
    ],
    ids=["well", "soon", "past", "of two", "nonsense", "no key", "under a password"],
)
def test_the_doctor_says_when_it_cannot_be_used_and_when_its_renewal_failed(files, settings, contents, said):
    put(files, contents)
    settings.SMTP_CERTIFICATE = tuple(map(str, files))
    with clock.at(NOW):
        told = list(complaints())
    assert [said in one for one in told] == [True] * bool(said), told


def test_without_any_there_is_nothing_to_say(settings):
    settings.SMTP_CERTIFICATE = ("", "")
    assert list(complaints()) == []
    assert Certificate("", "").context() is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"TRESSE_SMTP_KEY": "/k"}, "TRESSE_SMTP_KEY is set, and TRESSE_SMTP_CERTIFICATE is not."),
        ({"TRESSE_SMTP_CERTIFICATE": lasting()[1].decode()}, "are the paths of files, not what these hold."),
    ],
)
def test_a_wrong_setting_stops_the_start_without_showing_the_key(founded, more, said):
    founded.environment |= more
    told = founded.tresse("doctor")
    assert told.returncode == 1
    assert said in told.stderr
    assert "PRIVATE KEY" not in told.stderr + told.stdout
