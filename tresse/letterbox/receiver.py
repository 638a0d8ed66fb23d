"""Where mail servers bring letters: SMTP and LMTP, by aiosmtpd, in a process of its own.

A letter is kept in the database before its « 250 »: whoever brought it may then forget it. Only addresses that we sealed are
taken; all others are refused in the same words, before a byte of the letter is sent.
"""

import asyncio
import logging
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from config.version import VERSION
from tresse.core import by_mail
from tresse.letterbox import lines, mailbox
from tresse.letterbox.certificate import Certificate
from tresse.letterbox.keeping import LARGEST, keep, sealed_in, writes_too_much
from tresse.letterbox.models import Way

logger = logging.getLogger("tresse.letterbox")

UNKNOWN = "550 5.1.1 There is nobody at this address"
GOODBYE = "421 4.7.0 Too many unknown addresses"
TOO_MUCH = "450 4.7.1 Too many letters to this address; try again later"
NOT_NOW = "451 4.3.0 The letter could not be kept; try again later"
MOST_UNKNOWN, MOST_RECIPIENTS = 10, 20


class Doorkeeper:
    """Says to one mail server who may leave what. The database is asked from a thread of its own."""

    def __init__(self, way: Way, desk: ThreadPoolExecutor) -> None:
        self.way, self._desk = way, desk
        self._unknown = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, offers: list[str]
    ) -> list[str]:
        """Nobody signs in here."""
        session.host_name = hostname
        return [offer for offer in offers if not offer.startswith("250-AUTH")]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        sealed = sealed_in(address) if _is_ours(address) else ""
        if not sealed:
            return self._refused()
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        if await self._ask(writes_too_much, sealed):
            return TOO_MUCH
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    def _refused(self) -> str:
        """Whoever tries many addresses by SMTP is sent away; the server in front asks by LMTP for everybody."""
        self._unknown += self.way == Way.SMTP
        return UNKNOWN if self._unknown < MOST_UNKNOWN else GOODBYE

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """One answer for the letter; by LMTP, one for each address (RFC 2033)."""
        sealed = [sealed_in(address) for address in envelope.rcpt_tos]
        answer = await self._keep(_bytes(envelope), sealed)
        return "\r\n".join([answer] * (len(sealed) if self.way == Way.LMTP else 1))

    async def _keep(self, raw: bytes, sealed: list[str]) -> str:
        try:
            for one in dict.fromkeys(sealed):
                await self._ask(keep, raw, one, self.way)
        except Exception as error:  # noqa: BLE001  whatever it is, whoever brought the letter still has it
            return await self.handle_exception(error)
        return "250 2.0.0 Kept"

    async def handle_exception(self, error: Exception) -> str:
        """A fault of ours loses no letter, and tells nobody of itself."""
        if not isinstance(error, DatabaseError):
            logger.error("a letter could not be taken", exc_info=error)
        return NOT_NOW

    async def _ask(self, question: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._desk, _connected, question, *arguments)


def run() -> None:
    """Take what comes in until SIGTERM or SIGINT."""
    asyncio.run(_serve())


def has_something_to_do() -> bool:
    """Mail comes in here, by one way or another."""
    return by_mail.comes_in() and bool(settings.SMTP_LISTENS or settings.LMTP_LISTENS or settings.IMAP)


def ways() -> str:
    """How mail comes in, for whoever starts the server: « LMTP on 127.0.0.1:8024 »."""
    smtp = "SMTP with STARTTLS" if any(settings.SMTP_CERTIFICATE) else "SMTP"
    listens = {smtp: settings.SMTP_LISTENS, "LMTP": settings.LMTP_LISTENS}
    told = [f"{name} on {at[0]}:{at[1]}" for name, at in listens.items() if at]
    return ", ".join(told + ([f"IMAP from {settings.IMAP['host']}"] if settings.IMAP else []))


def listened() -> list[tuple[str, int]]:
    """Where mail servers bring letters."""
    return [at for at in (settings.SMTP_LISTENS, settings.LMTP_LISTENS) if at]


def not_answering() -> Iterator[str]:
    """A sentence for each way in that cannot be reached, for `tresse doctor`."""
    for host, port in listened():
        try:
            socket.create_connection((host, port), timeout=3).close()
        except OSError as error:
            yield f"Nobody takes mail at {host}:{port} ({error}): is `tresse serve` or `tresse letterbox` running?"
    if settings.IMAP:
        try:
            mailbox.opened_box().logout()
        except mailbox.FAULTS as error:
            yield f"The mailbox at {settings.IMAP['host']} could not be opened ({type(error).__name__})."


async def _serve() -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")
    certificate = Certificate(*settings.SMTP_CERTIFICATE)
    servers = [
        await loop.create_server(partial(speaking, way, desk, certificate, {}), *listens)
        for way, listens in ((Way.SMTP, settings.SMTP_LISTENS), (Way.LMTP, settings.LMTP_LISTENS))
        if listens
    ]
    reading = asyncio.create_task(mailbox.read_until(stop)) if settings.IMAP else None
    await stop.wait()
    for server in servers:
        server.close()
    if reading:
        await reading


def speaking(way: Way, desk: ThreadPoolExecutor, certificate: Certificate, known: dict[lines.Line, str]) -> SMTP:
    """Who speaks with one mail server, under TLS where it likes: none can be obliged to (RFC 3207 §4)."""
    by_smtp = way == Way.SMTP
    return (lines.Line if by_smtp else lines.LocalLine)(
        Doorkeeper(way, desk),
        lines=known,
        hostname=by_mail.domain(),
        ident=f"Tresse {VERSION}",
        data_size_limit=LARGEST,
        enable_SMTPUTF8=True,
        timeout=lines.PATIENCE,
        command_call_limit=lines.MOST_OF_A_COMMAND if by_smtp else None,
        tls_context=certificate.context() if by_smtp else None,
        auth_exclude_mechanism=["LOGIN", "PLAIN"],
    )


def _bytes(envelope: Envelope) -> bytes:
    """The letter; one from nobody says so, since what came back and what machines answer are from nobody."""
    content = envelope.content or b""
    raw = content if isinstance(content, bytes) else content.encode()
    return b"Return-Path: <>\r\n" + raw if envelope.mail_from in (None, "", "<>") else raw


def _is_ours(address: str) -> bool:
    return address.rpartition("@")[2].lower() == by_mail.domain()


def _connected(question: Any, *arguments: Any) -> Any:
    """A connection that was cut meanwhile is made again."""
    close_old_connections()
    return question(*arguments)
