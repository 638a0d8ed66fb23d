"""Whether a letter is from whom it says.

The sealed address is the secret of one person, and it may have been forwarded with a mail: so the letter must say that it is from
their address, too, and nothing that can be known about it may contradict that. A server in front of us that checks says
what it found in Authentication-Results (RFC 8601), which is believed from the one TRESSE_MAIL_AUTHSERV names. Where
nothing is in front, we check the signature of the domain (DKIM) where that domain asks that it be (DMARC).
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import dkim
from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from dkim.dnsplug import get_txt
from dkim.util import InvalidTagValueList, parse_tag_value

from tresse.accounts.models import Person
from tresse.core.rulings import Ruling, granted
from tresse.letterbox.domains import aligned, organisation_of, plain
from tresse.letterbox.models import Way
from tresse.letterbox.reading.headers import Mail, addresses, raw_headers

logger = logging.getLogger("tresse.letterbox")

NOT_THEIRS = _(
    "It did not come from the address of your account. Write from that address, or change it in your account first."
)
NOT_PROVED = _(
    "Nothing proves that it came from your address: your mail provider did not sign it as it says it does. Answer on the"
    " site instead."
)
COMMENT, STRING = re.compile(r"\([^()]*\)"), re.compile(r'"(?:[^"\\]|\\.)*"')
RESULT = re.compile(r"\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)
DOMAIN_OF = {"dkim": re.compile(r"header\.d=([^\s;]+)"), "spf": re.compile(r"smtp\.mailfrom=([^\s;]+)")}
MOST_SIGNATURES = 3

Lookup = Callable[..., Any]


def speaks_for(person: Person, mail: Mail, raw: bytes, *, way: str, lookup: Lookup = get_txt) -> Ruling:
    """It says that it is from this person's address, and nothing we can know contradicts it."""
    said = addresses(mail, "From")
    if len(said) != 1 or len(raw_headers(mail, "From")) != 1 or said[0] not in _addresses_of(person):
        return Ruling(NOT_THEIRS)
    domain = said[0].rpartition("@")[2]
    if settings.MAIL_AUTHSERV:
        return _as_told(mail, domain)
    return _as_checked(raw, domain, lookup) if way == Way.SMTP else granted


def _addresses_of(person: Person) -> set[str]:
    """The one of their account, and those they confirmed."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return {address.lower() for address in (person.email, *confirmed)}


def _as_told(mail: Mail, domain: str) -> Ruling:
    """By the topmost results of the server named, which takes away those that others wrote in its name."""
    for said in raw_headers(mail, "Authentication-Results"):
        server, _sep, results = said.partition(";")
        if server.split()[:1] == [settings.MAIL_AUTHSERV]:
            return _by_results(_results(results), domain)
    return granted  # it says nothing of this letter, such as one of its own users


def _by_results(found: list[tuple[str, str, str]], domain: str) -> Ruling:
    """DMARC where it was looked at; else a signature or an envelope of this organisation."""
    verdicts = {(method, verdict) for method, verdict, _of in found}
    if ("dmarc", "pass") in verdicts:
        return granted
    if ("dmarc", "fail") not in verdicts and any(
        verdict == "pass" and aligned(of, domain) for method, verdict, of in found if method != "dmarc"
    ):
        return granted
    failed = {method for method, verdict in verdicts if verdict in ("fail", "softfail", "permerror", "reject")}
    return Ruling(NOT_PROVED) if failed else granted


def _results(text: str) -> list[tuple[str, str, str]]:
    """Method, verdict and the domain it is about; what senders may have put in comments and strings is left out."""
    while COMMENT.search(text):
        text = COMMENT.sub(" ", text)
    found = []
    for clause in STRING.sub("x", text).split(";"):
        result = RESULT.match(clause)
        if result:
            method = result[1].lower()
            about = DOMAIN_OF[method].search(clause) if method in DOMAIN_OF else None
            found.append((method, result[2].lower(), about[1].rpartition("@")[2].lower() if about else ""))
    return found


def _as_checked(raw: bytes, domain: str, lookup: Lookup) -> Ruling:
    """By the signature of its domain, if that domain asks everybody to look for one."""
    policy = _policy(domain, lookup)
    if not policy.asks_for_proof or _is_signed(raw, domain, lookup, strictly=policy.is_strict):
        return granted
    return Ruling(NOT_PROVED)


@dataclass(frozen=True)
class Policy:
    """What a domain asks of whoever receives letters in its name (RFC 7489 §6.3)."""

    asks_for_proof: bool = False
    is_strict: bool = False  # only the very same domain signs for it


def _policy(domain: str, lookup: Lookup) -> Policy:
    """Its own, or what its organisation says for those within it."""
    organisation = organisation_of(domain)
    said = _published(domain, lookup)
    asked = said.get("p", "")
    if not said and organisation != plain(domain):
        said = _published(organisation, lookup)
        asked = said.get("sp") or said.get("p", "")
    return Policy(asked in ("quarantine", "reject"), said.get("adkim") == "s")


def _published(domain: str, lookup: Lookup) -> dict[str, str]:
    """`{"v": "dmarc1", "p": "reject"}`; nothing where nothing is, or where no name server answers."""
    try:
        said = lookup(f"_dmarc.{plain(domain)}.".encode("ascii"), timeout=5) or b""
    except Exception as error:  # noqa: BLE001  the names of a network that is down fail in many ways
        logger.warning("what %s asks of letters in its name could not be read: %s", domain, type(error).__name__)
        return {}
    text = "".join(said.decode("ascii", "replace").lower().split())
    return dict(one.split("=", 1) for one in text.split(";") if "=" in one) if text.startswith("v=dmarc1") else {}


def _is_signed(raw: bytes, domain: str, lookup: Lookup, *, strictly: bool) -> bool:
    """Only keys of its own organisation are asked for: those of others could be made to be thought about for days."""
    try:
        signatures = dkim.DKIM(raw, timeout=5)
        ours = [
            number
            for number, tags in enumerate(_signatures(signatures))
            if aligned(tags.get(b"d", b"").decode(), domain, strictly=strictly) and covers_the_letter(tags)
        ]
        return any(_is_verified(signatures, number, lookup) for number in ours[:MOST_SIGNATURES])
    except (dkim.DKIMException, ValueError):
        return False  # a head no letter has


def _signatures(letter: dkim.DKIM) -> Iterator[dict[bytes, bytes]]:
    for name, value in letter.headers:
        if name.lower() == b"dkim-signature":
            try:
                yield parse_tag_value(value)
            except InvalidTagValueList:
                yield {}


def covers_the_letter(tags: dict[bytes, bytes]) -> bool:
    """Whom it is from (RFC 6376 §5.4), and all of what it says."""
    return b"l" not in tags and b"from" in re.split(rb"\s*:\s*", tags.get(b"h", b"").lower())


def _is_verified(signatures: dkim.DKIM, number: int, lookup: Lookup) -> bool:
    try:
        return bool(signatures.verify(idx=number, dnsfunc=lookup))
    except Exception as error:  # noqa: BLE001  forged signatures and broken keys fail in many ways, and prove nothing
        logger.info("a signature could not be checked: %s", type(error).__name__)
        return False
