"""The home is everybody's; the mailbox exists in development and in the example only."""

from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY, Cast
from tresse.core.models import OutgoingMail
from tresse.web.tests import test_health, test_mailbox
from tresse.web.tests.test_mailbox import addresses, mail  # noqa: F401  a fixture

ACCESS = {
    "web:home": dict.fromkeys(EVERYBODY, 200),
    "web:me": dict.fromkeys(EVERYBODY, 200) | {"visitor": 302},
    "web:communities": dict.fromkeys(EVERYBODY, 403) | {"visitor": 302, "steward": 200},
    **test_health.ACCESS,
    **test_mailbox.ACCESS,
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast, mail: OutgoingMail) -> None:  # noqa: F811
    check_access(as_, ACCESS, addresses(mail))
