"""Who gets in: everything here exists for those inside; an invitation for whoever holds its link."""

from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import Cast
from tresse.memberships.actions import invite
from tresse.memberships.models import Mandate
from tresse.memberships.tests.test_acts import ask_for_a_mandate

INSIDE = {"awa": 200, "claire": 200, "member": 200, "newcomer": 200, "former": 200, "late": 200}
OUTSIDE = {"visitor": 302, "unsigned": 404, "neighbour": 404, "outsider": 404, "steward": 404}
REFUSED_INSIDE = dict.fromkeys(INSIDE, 403)
EVERYBODY_READS = dict.fromkeys([*INSIDE, *OUTSIDE], 200)

ACCESS = {
    "memberships:members": INSIDE | OUTSIDE,
    "memberships:journal": INSIDE | OUTSIDE,
    "memberships:invite": INSIDE
    | {"late": 403, "visitor": 302, "unsigned": 403, "neighbour": 403, "outsider": 403, "steward": 403},
    "memberships:give_mandate": INSIDE | OUTSIDE | {"late": 403},
    "memberships:end_mandate": REFUSED_INSIDE | {"awa": 200} | OUTSIDE,
    "POST memberships:take_founding_mandate": dict.fromkeys(EVERYBODY_READS, 403) | {"visitor": 302},
    "memberships:acts": INSIDE | OUTSIDE,
    "memberships:act": INSIDE | OUTSIDE,
    "POST memberships:confirm_act": OUTSIDE
    | {"awa": 403, "claire": 302, "member": 302, "newcomer": 403, "former": 302, "late": 403},
    "POST memberships:decline_act": OUTSIDE | dict.fromkeys(INSIDE, 302) | {"late": 403},
    "memberships:invitation": EVERYBODY_READS,
    "POST memberships:decline_invitation": dict.fromkeys(EVERYBODY_READS, 302),
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    mandate = Mandate.objects.get(membership=cast.place("awa"))
    invitation = invite(cast.community, by=cast.member, email="nour@example.org")
    slug = cast.community.slug
    addresses = {
        name: [slug] for name in ("members", "journal", "invite", "acts", "give_mandate", "take_founding_mandate")
    }
    addresses |= {name: [slug, act.pk] for name in ("act", "confirm_act", "decline_act")}
    addresses |= {"end_mandate": [slug, mandate.pk]}
    addresses |= {name: [invitation.token] for name in ("invitation", "decline_invitation")}
    posting = {"POST memberships:decline_act": {"word": "Parlons-en d'abord."}}
    named = {f"memberships:{name}": arguments for name, arguments in addresses.items()}
    check_access(as_, ACCESS, named, posting=posting)


def test_the_journal_of_the_community_next_door_does_not_exist(as_, cast: Cast) -> None:
    assert as_("member").get(f"/c/{cast.next_door.slug}/journal/").status_code == 404


def test_an_act_of_another_community_is_not_found_under_this_one(as_, cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    assert as_("neighbour").get(f"/c/{cast.next_door.slug}/acts/{act.pk}/").status_code == 404
