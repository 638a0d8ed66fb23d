"""The outbox, to a real mail server on this machine."""

import email
import email.policy
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.template import engines

from tests.installation import free_port
from tresse.core import clock, outbox
from tresse.core.models import OutgoingMail
from tresse.networks.models import Network

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
MINUTES = [1, 5, 30, 120, 360, 1440, 2880]


class MailServer:
    """Keeps what it takes. What it answers can be set: to a recipient, and to what is said."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []
        self.to_recipient = self.to_mail = "250 OK"
        self.dies = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.dies:
            server.transport.abort()
        if not self.dies and self.to_mail.startswith("250"):
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            self.kept.append(message)
        return self.to_mail


@pytest.fixture
def server(settings):
    kept = MailServer()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "tresse.networks.mail.PostOffice"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_IS_SET = True
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
    yield kept
    controller.stop()


@pytest.fixture(autouse=True)
def _one_mail(monkeypatch):
    """A mail of three templates, for these tests."""
    texts = {
        "emails/tests/hello/subject.txt": "L'atelier de {{ name }}\n",
        "emails/tests/hello/body.txt": "{{ name }} & l'équipe vous attendent.\n{{ site }}\n",
        "emails/tests/hello/body.html": "<p>{{ name }} &amp; l'équipe</p>",
    }

    class Written:
        def __init__(self, name: str) -> None:
            self.template = engines["django"].from_string(texts[name]).template

    monkeypatch.setattr(outbox, "get_template", Written)
    monkeypatch.setattr(
        outbox,
        "render_to_string",
        lambda name, context: engines["django"].from_string(texts[name]).render(context),
    )


def post(cause: str = "a cause", to: str = "mina@example.org", **more: Any) -> OutgoingMail | None:
    return outbox.post("tests/hello", to=to, language="fr", cause=cause, context={"name": "Zoé <3"}, **more)


def written(cause: str = "a cause", **more: Any) -> OutgoingMail:
    mail = post(cause, **more)
    assert mail is not None
    return mail


def deliver_at(minutes: float) -> int:
    with clock.at(NOW + timedelta(minutes=minutes)):
        return outbox.deliver_due()


@pytest.fixture
def mail():
    with clock.at(NOW):
        return written()


def test_a_mail_says_what_it_has_to_as_text_and_as_html(server):
    calendar = outbox.Attachment(
        "séance.ics", "text/calendar; method=REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    )
    mail = written(attachments=(calendar,), headers={"List-Unsubscribe": "<https://example.org/stop/>"})
    assert outbox.deliver_due() == 1
    (kept,) = server.kept
    assert (kept["Subject"], kept["To"], kept["Message-ID"]) == (
        "L'atelier de Zoé <3",
        "mina@example.org",
        mail.headers["Message-ID"],
    )
    assert kept["List-Unsubscribe"] == "<https://example.org/stop/>"
    parts = {part.get_content_type(): part.get_content() for part in kept.walk() if not part.is_multipart()}
    assert parts["text/plain"].splitlines() == ["Zoé <3 & l'équipe vous attendent.", "http://127.0.0.1:8000"]
    assert parts["text/html"].strip() == "<p>Zoé &lt;3 &amp; l'équipe</p>"
    assert parts["text/calendar"].splitlines() == ["BEGIN:VCALENDAR", "END:VCALENDAR"]
    (attached,) = kept.iter_attachments()
    assert (attached.get_filename(), attached["Content-Type"].params["method"]) == ("séance.ics", "REQUEST")


def test_one_cause_writes_once_and_its_mail_leaves_once(server):
    first = written()
    assert post() is None
    assert [outbox.deliver_due(), outbox.deliver_due(), outbox.deliver(first.pk)] == [1, 0, False]
    assert len(server.kept) == 1


def test_an_act_that_is_undone_writes_to_nobody(server):
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert (OutgoingMail.objects.count(), outbox.deliver_due()) == (0, 0)


def test_while_no_server_answers_it_waits_longer_each_time_then_gives_up(server, mail, settings):
    settings.EMAIL_PORT = free_port()
    elapsed = 0.0
    for wait in MINUTES:
        assert deliver_at(elapsed) == 0
        mail.refresh_from_db()
        assert mail.next_attempt_at == NOW + timedelta(minutes=elapsed + wait)
        assert deliver_at(elapsed + wait - 0.1) == 0
        elapsed += wait
    deliver_at(elapsed)
    mail.refresh_from_db()
    assert (mail.attempts, mail.next_attempt_at, mail.given_up_at) == (8, None, NOW + timedelta(minutes=elapsed))
    assert "refused" in mail.last_error
    assert list(outbox.stuck()) == [mail]


def test_it_leaves_when_the_server_is_back(server, mail):
    server.to_mail = "451 try later"
    deliver_at(0)
    server.to_mail = "250 OK"
    assert [deliver_at(0.5), deliver_at(1)] == [0, 1]
    mail.refresh_from_db()
    assert (mail.attempts, mail.next_attempt_at, mail.last_error) == (2, None, "")


@pytest.mark.parametrize("answer", ["450 mailbox busy", "550 no such person"])
def test_a_recipient_refused_for_now_is_tried_again_and_for_ever_is_not(server, mail, answer):
    server.to_recipient = answer
    assert deliver_at(0) == 0
    mail.refresh_from_db()
    is_final = answer.startswith("5")
    assert (mail.given_up_at is not None, mail.next_attempt_at is None) == (is_final, is_final)
    assert answer.split(" ", 1)[1] in mail.last_error
    server.to_recipient = "250 OK"
    assert deliver_at(10) == (0 if is_final else 1)


def test_a_server_that_dies_half_way_is_given_the_same_mail_again(server, mail):
    server.dies = True
    assert deliver_at(0) == 0
    mail.refresh_from_db()
    assert mail.next_attempt_at == NOW + timedelta(minutes=1)
    server.dies = False
    assert deliver_at(1) == 1
    assert [kept["Message-ID"] for kept in server.kept] == [mail.headers["Message-ID"]]


def test_a_worker_that_dies_while_sending_leaves_the_mail_to_another_after_a_while(server, mail):
    with clock.at(NOW):
        assert outbox._claim(mail.pk) is not None
        assert outbox._claim(mail.pk) is None
    assert [deliver_at(4), deliver_at(5)] == [0, 1]


def test_one_refused_mail_does_not_hold_the_others_back(server):
    impossible = written("impossible", to="person@exam ple.org")
    OutgoingMail.objects.filter(pk=impossible.pk).update(to="a@b\nBcc: everybody@example.org")
    fine = written("fine")
    assert outbox.deliver_due() == 1
    impossible.refresh_from_db()
    assert impossible.given_up_at is not None
    assert [kept["Message-ID"] for kept in server.kept] == [fine.headers["Message-ID"]]


def test_the_last_one_written_leaves_first(server):
    for number in range(25):
        with clock.at(NOW + timedelta(seconds=number)):
            written(f"cause {number}", to=f"p{number}@example.org")
    assert [deliver_at(1) for _ in range(4)] == [10, 10, 5, 0]
    assert [kept["To"] for kept in server.kept[:2]] == ["p24@example.org", "p23@example.org"]


def test_without_a_mail_server_it_waits_untried(server, mail, settings):
    settings.MAIL_IS_SET = False
    assert [deliver_at(0), deliver_at(10_000)] == [0, 0]
    mail.refresh_from_db()
    assert (mail.attempts, mail.given_up_at) == (0, None)
    settings.MAIL_IS_SET = True
    assert deliver_at(10_001) == 1


def test_from_the_example_network_nothing_leaves(server, mail):
    Network.objects.create(name="Exemple", short_name="Exemple", is_example=True)
    assert deliver_at(0) == 1
    mail.refresh_from_db()
    assert (mail.sent_at, server.kept) == (NOW, [])


def test_looking_for_mail_where_there_is_none_is_one_query(server, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert outbox.deliver_due() == 0


def test_three_months_later_nothing_keeps_what_it_said_but_its_cause_does_not_write_again(server, mail):
    deliver_at(0)
    with clock.at(NOW + timedelta(days=89)):
        outbox.forget_old_mails()
    mail.refresh_from_db()
    assert mail.text
    with clock.at(NOW + timedelta(days=91)):
        outbox.forget_old_mails()
    mail.refresh_from_db()
    assert (mail.text, mail.html, mail.attachments, mail.headers) == ("", "", [], {})
    assert post() is None
