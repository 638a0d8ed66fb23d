"""Letters made to harm: none makes the reader fail, nor think for long."""

import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tresse.letterbox.keeping import sealed_in
from tresse.letterbox.reading import Unreadable, Written, opened, read
from tresse.letterbox.reading.automatic import returned, why_automatic
from tresse.letterbox.reading.quoting import reply

PATIENCE = 15  # seconds, on a machine that does something else; what harmed took minutes
HTML, PLAIN = b"Content-Type: text/html\r\n\r\n", b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
UNITS = (
    "<div>", "<!--", "<a ", "<ul><li>x", "<table><tr><td>", "<p>", "&", "<blockquote>", "<b></p>", "Le 12 ", "> ", ">\n",
    "\n", " \n", "De : x\nÀ : y\n", "_", "cordialement\n", "Ce message et ", "<a@b> ", "2026-01-02 <", "> On 1 wrote:\n> x\n",
)  # fmt: skip
KINDS = ["text/plain", "text/html", "multipart/mixed", "multipart/alternative", "multipart/signed", "message/rfc822",
         "multipart/report", "text/calendar", "image/png", "nonsense", "text/plain; charset=x; format=flowed"]  # fmt: skip


def dealt_with(raw: bytes) -> Written:
    mail = opened(raw)
    returned(mail)
    why_automatic(mail)
    return read(mail)


@pytest.mark.parametrize("head", [HTML, PLAIN], ids=["html", "plain"])
@pytest.mark.parametrize("unit", UNITS)
def test_a_letter_that_repeats_itself_is_read_in_time(head, unit):
    begun = time.monotonic()
    dealt_with(head + (unit * (200_000 // len(unit))).encode())
    assert time.monotonic() - begun < PATIENCE


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 1000,
        b"X: y\r\n" * 20_000 + PLAIN,
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\r\n" + PLAIN,
        b"From: " + b"(((((" * 20_000 + b"\r\n\r\nx",
        b"To: " + b"a@b," * 20_000 + b"\r\n\r\nx",
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 10_000 + b"--b--\r\n",
        PLAIN + (b"x" * 76 + b"\r\n") * 640_000,
    ],
    ids=["nothing", "zeros", "heads", "subject", "comments", "recipients", "ten thousand parts", "fifty megabytes"],
)
def test_a_letter_that_is_too_much_is_read_in_time(raw):
    begun = time.monotonic()
    dealt_with(raw)
    assert time.monotonic() - begun < PATIENCE


def test_parts_within_parts_without_end_are_given_up():
    levels = (f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(2000))
    with pytest.raises(Unreadable):
        opened("".join(levels).encode())


def test_an_archive_is_never_opened_and_its_name_leads_nowhere():
    mail = EmailMessage()
    mail.set_content("Voici.")
    mail.add_attachment(
        b"PK\x03\x04" + b"\0" * 100, maintype="application", subtype="zip", filename="../../etc/pass\x00wd.zip"
    )
    (file,) = dealt_with(mail.as_bytes()).letter.files
    assert (file.name, file.content[:2]) == ("-..-etc-pass wd.zip".strip(" .-"), b"PK")


def test_a_head_cannot_slip_in_another():
    raw = b"Subject: =?utf-8?q?Bonjour=0D=0ABcc=3A_all=40example=2Eorg?=\r\n\r\nx\x00y\x07z"
    letter = dealt_with(raw).letter
    assert (letter.subject, letter.text) == ("Bonjour Bcc: all@example.org", "xyz")


@settings(max_examples=150, deadline=None)
@given(raw=st.binary(max_size=2000))
def test_no_bytes_make_the_reader_fail(raw):
    assert isinstance(dealt_with(raw), Written)
    sealed_in(raw.decode("latin-1"))


@st.composite
def letters(draw: st.DrawFn) -> bytes:
    """Looks like a letter, and is wrong somewhere."""
    kind, inner = draw(st.sampled_from(KINDS)), draw(st.sampled_from(KINDS))
    boundary = draw(st.sampled_from(["b", "", "b b", "é"]))
    heads = draw(st.lists(st.sampled_from(["Subject", "From", "To", "Content-Transfer-Encoding", "List-Id", "References",
                                           "Content-Disposition", "Content-ID", "Auto-Submitted"]), max_size=5))  # fmt: skip
    said = [f"{name}: {draw(st.text(max_size=40))}" for name in heads]
    body = draw(st.text(max_size=300))
    lines = [
        f'Content-Type: {kind}; boundary="{boundary}"',
        *said,
        "",
        f"--{boundary}",
        f"Content-Type: {inner}",
        "",
        body,
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogatepass")


@settings(max_examples=300, deadline=None)
@given(raw=letters())
def test_no_letter_that_is_wrong_somewhere_makes_the_reader_fail(raw):
    written = dealt_with(raw)
    assert "\x00" not in written.letter.text + written.letter.subject


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("Le On a écritwrote:<>@ \n>-_1De Envoyé:")))
def test_what_is_kept_was_written(text):
    kept = set("".join(reply(text).split()))
    assert kept <= set(text)
