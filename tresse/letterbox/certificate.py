"""The certificate under which mail servers speak with us by TLS."""

import logging
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from ssl import Purpose, SSLContext, SSLError, create_default_context

from cryptography.x509 import load_pem_x509_certificate
from django.conf import settings

from tresse.core import clock

logger = logging.getLogger("tresse.letterbox")

SOON = timedelta(days=14)  # what renews certificates does so earlier


class Certificate:
    """Read again when one of its files has changed: it is renewed every few weeks, and nobody restarts Tresse for that.

    Files that cannot be used, such as a certificate whose key is not there yet, leave in use what was read before them.
    """

    def __init__(self, certificate: str, key: str) -> None:
        self._files = (certificate, key)
        self._seen: list[tuple[int, int] | None] = []
        self._context: SSLContext | None = None

    def context(self) -> SSLContext | None:
        """To speak with one server; None while there is no certificate to be used."""
        seen = [_mark(file) for file in self._files]
        if any(self._files) and seen != self._seen:
            self._seen = seen
            try:
                self._context = opened(*self._files)
            except OSError as error:
                logger.warning("the certificate for SMTP cannot be used: %s", _reason(error))
        return self._context


def complaints() -> Iterator[str]:
    """A sentence for whoever runs the server, when the certificate cannot be used or its renewal has failed."""
    certificate, key = settings.SMTP_CERTIFICATE
    if not certificate:
        return
    try:
        opened(certificate, key)
        ends = load_pem_x509_certificate(Path(certificate).read_bytes()).not_valid_after_utc
    except (OSError, ValueError) as error:
        yield f"{certificate} and {key} cannot be used ({_reason(error)}): letters come in without TLS."
        return
    if ends < clock.now():
        yield f"The certificate {certificate} ended on {ends:%Y-%m-%d}: letters from servers that check it do not come in."
    elif ends < clock.now() + SOON:
        yield f"The certificate {certificate} ends on {ends:%Y-%m-%d}: it should have been renewed by now."


def opened(certificate: str, key: str) -> SSLContext:
    """Raises OSError. A key under a password is refused: nobody is there to be asked for it."""
    context = create_default_context(Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key, password="")
    return context


def _mark(file: str) -> tuple[int, int] | None:
    """By what one sees that a file has changed; None when it is not there."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def _reason(error: OSError | ValueError) -> str:
    """Without the place in the code of OpenSSL."""
    if isinstance(error, SSLError):
        return (error.reason or "not a certificate and its key").replace("_", " ").lower()
    return (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
