"""Addresses by which people answer: sealed, stable, and nobody else's."""

import email
from email.utils import parseaddr

import pytest
from django.core.mail import EmailMultiAlternatives
from hypothesis import given
from hypothesis import strategies as st

from config.by_mail import BY_MAIL, ByMail
from tresse.core import by_mail
from tresse.core.by_mail import Sealed

WORD = {"thread": ByMail("a conversation", "x"), "session": ByMail("a session", "x")}


@pytest.fixture(autouse=True)
def comes_in(settings, monkeypatch):
    settings.MAIL_IN, settings.MAIL_IN_PLUS = "cp.example.org", True
    settings.DEFAULT_FROM_EMAIL = "Réseau <reseau@example.net>"
    for kind, word in WORD.items():
        monkeypatch.setitem(BY_MAIL, kind, word)


def test_an_address_opens_to_what_it_was_made_for():
    address = by_mail.address("thread", 12, 45)
    assert by_mail.unsealed(address) == Sealed("thread", 12, 45)
    local, _, domain = address.partition("@")
    assert (len(local), domain) == (41, "cp.example.org")
    assert address == by_mail.address("thread", 12, 45)


def test_it_survives_a_program_that_changes_its_case():
    assert by_mail.unsealed(by_mail.address("session", 1, 2).upper()) == Sealed("session", 1, 2)


def test_it_stays_within_what_mail_servers_take_even_in_a_mailbox(settings):
    settings.MAIL_IN = "a" * 21 + "@example.org"
    address = by_mail.address("thread", 2**32 - 1, 2**32 - 1)
    assert len(address.partition("@")[0]) <= 64
    assert by_mail.unsealed(address) == Sealed("thread", 2**32 - 1, 2**32 - 1)


@pytest.mark.parametrize("place", range(2, 41))
def test_an_address_with_one_character_changed_opens_nothing(place):
    address = by_mail.address("thread", 12, 45)
    other = "a" if address[place] != "a" else "q"
    assert by_mail.unsealed(address[:place] + other + address[place + 1 :]) is None


def test_an_address_is_written_in_one_way_only():
    sealed = by_mail.seal("thread", 12, 45)
    assert [end for end in "abcdefghijklmnopqrstuvwxyz234567" if by_mail.unsealed(sealed[:-1] + end)] == [
        sealed[-1]
    ]


def test_what_another_installation_sealed_opens_nothing(settings):
    address = by_mail.address("thread", 12, 45)
    settings.SECRET_KEY = "another installation"
    assert by_mail.unsealed(address) is None


def test_an_address_tells_neither_what_nor_who():
    seen = {by_mail.seal(kind, 12, person) for kind in WORD for person in (1, 2)}
    assert len(seen) == 4
    assert not any(one[:6] == other[:6] for one in seen for other in seen if one != other)


@given(st.text())
def test_no_text_breaks_the_reading_of_addresses(text):
    assert by_mail.unsealed(text) is None


@pytest.mark.parametrize(("mail_in", "plus", "box"), [("", True, ""), ("cp@example.org", False, "cp@example.org")])
def test_no_sealed_address_where_none_can_be_received(settings, mail_in, plus, box):
    settings.MAIL_IN, settings.MAIL_IN_PLUS = mail_in, plus
    assert by_mail.address("thread", 1, 2) == box


def test_a_mail_says_where_it_is_answered_three_times():
    told = by_mail.headers("thread", 12, 45, name="Mina, par CP Genre", list_id="cp-genre")
    for header in ("From", "Reply-To", "References"):
        assert by_mail.unsealed(told.pop(header)) == Sealed("thread", 12, 45)
    assert told == {"List-Id": "<cp-genre.cp.example.org>", "X-Loop": "cp.example.org"}


def test_mails_of_one_thing_are_read_together():
    first, second = by_mail.message_id("message", 1), by_mail.message_id("message", 2)
    root = f"<{by_mail.seal('thread', 12, 45)}@cp.example.org>"
    told = by_mail.headers("thread", 12, 45, name="Mina", message_id=second, references=(first,))
    assert (told["Message-ID"], told["In-Reply-To"], told["References"]) == (second, first, f"{root} {first}")


def test_where_no_mail_comes_in_mails_are_still_read_together(settings):
    settings.MAIL_IN = ""
    first, second = by_mail.message_id("message", 1), by_mail.message_id("message", 2)
    assert by_mail.headers(
        "thread", 12, 45, name="Mina", list_id="cp-genre", message_id=second, references=(first,)
    ) == {"Message-ID": second, "List-Id": "<cp-genre.example.net>", "In-Reply-To": first, "References": first}


@pytest.mark.parametrize("name", ["Zoé « Zou » Ndiaye", 'Mina, "la" <x@y>', "a\r\nBcc: all@example.org"])
def test_a_name_changes_nothing_but_the_name(name):
    headers = by_mail.headers("thread", 12, 45, name=name)
    mail = EmailMultiAlternatives("s", "t", to=["m@example.org"], headers=headers)
    received = email.message_from_bytes(mail.message().as_bytes(), policy=email.policy.default)
    assert received["Bcc"] is None
    assert parseaddr(str(received["From"])) == (" ".join(name.split()), by_mail.address("thread", 12, 45))
