"""Becoming somebody of the cast exists in the example network only."""

from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY, Cast

ACCESS = {
    "demo:cast": dict.fromkeys(EVERYBODY, 404),
    "POST demo:become": dict.fromkeys(EVERYBODY, 404),
    "demo:become": dict.fromkeys(EVERYBODY, 404),
}


def test_nobody_becomes_anybody_in_a_network_of_real_people(as_: Callable[[str], Client], cast: Cast) -> None:
    check_access(as_, ACCESS, {"demo:become": [cast.member.pk]})
