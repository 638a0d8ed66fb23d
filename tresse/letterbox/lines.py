"""The lines on which mail servers speak with us: how long each may take, and how many at once."""

import asyncio
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP

MOST_AT_ONCE = 50  # a letter is in memory until it is whole
MOST_OF_ONE = 10  # of one machine, where it is not the server in front
MOST_OF_A_COMMAND = 100
PATIENCE, A_LETTER = 60, 600  # seconds for a word, and for a letter of 25 MB on a slow line (RFC 5321 §4.5.3.2)
LONGEST_LINE = 65_536  # some programs never cut theirs
BUSY = b"421 4.3.2 Too many at once; try again later\r\n"


class Line(SMTP):
    """One mail server on the line."""

    line_length_limit = LONGEST_LINE
    most_of_one = MOST_OF_ONE

    def __init__(self, *arguments: Any, lines: "dict[Line, str]", **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._lines = lines

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called once more when TLS begins."""
        if self not in self._lines and not self._is_taken(transport):
            return
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._lines.pop(self, None) is not None:
            super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:
        self._reset_timeout(A_LETTER)
        await super().smtp_DATA(arg)

    def _is_taken(self, transport: Any) -> bool:
        host = str((transport.get_extra_info("peername") or [""])[0])
        if len(self._lines) < MOST_AT_ONCE and list(self._lines.values()).count(host) < self.most_of_one:
            self._lines[self] = host
            return True
        transport.write(BUSY)
        transport.close()
        return False


class LocalLine(Line, LMTP):
    """The mail server in front: it asks for everybody."""

    most_of_one = MOST_AT_ONCE
