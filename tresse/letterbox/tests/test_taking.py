"""What becomes of a letter: done, refused once to the one whose address it is, or passed over in silence."""

from datetime import timedelta

import pytest

from tests.at_once import at_once
from tresse.accounts.models import Person
from tresse.core import by_mail, clock
from tresse.core.models import OutgoingMail, UnreachedAddress
from tresse.letterbox.keeping import forget_old_letters, keep, sealed_in
from tresse.letterbox.models import IncomingMail, Outcome
from tresse.letterbox.taking import take_up_due
from tresse.letterbox.tests.factories import (
    BROKEN,
    CLOSED,
    HERE,
    HIDDEN,
    LONG,
    arrives,
    mail_in,
    written,
)  # fmt: skip
from tresse.letterbox.tests.test_reading import LETTERS

pytestmark = pytest.mark.django_db
__all__ = ["mail_in"]


@pytest.fixture
def mina(mail_in) -> Person:
    return Person.objects.create_user("mina@example.org", "Mina", language="en")


def talk(person: Person, thing: int = HERE, kind: str = "talk") -> str:
    return by_mail.address(kind, thing, person.pk)


def answers() -> list[tuple[str, str]]:
    """To whom we wrote, and the reason they read."""
    return [(mail.to, mail.text.split("\n")[2]) for mail in OutgoingMail.objects.order_by("pk")]


def test_what_somebody_writes_is_handed_over_and_forgotten_here(mina, mail_in):
    letter = arrives(
        written(talk(mina), "Oui.\n\nLe 12/03/2026 à 14:02, Awa a écrit :\n> Qui vient ?\n"), talk(mina)
    )
    ((thing, who, said),) = mail_in
    assert (thing, who, said.text, said.subject) == (HERE, "mina@example.org", "Oui.", "La grille")
    assert (letter.outcome, bytes(letter.raw), answers()) == (Outcome.DONE, b"", [])


def test_the_same_letter_twice_is_one(mina, mail_in):
    raw = written(talk(mina))
    assert [keep(raw, sealed_in(talk(mina)), "lmtp") for _ in range(2)] == [True, False]
    take_up_due()
    take_up_due()
    assert len(mail_in) == 1


def test_two_letters_without_a_message_id_are_two_when_they_say_two_things(mina, mail_in):
    for text in ("Un.", "Deux.", "Un."):
        arrives(written(talk(mina), text, Message_ID=""), talk(mina))
    assert [letter.text for _thing, _who, letter in mail_in] == ["Un.", "Deux."]


@pytest.mark.parametrize(
    ("thing", "reason"),
    [
        (HIDDEN, "There is nothing at this address that you could answer."),
        (CLOSED, "This conversation is closed."),
        (LONG, "Say it in fewer words."),
    ],
)
def test_what_is_refused_is_said_once_with_what_was_written(mina, mail_in, thing, reason):
    letter = arrives(written(talk(mina, thing), "Ma grille.\n"), talk(mina, thing))
    arrives(written(talk(mina, thing), "Ma grille.\n"), talk(mina, thing))
    (mail,) = OutgoingMail.objects.all()
    assert (mail.to, letter.outcome, mail_in) == ("mina@example.org", Outcome.REFUSED, [])
    assert answers() == [("mina@example.org", reason)]
    assert "Ma grille." in mail.text
    assert mail.headers["Auto-Submitted"] == "auto-replied"
    assert "From" not in mail.headers  # it takes no answer


def test_what_is_hidden_is_refused_in_the_very_words_of_what_never_was(mina, mail_in):
    hidden, never = talk(mina, HIDDEN), talk(mina, HIDDEN, "gesture")
    arrives(written(hidden, Message_ID="<a@x>"), hidden)
    arrives(written(never, Message_ID="<b@x>"), never)
    said = {(mail.subject, mail.text.replace("<a@x>", "<b@x>")) for mail in OutgoingMail.objects.all()}
    assert len(said) == 1


@pytest.mark.parametrize(
    "sender",
    [
        "Mina <somebody@example.net>",
        "mina@example.org <somebody@example.net>",
        "Mina <mina@example.org>, Else <else@example.net>",
        '"mina@example.org" <mina@example.org.example.net>',
        "",
    ],
)
def test_who_writes_from_elsewhere_is_refused_and_only_the_owner_of_the_address_is_told(mina, mail_in, sender):
    letter = arrives(written(talk(mina), "Un secret.\n", sender=sender), talk(mina))
    (mail,) = OutgoingMail.objects.all()
    assert (letter.outcome, mail.to, mail_in) == (Outcome.REFUSED, "mina@example.org", [])
    assert "Write from that address" in mail.text
    assert "Un secret." not in mail.text


def test_capitals_in_an_address_make_nobody_else(mina, mail_in):
    arrives(written(talk(mina).upper(), sender="MINA <Mina@Example.ORG>"), talk(mina).upper())
    assert len(mail_in) == 1


def test_a_stranger_is_never_written_to(mina, mail_in):
    address = talk(mina)
    mina.is_active = False
    mina.save()
    assert arrives(written(address), address).outcome == Outcome.PASSED_OVER
    assert (mail_in, answers()) == ([], [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (vacation)"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"Subject": "Réponse automatique : La grille"},
        {"Subject": "Out of office: La grille"},
        {"X_Loop": "cp.example.org"},
        {"List_Id": "<cp-genre.cp.example.org>"},
        {"Return_Path": "<>"},
    ],
)
def test_what_no_person_wrote_is_passed_over_and_never_answered(mina, mail_in, headers):
    letter = arrives(written(talk(mina, CLOSED), **headers), talk(mina, CLOSED))
    assert (letter.outcome, mail_in, answers()) == (Outcome.PASSED_OVER, [], [])


def test_a_calendar_that_answers_speaks_for_a_person(mina, mail_in):
    raw = (LETTERS / "17-calendar-reply.eml").read_bytes()
    arrives(raw, talk(mina, kind="gesture"))
    ((_thing, _who, letter),) = mail_in
    assert letter.calendar.startswith("BEGIN:VCALENDAR\nMETHOD:REPLY")
    assert answers() == []


def test_a_gesture_is_told_where_nothing_else_shows_it(mina, mail_in):
    arrives(written(talk(mina, kind="gesture")), talk(mina, kind="gesture"))
    assert [(mail.to, mail.text.split("\n")[0]) for mail in OutgoingMail.objects.all()] == [
        ("mina@example.org", "You wrote.")
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("Le 12/03/2026 à 14:02, Awa a écrit :\n> Qui vient ?\n", "It was empty."),
        ("   \n", "It was empty."),
    ],
)
def test_a_letter_that_says_nothing_is_told_so(mina, mail_in, raw, reason):
    arrives(written(talk(mina), raw), talk(mina))
    assert answers() == [("mina@example.org", reason)]


def test_two_machines_that_write_to_each_other_stop(mina, mail_in):
    for number in range(25):
        arrives(written(talk(mina, CLOSED), f"{number}", Message_ID=f"<{number}@x>"), talk(mina, CLOSED))
    assert len(answers()) == 10
    assert IncomingMail.objects.filter(outcome=Outcome.PASSED_OVER).count() == 5


def test_a_fault_of_ours_is_tried_again_then_left_for_whoever_runs_the_server(mina, mail_in):
    now = clock.now()
    for hours in range(6):
        with clock.at(now + timedelta(hours=hours * 3)):
            letter = arrives(written(talk(mina, BROKEN)), talk(mina, BROKEN))
    assert (letter.outcome, letter.because, letter.attempts) == (Outcome.UNREADABLE, "RuntimeError", 5)
    assert b"Bonjour." in bytes(letter.raw)
    with clock.at(now + timedelta(days=32)):
        forget_old_letters()
    assert not IncomingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_deal_with_a_letter_once(mina, mail_in):
    keep(written(talk(mina)), sealed_in(talk(mina)), "lmtp")
    at_once(take_up_due, take_up_due)
    assert len(mail_in) == 1


def returned_to(address: str, status: str = "5.1.1") -> bytes:
    return (
        f"Return-Path: <>\r\nFrom: mailer-daemon@example.net\r\nTo: {address}\r\nMessage-ID: <back-{status}@x>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
        f"Final-Recipient: rfc822; mina@example.org\r\nAction: failed\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 no such mailbox\r\n\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize(("status", "noted"), [("5.1.1", 1), ("4.4.1", 0), ("2.1.5", 0)])
def test_a_mail_that_comes_back_is_noted_for_whom_it_was(mina, mail_in, status, noted):
    mail = OutgoingMail.objects.create(cause="x", to="mina@example.org", subject="s", text="t")
    back = by_mail.return_address(mail.pk)
    arrives(returned_to(back, status), back)
    assert [(one.address, one.times, one.said) for one in UnreachedAddress.objects.all()] == [
        ("mina@example.org", 1, "smtp; 550 no such mailbox")
    ] * noted
    assert OutgoingMail.objects.count() == 1


def test_one_that_comes_back_to_where_one_answers_is_noted_too(mina, mail_in):
    arrives(returned_to(talk(mina)), talk(mina))
    assert UnreachedAddress.objects.get().address == "mina@example.org"
    assert mail_in == []


def test_nothing_leaks_to_the_log_of_what_a_letter_says(mina, mail_in, caplog):
    arrives(written(talk(mina, BROKEN), "Un mot très secret.\n"), talk(mina, BROKEN))
    assert "could not be dealt with" in caplog.text
    assert "secret" not in caplog.text


def test_after_a_day_nothing_tells_whose_a_letter_was_and_it_still_counts_once(mina, mail_in):
    raw = written(talk(mina))
    arrives(raw, talk(mina))
    with clock.at(clock.now() + timedelta(hours=25)):
        forget_old_letters()
        assert IncomingMail.objects.get().sealed == ""
        assert not keep(raw, sealed_in(talk(mina)), "lmtp")
