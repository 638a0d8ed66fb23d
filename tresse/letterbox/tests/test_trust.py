"""Whether a letter is from whom it says: what a server in front found, or the signature we check ourselves."""

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from tresse.accounts.models import Person
from tresse.letterbox import trust
from tresse.letterbox.reading import opened
from tresse.letterbox.tests.factories import written

pytestmark = pytest.mark.django_db
HERE = "mx.example.net"


@pytest.fixture
def mina(settings) -> Person:
    settings.MAIL_AUTHSERV = HERE
    return Person.objects.create_user("mina@example.org", "Mina", language="en")


def believed(person: Person, raw: bytes, way: str = "lmtp", **more) -> bool:
    return bool(trust.speaks_for(person, opened(raw), raw, way=way, **more))


@pytest.mark.parametrize(
    ("results", "is_believed"),
    [
        (f"{HERE}; dmarc=pass header.from=example.org", True),
        (f"{HERE}; spf=fail smtp.mailfrom=list.example.net; dkim=pass header.d=example.org", True),
        (f"{HERE}; dkim=pass header.d=mail.example.org; dmarc=none", True),
        (f"{HERE}; spf=pass smtp.mailfrom=mina@example.org; dkim=fail header.d=example.org", True),
        (f"{HERE}; dmarc=fail (p=reject) header.from=example.org", False),
        (f"{HERE}; spf=fail smtp.mailfrom=evil.example; dkim=none", False),
        (f"{HERE}; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example; dmarc=fail", False),
        (f"{HERE}; dkim=pass header.d=mail.example.org; dmarc=fail (adkim=s)", False),
        (f"{HERE}; dkim=pass header.d=org; dmarc=none; spf=fail", False),
        (f'{HERE}; spf=fail (dmarc=pass) smtp.mailfrom="x; dmarc=pass"@evil.example', False),
        (f"{HERE} 1; spf=softfail smtp.mailfrom=example.org; dkim=permerror", False),
        (f"{HERE}; none", True),
        (f"{HERE}; spf=none; dkim=none", True),
        ("elsewhere.example; dmarc=fail", True),
        ("", True),
    ],
)
def test_what_the_server_in_front_found_is_believed(mina, results, is_believed):
    raw = written("x@cp.example.org", **({"Authentication_Results": results} if results else {}))
    assert believed(mina, raw) is is_believed


def test_only_the_topmost_is_from_the_server_in_front(mina):
    raw = written("x@cp.example.org")
    forged = f"Authentication-Results: {HERE}; dmarc=pass\n".encode()
    true = f"Authentication-Results: {HERE}; dmarc=fail\n".encode()
    assert not believed(mina, true + forged + raw)


def test_with_two_senders_nobody_is_believed(mina):
    assert not believed(mina, b"From: mina@example.org\n" + written("x@cp.example.org"))


def test_an_address_one_confirmed_is_one_s_own(mina):
    from allauth.account.models import EmailAddress

    raw = written("x@cp.example.org", sender="mina@work.example")
    EmailAddress.objects.create(user=mina, email="Mina@work.example", verified=False)
    assert not believed(mina, raw)
    EmailAddress.objects.update(verified=True)
    assert believed(mina, raw)


@pytest.fixture(scope="module")
def key() -> tuple[bytes, bytes]:
    """Of a domain: what it signs with, and what it publishes."""
    private = generate_private_key(65537, 2048)
    form, no = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    published = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return (
        private.private_bytes(serialization.Encoding.PEM, form, no),
        b"v=DKIM1; k=rsa; p=" + b"".join(published.splitlines()[1:-1]),
    )


def signed(raw: bytes, domain: bytes, private: bytes, **how) -> bytes:
    return dkim.sign(raw, b"s", domain, private, **how) + raw


@pytest.fixture
def alone(mina, settings, key):
    """Whether a letter from an address is believed, given who signed it and what is published."""
    settings.MAIL_AUTHSERV = ""
    private, published = key

    def is_believed(sender: str, by: str, policies: dict[str, str], **how) -> bool:
        mina.email = sender
        mina.save()
        raw = written("x@cp.example.org", sender=sender)
        raw = signed(raw, by.encode(), private, **how) if by else raw
        names = {f"_dmarc.{domain}.": policy.encode() for domain, policy in policies.items()}
        asked = []

        def lookup(name: bytes, timeout: int = 5) -> bytes | None:
            asked.append(name.decode())
            return published if b"._domainkey." in name else names.get(name.decode())

        found = believed(mina, raw, "smtp", lookup=lookup)
        assert not [name for name in asked if "evil" in name], "a key that proves nothing is not asked for"
        return found

    return is_believed


REJECT = "v=DMARC1; p=reject"


@pytest.mark.parametrize(
    ("sender", "by", "policies", "expected"),
    [
        ("m@example.org", "example.org", {"example.org": REJECT}, True),
        ("m@example.org", "evil.example", {"example.org": REJECT}, False),
        ("m@example.org", "org", {"example.org": REJECT}, False),
        ("m@example.org", "", {"example.org": "v=DMARC1; p=quarantine"}, False),
        ("m@example.org", "", {"example.org": "v=DMARC1; p=none"}, True),
        ("m@example.org", "", {"example.org": "v=spf1 p=reject"}, True),
        ("m@example.org", "", {}, True),
        # The policy of the organisation, wherever its name ends.
        ("m@mail.example.org", "news.example.org", {"example.org": REJECT}, True),
        ("m@mail.example.org", "", {"example.org": REJECT}, False),
        ("m@mail.example.org", "", {"example.org": "v=DMARC1; p=reject; sp=none"}, True),
        ("m@mail.example.org", "", {"example.org": "v=DMARC1; p=none; sp=reject"}, False),
        ("m@mail.example.org", "", {"example.org": REJECT, "mail.example.org": "v=DMARC1; p=none"}, True),
        ("m@example.co.uk", "", {"co.uk": REJECT}, True),
        ("m@mail.example.co.uk", "", {"example.co.uk": REJECT}, False),
        ("m@mail.example.co.uk", "example.co.uk", {"example.co.uk": REJECT}, True),
        ("m@example.co.uk", "evil.co.uk", {"example.co.uk": REJECT}, False),
        ("m@mail.culture.gouv.fr", "", {"culture.gouv.fr": REJECT}, False),
        ("m@culture.gouv.fr", "evil.gouv.fr", {"culture.gouv.fr": REJECT}, False),
        ("m@lettre.tresse.asso.fr", "tresse.asso.fr", {"tresse.asso.fr": REJECT}, True),
        # Strictly.
        ("m@example.org", "mail.example.org", {"example.org": "v=DMARC1; p=reject; adkim=s"}, False),
        ("m@example.org", "example.org", {"example.org": "v=DMARC1;p=Reject;adkim=S"}, True),
    ],
)
def test_alone_we_check_the_signature_of_a_domain_that_asks_for_it(alone, sender, by, policies, expected):
    assert alone(sender, by, policies) is expected


def test_a_signature_of_the_first_lines_alone_proves_nothing(alone):
    assert not alone("m@example.org", "example.org", {"example.org": REJECT}, length=True)


@pytest.mark.parametrize(
    ("tags", "covers"),
    [
        ({b"h": b"from:to"}, True),
        ({b"h": b"To : From"}, True),
        ({b"h": b"to:subject"}, False),
        ({b"h": b"x-from"}, False),
        ({b"h": b"from", b"l": b"0"}, False),
        ({}, False),
    ],
)
def test_a_signature_covers_who_writes_and_all_that_is_written(tags, covers):
    assert trust.covers_the_letter(tags) is covers


@pytest.mark.parametrize(
    "forged",
    [
        b"d=example.org",
        b"nonsense",
        b"v=1; a=none; d=example.org; h=from; b=x; bh=x; s=s",
        b"v=1; a=rsa-sha256; d=example.org; h=from; b=YQ==; bh=YQ==; s=" + b"s" * 70,
        b"v=1; a=rsa-sha256; d=example.org; h=from; b=YQ==; bh=YQ==; s=a..b; t=" + b"9" * 5000,
        b"v=1; a=ed25519-sha256; d=example.org; i=example.org; h=from; b=YQ==; bh=YQ==; s=s",
        b"v=1; d=\xff\xfe; h=from",
    ],
)
def test_a_signature_that_was_made_up_proves_nothing_and_stops_nothing(mina, settings, key, forged):
    settings.MAIL_AUTHSERV = ""
    raw = b"DKIM-Signature: " + forged + b"\r\n" + written("x@cp.example.org")
    names = {b"_dmarc.example.org.": REJECT.encode(), b"s._domainkey.example.org.": b"v=DKIM1; k=ed25519; p=x"}
    assert not believed(mina, raw, "smtp", lookup=lambda name, timeout=5: names.get(name))


def test_a_letter_changed_on_its_way_is_not_believed(mina, settings, key):
    settings.MAIL_AUTHSERV = ""
    private, published = key
    names = {b"_dmarc.example.org.": b"v=DMARC1; p=reject", b"s._domainkey.example.org.": published}
    raw = signed(written("x@cp.example.org", "Oui.\n"), b"example.org", private).replace(b"Oui.", b"Non.")
    assert not believed(mina, raw, "smtp", lookup=lambda name, timeout=5: names.get(name))


def test_names_that_do_not_answer_are_no_proof_against_anybody(mina, settings):
    settings.MAIL_AUTHSERV = ""

    def away(name: bytes, timeout: int = 5) -> bytes:
        raise TimeoutError

    assert believed(mina, written("x@cp.example.org"), "smtp", lookup=away)
