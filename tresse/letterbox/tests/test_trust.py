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


def signed(raw: bytes, domain: bytes, private: bytes) -> bytes:
    return dkim.sign(raw, b"s", domain, private) + raw


@pytest.mark.parametrize(
    ("policy", "by", "is_believed"),
    [
        (b"v=DMARC1; p=reject", b"example.org", True),
        (b"v=DMARC1; p=reject", b"evil.example", False),
        (b"v=DMARC1; p=quarantine", None, False),
        (b"v=DMARC1; p=none", None, True),
        (None, None, True),
    ],
)
def test_alone_we_check_the_signature_of_a_domain_that_asks_for_it(mina, settings, key, policy, by, is_believed):
    settings.MAIL_AUTHSERV = ""
    private, published = key
    names = {
        b"_dmarc.example.org.": policy,
        b"s._domainkey.example.org.": published,
        b"s._domainkey.evil.example.": published,
    }
    raw = written("x@cp.example.org")
    raw = signed(raw, by, private) if by else raw
    found = believed(mina, raw, "smtp", lookup=lambda name, timeout=5: names.get(name))
    assert found is is_believed


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
