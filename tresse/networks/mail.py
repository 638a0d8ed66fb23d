"""Where mail goes from the outbox: to the mail server, or nowhere."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from tresse.networks.queries import current_network

CONSOLE = "django.core.mail.backends.console.EmailBackend"


class PostOffice(BaseEmailBackend):
    """Sends by what TRESSE_MAIL_URL names. In the example network, whose people are invented, nothing leaves:
    mail is read at `/mailbox/`, and on the console where one is asked for."""

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        network = current_network()
        self._is_example = network is not None and network.is_example
        self._transport = get_connection(settings.MAIL_TRANSPORT, fail_silently=fail_silently, **options)

    @property
    def holds_mail_back(self) -> bool:
        """No server is named yet: mail waits in the outbox for one."""
        return not settings.MAIL_IS_SET and not self._is_example

    def open(self) -> bool | None:
        return None if self._stays else self._transport.open()

    def close(self) -> None:
        if not self._stays:
            self._transport.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages) if self._stays else self._transport.send_messages(email_messages) or 0

    @property
    def _stays(self) -> bool:
        return self._is_example and settings.MAIL_TRANSPORT != CONSOLE
