"""The addresses by which people answer by mail, and what a letter says once it is read.

Each address is one person's, for one thing: it is sealed, so that nobody makes one up nor learns from it what it is for, and it
means the same for ever; the things themselves close. It stands in From and in Reply-To, since some programs ignore the
second, and as the first of the References, for mailboxes that know no `+`. Mail comes in once TRESSE_MAIL_IN is set.
"""

import base64
import binascii
import hashlib
import hmac
import re
import struct
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from config.by_mail import BY_MAIL

PURPOSE = b"tresse by mail 1"
# « r- », then 24 bytes in base32: 39 characters that survive a program that changes their case.
SEALED = re.compile(r"(?<![a-z0-9])r-([a-z2-7]{39})(?![a-z0-9])", re.IGNORECASE | re.ASCII)
IDS = struct.Struct(">II")
RETURNED = "returned"  # where mails that could not be delivered come back


class NothingThere(Exception):
    """The thing does not exist for whoever writes: they are answered as for an address that never was (S1)."""


@dataclass(frozen=True)
class LetterFile:
    """A file that came with a letter."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What somebody wrote: without what their program quoted and signed."""

    subject: str
    text: str
    files: tuple[LetterFile, ...] = ()
    message_id: str = ""
    in_reply_to: str = ""
    calendar: str = ""  # the answer of a calendar, as iCalendar


@dataclass(frozen=True)
class Sealed:
    """What an address is for, and whose it is."""

    kind: str
    thing_id: int
    person_id: int


def comes_in() -> bool:
    """Whether people can answer by mail here."""
    return bool(settings.MAIL_IN)


def address(kind: str, thing_id: int, person_id: int) -> str:
    """The address at which this person answers this thing; "" while no mail comes in."""
    if not comes_in():
        return ""
    box, _, domain = settings.MAIL_IN.rpartition("@")
    if box and not settings.MAIL_IN_PLUS:
        return str(settings.MAIL_IN)
    return (
        f"{box}+{seal(kind, thing_id, person_id)}@{domain}"
        if box
        else f"{seal(kind, thing_id, person_id)}@{domain}"
    )


def headers(
    kind: str,
    thing_id: int,
    person_id: int,
    *,
    name: str,
    list_id: str = "",
    message_id: str = "",
    references: tuple[str, ...] = (),
) -> dict[str, str]:
    """What a mail about this thing says of itself, for `outbox.post(headers=…)`.

    `name` is whom the mail is from, as people read it. `list_id` is a short word, such as the slug of a community; mails
    of one thing are read together by `message_id` and `references`, whole Message-IDs (`message_id()` below).
    """
    said = {"Message-ID": message_id} if message_id else {}
    if list_id:
        said["List-Id"] = f"<{list_id}.{domain()}>"
    if references:
        said["In-Reply-To"] = references[-1]
    if comes_in():
        references = (f"<{seal(kind, thing_id, person_id)}@{domain()}>", *references)
        sender = formataddr((" ".join(name.split()), address(kind, thing_id, person_id)))
        said |= {"From": sender, "Reply-To": sender, "X-Loop": domain()}
    return said | ({"References": " ".join(references)} if references else {})


def return_address(mail_id: int) -> str:
    """Where this mail comes back if it cannot be delivered: it says which; "" where only one mailbox comes in."""
    return f"{seal(RETURNED, mail_id, 0)}@{settings.MAIL_IN}" if comes_in() and "@" not in settings.MAIL_IN else ""


def message_id(*of: str | int) -> str:
    """A Message-ID that is always the same for the same thing, and tells nothing of it: `message_id("message", 12)`."""
    said = hmac.new(settings.SECRET_KEY.encode(), PURPOSE + repr(of).encode(), hashlib.sha256)
    return f"<{said.hexdigest()[:32]}@{domain()}>"


def domain() -> str:
    """The domain our mails are from."""
    return str(settings.MAIL_IN or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]).rpartition("@")[2]


def seal(kind: str, thing_id: int, person_id: int) -> str:
    """`r-…`: this kind, thing and person, which only this installation can seal and open."""
    sealed = _cipher(settings.SECRET_KEY).encrypt(IDS.pack(thing_id, person_id), [kind.encode()])
    return "r-" + _in_base32(sealed)


def unsealed(text: str) -> Sealed | None:
    """What the first address of ours in this text is for; None when there is none that we made."""
    found = (_opened(match[1]) for match in SEALED.finditer(text))
    return next((sealed for sealed in found if sealed), None)


def _opened(sealed: str) -> Sealed | None:
    """The kind is not written in it: it opens with its own kind only."""
    try:
        content = base64.b32decode(sealed.upper() + "=")
    except binascii.Error:
        return None
    for kind in (*BY_MAIL, RETURNED):
        try:
            ids = IDS.unpack(_cipher(settings.SECRET_KEY).decrypt(content, [kind.encode()]))
        except InvalidTag:
            continue
        return Sealed(kind, *ids) if _in_base32(content) == sealed.lower() else None
    return None


def _in_base32(content: bytes) -> str:
    """The last character holds three bits that say nothing: of the eight that read alike, one is ours."""
    return base64.b32encode(content).decode().rstrip("=").lower()


@lru_cache(maxsize=2)
def _cipher(secret: str) -> AESSIV:
    """AES-SIV (RFC 5297): the same address for the same thing each time, compared in constant time."""
    return AESSIV(HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode()))
