"""Whether a letter is from whom it says.

The sealed address is the secret of one person, and it may have been forwarded with a mail: so the letter must say that it is from
their address, too, and nothing that can be known about it may contradict that. A server in front of us that checks says
what it found in Authentication-Results (RFC 8601), which is believed from the one TRESSE_MAIL_AUTHSERV names. Where
nothing is in front, we check the signature of the domain (DKIM) where that domain asks that it be (DMARC).
"""

import re
from collections.abc import Callable
from typing import Any

import dkim
from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from dkim.dnsplug import get_txt

from tresse.accounts.models import Person
from tresse.core.rulings import Ruling, granted
from tresse.letterbox.models import Way
from tresse.letterbox.reading.headers import Mail, addresses, raw_headers

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
    verdicts = {(method, verdict) for method, verdict, _of in found}
    if ("dmarc", "pass") in verdicts:
        return granted
    if any(verdict == "pass" and aligned(of, domain) for method, verdict, of in found if method != "dmarc"):
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
    if not _asks_for_proof(domain, lookup) or _is_signed(raw, domain, lookup):
        return granted
    return Ruling(NOT_PROVED)


def _asks_for_proof(domain: str, lookup: Lookup) -> bool:
    policy = _policy(domain, lookup) or _policy(".".join(domain.split(".")[-2:]), lookup)
    return re.search(r"\bp=(quarantine|reject)\b", policy) is not None


def _policy(domain: str, lookup: Lookup) -> str:
    try:
        said = lookup(f"_dmarc.{domain}.".encode(), timeout=5) or b""
    except Exception:  # noqa: BLE001  the names of a network that is down fail in many ways
        return ""
    text = said.decode("ascii", "replace").replace(" ", "").lower()
    return text if text.startswith("v=dmarc1") else ""


def _is_signed(raw: bytes, domain: str, lookup: Lookup) -> bool:
    signatures = dkim.DKIM(raw, timeout=5)
    for number in range(MOST_SIGNATURES):
        try:
            if signatures.verify(idx=number, dnsfunc=lookup) and aligned(signatures.domain.decode(), domain):
                return True
        except (dkim.DKIMException, IndexError, ValueError):
            continue
    return False


def aligned(one: str, other: str) -> bool:
    """The same domain, or one within the other."""
    one, other = one.lower().rstrip("."), other.lower().rstrip(".")
    within = one.endswith("." + other) or (one.count(".") > 0 and other.endswith("." + one))
    return bool(one) and (one == other or within)
