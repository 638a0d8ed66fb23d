"""What is kept of letters, and until when."""

from datetime import timedelta

import pytest

from tresse.accounts.models import Person
from tresse.core import by_mail, clock
from tresse.letterbox import taking
from tresse.letterbox.keeping import forget_old_letters, keep, sealed_in
from tresse.letterbox.models import IncomingMail, Outcome
from tresse.letterbox.taking import take_up_due
from tresse.letterbox.tests.factories import BROKEN, HERE, arrives, mail_in, written

__all__ = ["mail_in"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def mina(mail_in) -> Person:
    return Person.objects.create_user("mina@example.org", "Mina", language="en")


def talk(person: Person, thing: int = HERE, kind: str = "talk") -> str:
    return by_mail.address(kind, thing, person.pk)


def test_one_letter_to_two_addresses_says_two_things(mina, mail_in):
    for address in (talk(mina), talk(mina, kind="gesture")):
        arrives(written(address), address)
    assert len(mail_in) == 2


def test_a_letter_whose_worker_died_is_taken_up_by_the_next_one_and_not_before(mina, mail_in):
    keep(written(talk(mina)), sealed_in(talk(mina)), "lmtp")
    assert taking._claim(IncomingMail.objects.get().pk) is not None  # and no more is heard of that worker
    assert (take_up_due(), mail_in) == (0, [])
    with clock.at(clock.now() + taking.LEASE + timedelta(seconds=1)):
        assert take_up_due() == 1
    assert len(mail_in) == 1


def test_a_letter_that_waits_for_months_is_still_dealt_with(mina, mail_in):
    keep(written(talk(mina)), sealed_in(talk(mina)), "lmtp")
    with clock.at(clock.now() + timedelta(days=100)):
        forget_old_letters()
        assert take_up_due() == 1
    assert len(mail_in) == 1


def test_after_three_months_nothing_tells_that_a_letter_came(mina, mail_in):
    arrives(written(talk(mina)), talk(mina))
    for days, left in ((89, 1), (91, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            forget_old_letters()
        assert IncomingMail.objects.count() == left


def test_what_could_not_be_read_is_kept_whole_for_a_month(mina, mail_in):
    now = clock.now()
    for hours in range(6):
        with clock.at(now + timedelta(hours=hours * 3)):
            letter = arrives(written(talk(mina, BROKEN)), talk(mina, BROKEN))
    for days, left in ((29, [(Outcome.UNREADABLE, letter.sealed)]), (31, [])):
        with clock.at(now + timedelta(days=days)):
            forget_old_letters()
        assert list(IncomingMail.objects.values_list("outcome", "sealed")) == left
