"""Who gets in. The address mailed to a guest is the right: whoever has it comes in by it, signed in or not."""

import pytest

from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.guests import actions
from tresse.guests.tests import factories

INSIDE = dict.fromkeys(("awa", "claire", "member", "newcomer", "former"), 200)
ANYBODY = dict.fromkeys(EVERYBODY, 200)


def row(inside: int, late: int = 403) -> dict[str, int]:
    """Lena, late to sign, reads and writes nothing."""
    return dict.fromkeys(EVERYBODY, 404) | {"visitor": 302, "late": late} | dict.fromkeys(INSIDE, inside)


ACCESS = {
    "guests:guests": row(200, late=200),
    "guests:ask": row(200),
    "POST guests:ask": row(422),
    "guests:new": row(200),
    "POST guests:new": row(302),
    "POST guests:withdrawal": row(403) | {"member": 302, "awa": 302, "claire": 302},
    "guests:withdrawal": dict.fromkeys(EVERYBODY, 405) | {"visitor": 302},
    "guests:guest": ANYBODY,
    "POST guests:answer": dict.fromkeys(EVERYBODY, 302),
    "POST guests:name": dict.fromkeys(EVERYBODY, 302),
    "POST guests:ending": dict.fromkeys(EVERYBODY, 302),
    "guests:answer": dict.fromkeys(EVERYBODY, 405),
    "guests:name": dict.fromkeys(EVERYBODY, 405),
    "guests:ending": dict.fromkeys(EVERYBODY, 405),
}
OF_A_SESSION = {
    "guests:guest": ANYBODY,
    "POST meetings:guest_answer": dict.fromkeys(EVERYBODY, 302),
    "meetings:guest_calendar": ANYBODY,
    "POST meetings:guest_contribution": dict.fromkeys(EVERYBODY, 404),  # no such question
    "POST guests:answer": dict.fromkeys(EVERYBODY, 404),
    "POST documents:guest_rereading": dict.fromkeys(EVERYBODY, 404),
}
OF_A_DOCUMENT = {
    "guests:guest": ANYBODY,
    "POST documents:guest_remarks": dict.fromkeys(EVERYBODY, 302),
    "POST documents:guest_rereading": dict.fromkeys(EVERYBODY, 302),
    "POST meetings:guest_answer": dict.fromkeys(EVERYBODY, 404),
    "meetings:guest_calendar": dict.fromkeys(EVERYBODY, 404),
}
ACCESS |= {key: table[key] for table in (OF_A_SESSION, OF_A_DOCUMENT) for key in table if key not in ACCESS}
ACCESS |= {"POST meetings:guest_answer": OF_A_SESSION["POST meetings:guest_answer"]}
ACCESS |= {"POST documents:guest_rereading": OF_A_DOCUMENT["POST documents:guest_rereading"]}
ACCESS |= {"meetings:guest_calendar": OF_A_SESSION["meetings:guest_calendar"]}

POSTING = {
    "POST guests:new": {"name": "Ab", "email": "ab@example.org", "language": "fr"},
    "POST guests:answer": {"answer": "En les écoutant."},
    "POST guests:name": {"name": "Fatou S."},
    "POST meetings:guest_answer": {"answer": "coming"},
}


def addresses(cast, guest, block_pk=0):
    slug, token = cast.community.slug, guest.token
    mine = ("guest", "answer", "name", "ending")
    remarking = {"text": "Et ?", f"b{block_pk}-text": "Pourquoi ?"}
    return {
        "guests:guests": [slug],
        "guests:ask": [slug],
        "guests:withdrawal": [slug, guest.pk],
        **{f"guests:{name}": [token] for name in mine},
        "meetings:guest_answer": [token],
        "meetings:guest_calendar": [token],
        "meetings:guest_contribution": [token, 0],
        "documents:guest_rereading": [token],
        "documents:guest_remarks": [token, block_pk],
    }, POSTING | {"POST documents:guest_remarks": remarking}


def test_who_gets_to_a_question(as_, cast):
    guest = factories.guest(cast)
    where, posting = addresses(cast, guest)
    where["guests:new"] = [cast.community.slug, "document", factories.document_given(cast).pk]
    ours = {key: row for key, row in ACCESS.items() if "guests:" in key}
    check_access(as_, ours, where, posting=posting)


def test_who_gets_to_the_session_of_a_guest(as_, cast):
    where, posting = addresses(cast, factories.to_session(cast))
    check_access(as_, OF_A_SESSION, where, posting=posting)


def test_who_gets_to_the_document_of_a_guest(as_, cast):
    guest = factories.to_document(cast)
    where, posting = addresses(cast, guest, guest.thing.blocks.order_by("position").first().pk)
    check_access(as_, OF_A_DOCUMENT, where, posting=posting)


@pytest.mark.parametrize("make", [factories.guest, factories.to_session, factories.to_document])
def test_a_link_that_is_over_says_so_to_whoever_has_it_and_nothing_else(as_, cast, make):
    guest = make(cast)
    actions.withdraw_guest(guest, by=cast.awa)
    where, posting = addresses(cast, guest)
    table = {
        key: dict.fromkeys(EVERYBODY, 410) for key in ("guests:guest", "POST guests:name", "POST guests:ending")
    }
    check_access(as_, table, where, posting=posting)
    page = as_("visitor").get(guest.get_absolute_url()).content.decode()
    thing = str(guest.thing or guest.question)
    assert ("This link is over" in page, thing in page, "Fatou" in page, cast.community.name in page) == (
        True, False, False, False,
    )  # fmt: skip


def test_an_address_one_makes_up_does_not_exist(as_, cast):
    guest = factories.guest(cast)
    guest.token = "not-the-token"
    where, posting = addresses(cast, guest)
    table = {f"{method}guests:{name}": dict.fromkeys(EVERYBODY, 404)
             for method, name in (("", "guest"), ("POST ", "answer"), ("POST ", "name"), ("POST ", "ending"))}  # fmt: skip
    check_access(as_, table, where, posting=posting)


@pytest.mark.parametrize("kind", ["session", "document", "question", "somewhere"])
def test_nobody_invites_to_what_they_do_not_see(as_, cast, kind):
    """Of another community, or of none."""
    meeting = factories.sessions.session(cast, inside_of=cast.next_door, by=cast.neighbour)
    for pk in (meeting.pk, 0, 2**63 - 1):
        assert as_("member").get(f"/c/{cast.community.slug}/guests/new/{kind}/{pk}/").status_code == 404


def test_a_session_among_those_invited_is_not_for_other_members_to_share(as_, cast):
    meeting = factories.sessions.session(cast, audience="session")
    factories.to_session(cast, meeting, by=cast.awa)
    meeting.attendances.filter(person=cast.member).delete()  # as for somebody who came in later
    slug = cast.community.slug
    assert as_("member").get(f"/c/{slug}/guests/new/session/{meeting.pk}/").status_code == 404
    read = {
        who: meeting.title in as_(who).get(f"/c/{slug}/guests/").content.decode() for who in ("member", "claire")
    }
    assert read == {"member": False, "claire": True}
