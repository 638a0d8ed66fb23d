"""A charter is public with its community; changing and signing it is for those invited."""

from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY, Cast

ACCESS = {
    "charters:charter": dict.fromkeys(EVERYBODY, 200),
    "charters:edit": dict.fromkeys(EVERYBODY, 403) | {"visitor": 302},
    "POST charters:sign": dict.fromkeys(EVERYBODY, 403) | {"visitor": 302, "unsigned": 302, "late": 302},
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    check_access(as_, ACCESS, {name.split()[-1]: [cast.community.slug] for name in ACCESS})


def test_a_signature_opens_the_door(as_, cast: Cast) -> None:
    browser = as_("unsigned")
    assert browser.get("/c/cp-genre/members/").status_code == 404
    browser.post("/c/cp-genre/charter/signature/")
    assert browser.get("/c/cp-genre/members/").status_code == 200
