"""Reading a mailbox by IMAP, for networks that have one and no mail server of their own.

Each letter is kept here before it is marked as read there, so that a power cut between the two makes it come twice, and twice
is once (`keeping.keep`). Only unread letters are looked at: whoever opens that mailbox by hand takes them away from us.
"""

import asyncio
import logging
from functools import partial
from imaplib import IMAP4

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from imap_tools import AND, BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

from tresse.letterbox.keeping import LARGEST, keep, sealed_in, writes_too_much
from tresse.letterbox.models import Way
from tresse.letterbox.reading import opened
from tresse.letterbox.reading.headers import Mail, opened_head, raw_header

logger = logging.getLogger("tresse.letterbox")

LOOKS_EVERY = 30  # seconds
PATIENCE = 30
FAULTS = (OSError, IMAP4.error, ImapToolsError, DatabaseError)  # a line, a server, a password, a database
AT_A_TIME, LOOKED_AT = 50, 1000
# Where an address of ours may stand, from the surest on; References where the mailbox takes no plus.
PLACES = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "In-Reply-To", "References")


async def read_until(stop: asyncio.Event) -> None:
    """Look into the mailbox again and again. What fails is said once in the log, and tried again."""
    was_well = True
    while not stop.is_set():
        try:
            await asyncio.to_thread(_look)
            was_well = True
        except Exception as error:  # noqa: BLE001  whatever it is, the next look may do better
            if was_well:
                logger.warning("the mailbox could not be read: %s", type(error).__name__)
            was_well = False
        try:
            await asyncio.wait_for(stop.wait(), LOOKS_EVERY)
        except TimeoutError:
            continue


def read_unseen() -> int:
    """Keep the unread letters at addresses of ours, then mark them as read. How many were kept.

    A letter at an address to which too many came stays unread, and holds up no other; nor does one that nobody can read.
    """
    kept = taken = 0
    with opened_box() as box:
        for uid in box.uids(AND(seen=False))[:LOOKED_AT]:
            sealed, raw = _found(box, uid)
            if not raw or (sealed and writes_too_much(sealed)):
                continue
            kept += bool(sealed) and keep(raw, sealed, Way.IMAP)
            box.flag(uid, MailMessageFlags.SEEN, True)
            taken += 1
            if taken == AT_A_TIME:
                break
    return kept


def opened_box() -> BaseMailBox:
    """The mailbox, with its folder. Raises one of FAULTS."""
    box = settings.IMAP
    kinds = {"imaps": MailBox, "imap+tls": MailBoxStartTls, "imap": MailBoxUnencrypted}
    kind = partial(kinds[box["scheme"]], box["host"], box["port"], timeout=PATIENCE)
    found: BaseMailBox = kind().login(box["user"], box["password"], initial_folder=box["folder"])
    return found


def _look() -> None:
    """On a connection that is made again if it was cut meanwhile."""
    close_old_connections()
    read_unseen()


def sealed_by(raw: bytes) -> str:
    """The address of ours at which a letter of the mailbox was meant to arrive; "" for any other letter."""
    head = opened_head(raw)
    found = (sealed_in(raw_header(head, place)) for place in PLACES)
    return next((one for one in found if one), "") or _sealed_in_returned(head, raw)


def _sealed_in_returned(head: Mail, raw: bytes) -> str:
    """A mail of ours that came back holds its own head, and that the address."""
    if head.get_content_type() != "multipart/report":
        return ""
    returned = (part for part in opened(raw).walk() if part.get_content_type().startswith("text/rfc822"))
    held = [str(part.get_payload()) for part in returned]
    held += [raw_header(part, "References") for part in opened(raw).walk()]
    return next((sealed for sealed in map(sealed_in, held) if sealed), "")


def _found(box: BaseMailBox, uid: str) -> tuple[str, bytes]:
    """A letter, and the address of ours it came to; "" for any other, and for one that was made to harm."""
    raw = _fetched(box, uid, whole=_size(box, uid) <= LARGEST)
    try:
        return sealed_by(raw), raw
    except Exception as error:  # noqa: BLE001  it would hold up all others, again and again
        logger.warning("a letter of the mailbox could not be read: %s", type(error).__name__)
        return "", raw


def _size(box: BaseMailBox, uid: str) -> int:
    _status, found = box.client.uid("FETCH", uid, "(RFC822.SIZE)")
    digits = str(found[0] or b"").partition("RFC822.SIZE ")[2]
    return int(digits.split(")")[0].split(" ")[0] or 0)


def _fetched(box: BaseMailBox, uid: str, *, whole: bool) -> bytes:
    """The letter; of one that is too large, its head and that alone, so that it is refused as empty."""
    part = "BODY.PEEK[]" if whole else "BODY.PEEK[HEADER]"
    _status, found = box.client.uid("FETCH", uid, f"({part})")
    return next((bytes(one[1]) for one in found if isinstance(one, tuple)), b"")
