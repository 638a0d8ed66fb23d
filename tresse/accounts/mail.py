"""What stands in for a mail server as long as nobody has named one."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NoMail(BaseEmailBackend):
    """Refuses to send, so that the outbox keeps each mail and tries again once there is a server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionError("No mail server is named: set TRESSE_MAIL_URL.")
