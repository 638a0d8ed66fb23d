"""Mails that are composed as they leave, to a real mail server on this machine."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.installation import free_port
from tresse.core import clock, outbox
from tresse.core.models import OutgoingMail
from tresse.core.tests.test_outbox import NOW, _one_mail, deliver_at, server, written  # noqa: F401

pytestmark = pytest.mark.django_db
told: dict[str, Callable[[], outbox.Letter | None]] = {}


def composer(mail: OutgoingMail) -> outbox.Letter | None:
    return told[mail.cause]()


def post(cause: str, says: Callable[[], outbox.Letter | None], to: str = "mina@example.org") -> OutgoingMail:
    told[cause] = says
    with clock.at(NOW):
        outbox.post_to_compose(f"{__name__}.composer", [outbox.Envelope(to, cause, {"List-Id": "x"})])
    return OutgoingMail.objects.get(cause=cause)


def letter() -> outbox.Letter:
    return outbox.Letter("Ce matin", f"Il est {clock.now():%H:%M}.\n", "<p>Bonjour</p>")


def test_it_says_what_is_true_as_it_leaves_under_the_same_name_each_time(server, settings):  # noqa: F811
    mail = post("a digest", letter)
    assert (mail.subject, mail.text) == ("", "")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    assert deliver_at(2) == 0
    settings.EMAIL_PORT = port
    assert deliver_at(5) == 1
    (kept,) = server.kept
    assert (kept["Subject"], kept["Message-ID"], kept["List-Id"]) == ("Ce matin", mail.headers["Message-ID"], "x")
    assert kept.get_body(("plain",)).get_content().split() == ["Il", "est", "09:05."]
    mail.refresh_from_db()
    assert (mail.subject, mail.text, mail.sent_at) == ("Ce matin", "Il est 09:05.\n", NOW + timedelta(minutes=5))


def test_with_nothing_to_say_any_more_it_is_dropped_for_good(server):  # noqa: F811
    mail = post("a digest", lambda: None)
    assert [deliver_at(0), deliver_at(10)] == [0, 0]
    mail.refresh_from_db()
    assert (server.kept, mail.dropped_at, mail.next_attempt_at, mail.sent_at) == ([], NOW, None, None)
    assert list(outbox.stuck()) == []


def test_one_that_cannot_be_composed_waits_and_holds_nothing_back(server):  # noqa: F811
    mail = post("broken", lambda: letter() if 1 / 0 else None)
    post("fine", letter, to="tom@example.org")
    assert deliver_at(0) == 1
    mail.refresh_from_db()
    assert (mail.attempts, mail.next_attempt_at) == (1, NOW + timedelta(minutes=1))
    assert [kept["To"] for kept in server.kept] == ["tom@example.org"]


def test_one_cause_posts_once(server):  # noqa: F811
    post("a digest", letter)
    post("a digest", letter)
    assert (OutgoingMail.objects.count(), deliver_at(0), deliver_at(1)) == (1, 1, 0)


def test_mails_written_whole_leave_as_before(server):  # noqa: F811
    written("whole")
    assert outbox.deliver_due() == 1
