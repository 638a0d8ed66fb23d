import pytest
from django.urls import reverse

from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.core import clock, outbox
from tresse.core.models import OutgoingMail
from tresse.web.mail_previews import previews

NOBODY = dict.fromkeys(EVERYBODY, 404)
ACCESS = dict.fromkeys(
    (
        "mailbox:index",
        "mailbox:mail",
        "mailbox:html",
        "mailbox:attachment",
        "mailbox:previews",
        "mailbox:preview",
        "mailbox:preview_html",
    ),
    NOBODY,
)
HOSTILE = "<html><head></head><body><script>alert(1)</script>Bonjour</body></html>"


@pytest.fixture
def mail(db):
    return OutgoingMail.objects.create(
        cause="a",
        to="mina@example.org",
        subject="L'atelier <b>de demain</b>",
        text="Venez à https://example.org/c/\n",
        html=HOSTILE,
        headers={"Message-ID": "<1@x>"},
        attachments=[{"name": "seance.ics", "type": "text/calendar; method=REQUEST", "content": "BEGIN:VCALENDAR"}],
        next_attempt_at=clock.now(),
    )


@pytest.fixture
def in_the_example(cast):
    cast.network.is_example = True
    cast.network.save()
    return cast.network


def addresses(mail):
    a_mail = next(iter(previews()), "x/y")
    return {
        "mailbox:mail": [mail.pk],
        "mailbox:html": [mail.pk],
        "mailbox:attachment": [mail.pk, 1],
        "mailbox:preview": ["fr", a_mail],
        "mailbox:preview_html": ["fr", a_mail],
    }


def test_the_mailbox_does_not_exist_in_a_network_of_real_people(as_, cast, mail):
    check_access(as_, ACCESS, addresses(mail))


def test_in_the_example_everybody_reads_it_before_signing_in(as_, cast, mail, in_the_example):
    readable = [name for name in ACCESS if "preview" not in name]
    check_access(as_, {name: dict.fromkeys(EVERYBODY, 200) for name in readable}, addresses(mail))


def test_in_development_too(client, cast, mail, settings):
    settings.TRESSE_DEVELOPMENT = True
    assert client.get("/mailbox/").status_code == 200


def test_a_mail_is_shown_as_it_was_written(client, in_the_example, mail):
    page = client.get(f"/mailbox/{mail.pk}/").content.decode()
    assert "L&#x27;atelier &lt;b&gt;de demain&lt;/b&gt;" in page
    assert '<a href="https://example.org/c/"' in page
    assert "alert(1)" not in page


def test_its_html_is_shown_alone_and_runs_nothing(client, in_the_example, mail):
    response = client.get(f"/mailbox/{mail.pk}/html/")
    policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "frame-ancestors": "'self'",
        "sandbox": "allow-top-navigation-by-user-activation",
    }
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_what_goes_with_it_is_downloaded(client, in_the_example, mail):
    response = client.get(f"/mailbox/{mail.pk}/attachments/1/")
    assert response.content == b"BEGIN:VCALENDAR"
    assert response["Content-Disposition"] == 'attachment; filename="seance.ics"'
    assert client.get(f"/mailbox/{mail.pk}/attachments/2/").status_code == 404


def test_one_finds_the_mails_to_one_address(client, in_the_example, mail):
    assert mail.to in client.get("/mailbox/?to=MINA@example.org").content.decode().replace('value="', "")
    assert f"/mailbox/{mail.pk}/" not in client.get("/mailbox/?to=tom@example.org").content.decode()


def test_the_list_costs_the_same_with_one_mail_and_three(
    client, in_the_example, mail, django_assert_max_num_queries
):
    for cause in "bc":
        OutgoingMail.objects.create(cause=cause, to="tom@example.org", subject="Oui", text="Oui")
    with django_assert_max_num_queries(3):
        client.get("/mailbox/")


def composer(mail):
    """Says its letter to whoever is still there."""
    return outbox.Letter("Ce matin", "Bonjour.", "<p>Bonjour</p>") if mail.to == "mina@example.org" else None


def test_a_mail_composed_as_it_leaves_is_shown_as_it_would_leave_now_and_stays_unwritten(client, in_the_example):
    envelopes = [outbox.Envelope(f"{who}@example.org", who, {}) for who in ("mina", "gone")]
    outbox.post_to_compose(f"{__name__}.composer", envelopes)
    mail, nothing_to_say = (OutgoingMail.objects.get(cause=cause) for cause in ("mina", "gone"))
    listed = client.get("/mailbox/").text
    assert (f"/mailbox/{mail.pk}/" in listed, f"/mailbox/{nothing_to_say.pk}/" in listed) == (True, False)
    assert ("Ce matin" in listed, "Bonjour." in client.get(f"/mailbox/{mail.pk}/").text) == (True, True)
    assert "<p>Bonjour</p>" in client.get(f"/mailbox/{mail.pk}/html/").text
    assert client.get(f"/mailbox/{nothing_to_say.pk}/").status_code == 404
    kept = OutgoingMail.objects.values_list("subject", "sent_at", "dropped_at", "attempts")
    assert list(kept) == [("", None, None, 0)] * 2


def test_the_list_composes_the_latest_few(client, in_the_example):
    outbox.post_to_compose(
        f"{__name__}.composer", [outbox.Envelope("mina@example.org", str(number), {}) for number in range(40)]
    )
    assert client.get("/mailbox/").text.count("Ce matin") == 30


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", list(previews()))
def test_every_mail_has_a_preview_in_every_language(client, in_the_example, name, language):
    for page in ("preview", "preview_html"):
        assert client.get(reverse(f"mailbox:{page}", args=[language, name])).status_code == 200


def test_a_mail_nobody_declared_is_not_there(client, in_the_example):
    assert client.get("/mailbox/previews/fr/no/such/").status_code == 404
    assert client.get("/mailbox/previews/xx/no/such/").status_code == 404
