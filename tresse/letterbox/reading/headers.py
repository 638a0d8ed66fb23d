"""The head of a letter, whatever was put in it.

The older policy of Python's parser is the one that never interprets what it was not asked for: a forged header cannot make it
fail, or think for long.
"""

import email
import re
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from typing import TypeAlias

Mail: TypeAlias = "Message[str, str]"

LONGEST_HEADER = 4000
HEAD = 200_000  # bytes
UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
OTHER_SURROGATES = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")  # than those by which Python keeps bytes
MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")


class Unreadable(Exception):
    """Nobody could make a letter of these bytes."""


def opened(raw: bytes) -> Mail:
    """The letter, in its parts. Raises `Unreadable` for one nested so deep that it was made to harm."""
    try:
        return email.message_from_bytes(raw, policy=compat32)
    except RecursionError:
        raise Unreadable("nested too deep") from None


def opened_head(raw: bytes) -> Mail:
    """Its head alone."""
    head = raw[:HEAD].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    return email.message_from_bytes(head + b"\n\n", policy=compat32)


def raw_header(mail: Mail, name: str) -> str:
    """The first header of this name as it came, on one line; "" without one."""
    return next(iter(raw_headers(mail, name)), "")


def raw_headers(mail: Mail, name: str) -> list[str]:
    """All headers of this name, the topmost first."""
    return [one_line(str(value)) for found, value in mail.raw_items() if found.lower() == name.lower()]


def header(mail: Mail, name: str) -> str:
    """The first header of this name as people read it."""
    return decoded(raw_header(mail, name))


def decoded(value: str) -> str:
    try:
        said = str(make_header(decode_header(value)))
    except (ValueError, LookupError):  # what says it is encoded, and is not
        said = value
    return " ".join(UNREADABLE.sub(" ", said).split())


def addresses(mail: Mail, name: str) -> list[str]:
    """The addresses in a header, in lower case."""
    return [address.lower() for _name, address in getaddresses([raw_header(mail, name)]) if address]


def message_ids(mail: Mail, name: str) -> list[str]:
    return MESSAGE_ID.findall(raw_header(mail, name))


def one_line(value: str) -> str:
    """Bytes beyond ASCII are UTF-8, as mail now allows (RFC 6532)."""
    value = OTHER_SURROGATES.sub("?", value[:LONGEST_HEADER])
    value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(value.replace("\x00", " ").split())
