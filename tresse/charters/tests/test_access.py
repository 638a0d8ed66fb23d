"""A charter and its versions are public with their community; changing and signing are for those it binds."""

from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY, Cast
from tresse.charters import actions

INSIDE = ("awa", "claire", "member", "newcomer", "former", "late")


def inside(granted: int, **but: int) -> dict[str, int]:
    return dict.fromkeys(EVERYBODY, 404) | {"visitor": 302} | dict.fromkeys(INSIDE, granted) | but


ACCESS = {
    "charters:charter": dict.fromkeys(EVERYBODY, 200),
    "charters:versions": dict.fromkeys(EVERYBODY, 200),
    "charters:version": dict.fromkeys(EVERYBODY, 200),
    "charters:edit": dict.fromkeys(EVERYBODY, 403) | {"visitor": 302},
    "POST charters:sign": dict.fromkeys(EVERYBODY, 403) | {"visitor": 302, "unsigned": 302, "late": 302},
    "charters:draft": inside(200),
    "POST charters:begin_draft": inside(302, late=403),
    "charters:write_draft": inside(200, late=403),
    "POST charters:write_draft": inside(422, late=403),
    "POST charters:set_draft_aside": inside(302, late=403),
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    actions.begin_draft(cast.community, by=cast.member)
    addresses = {name.split()[-1]: [cast.community.slug] for name in ACCESS}
    check_access(as_, ACCESS, addresses | {"charters:version": [cast.community.slug, 1]})


def test_a_signature_opens_the_door(as_, cast: Cast) -> None:
    browser = as_("unsigned")
    assert browser.get("/c/cp-genre/members/").status_code == 404
    browser.post("/c/cp-genre/charter/signature/")
    assert browser.get("/c/cp-genre/members/").status_code == 200


def test_a_draft_is_no_version_one_reads_or_signs(as_, cast: Cast) -> None:
    actions.begin_draft(cast.community, by=cast.member)
    assert as_("visitor").get("/c/cp-genre/charter/versions/2/").status_code == 404
    signed = as_("unsigned").post("/c/cp-genre/charter/signature/", {"version": "2"})
    assert (signed.status_code, cast.place("unsigned").is_inside) == (404, False)
