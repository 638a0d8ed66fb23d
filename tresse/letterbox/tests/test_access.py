"""Whether one's mails come back is one's own."""

import re

from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.accounts.models import Person
from tresse.core import clock, outbox, unreached
from tresse.core.models import OutgoingMail, UnreachedAddress
from tresse.core.waiting import waiting_for

ACCESS = {
    "letterbox:returned": dict.fromkeys(EVERYBODY, 200) | {"visitor": 302},
    "POST letterbox:returned": dict.fromkeys(EVERYBODY, 302),
}


def test_who_gets_in(as_, cast):
    check_access(as_, ACCESS, {})


def told(person: Person) -> list[str]:
    waiting = waiting_for(Person.objects.filter(pk=person.pk))
    return [one.said for one in waiting if one.href == "/me/mail/returned/"]


def post(cause: str) -> OutgoingMail:
    return OutgoingMail.objects.create(
        cause=cause, to="mina@example.org", subject="s", text="t", next_attempt_at=clock.now()
    )


def test_one_reads_on_the_site_that_mails_come_back_and_nobody_else_does(as_, cast):
    unreached.note("Mina@example.org", "550 <b>mailbox full</b>")
    assert told(cast.member) == ["Our mails to mina@example.org come back."]
    assert told(cast.awa) == []
    page = as_("member").get("/me/mail/returned/").content.decode()
    assert "550 &lt;b&gt;mailbox full&lt;/b&gt;" in page
    assert "mina@example.org" not in as_("awa").get("/me/mail/returned/").content.decode()


def test_after_three_only_codes_to_sign_in_leave_until_one_says_it_works_again(as_, cast, mailoutbox):
    for _time in range(3):
        assert outbox.deliver(post(f"before/{_time}").pk)
        unreached.note("mina@example.org", "550")
    held = post("held")
    assert not outbox.deliver(held.pk)
    held.refresh_from_db()
    assert (held.sent_at, held.dropped_at is None) == (None, False)
    assert outbox.deliver(post("account/code/1").pk)
    assert "no more leave" in re.sub(r"\s+", " ", as_("member").get("/me/mail/returned/").content.decode())
    as_("member").post("/me/mail/returned/")
    assert not UnreachedAddress.objects.exists()
    assert outbox.deliver(post("after").pk)
    assert len(mailoutbox) == 5
