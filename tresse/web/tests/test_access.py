from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY, Cast

ACCESS = {
    "web:home": dict.fromkeys(EVERYBODY, 200),
    "web:me": dict.fromkeys(EVERYBODY, 200) | {"visitor": 302},
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    check_access(as_, ACCESS, {})
