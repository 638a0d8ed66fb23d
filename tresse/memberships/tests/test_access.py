"""Who gets in: everything here exists for those inside; an invitation for whoever holds its link."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.access import check_access
from tests.cast import Cast
from tresse.memberships.actions import call_for_hands, invite
from tresse.memberships.models import Mandate
from tresse.memberships.tests.test_acts import ask_for_a_mandate

INSIDE = {"awa": 200, "claire": 200, "member": 200, "newcomer": 200, "former": 200, "late": 200}
OUTSIDE = {"visitor": 302, "unsigned": 404, "neighbour": 404, "outsider": 404, "steward": 404}
REFUSED_INSIDE = dict.fromkeys(INSIDE, 403)
EVERYBODY_READS = dict.fromkeys([*INSIDE, *OUTSIDE], 200)

OF_THE_COMMUNITY = (
    "members", "journal", "invite", "mandates", "give_mandate", "take_founding_mandate", "take_interim", "call", "acts",
)  # fmt: skip


def mine(inside: int, unsigned: int) -> dict[str, int]:
    """One's own place exists for whoever has one, signed or not; nobody reads another's."""
    return dict.fromkeys(INSIDE, inside) | OUTSIDE | {"unsigned": unsigned}


OWN_PLACE = {
    "memberships:my_place": mine(200, 200),
    "POST memberships:move": mine(302, 302),
    "memberships:pause": mine(200, 403),
    "POST memberships:pause": mine(302, 403),
    "POST memberships:come_back": mine(403, 403),
    "memberships:leave": mine(200, 200),
    "POST memberships:leave": mine(302, 302),
    "memberships:take_along": mine(200, 200),
}

ACCESS = {
    **OWN_PLACE,
    "memberships:members": INSIDE | OUTSIDE,
    "memberships:journal": INSIDE | OUTSIDE,
    "memberships:invite": INSIDE
    | {"late": 403, "visitor": 302, "unsigned": 403, "neighbour": 403, "outsider": 403, "steward": 403},
    "memberships:give_mandate": INSIDE | OUTSIDE | {"late": 403},
    "memberships:end_mandate": REFUSED_INSIDE | {"awa": 200} | OUTSIDE,
    "POST memberships:take_founding_mandate": dict.fromkeys(EVERYBODY_READS, 403) | {"visitor": 302},
    "memberships:mandates": INSIDE | OUTSIDE,
    "POST memberships:take_interim": REFUSED_INSIDE | OUTSIDE,
    "memberships:hand_over": REFUSED_INSIDE | {"awa": 200} | OUTSIDE,
    "POST memberships:acknowledge": REFUSED_INSIDE | {"awa": 302} | OUTSIDE,
    "POST memberships:call": REFUSED_INSIDE | {"awa": 302, "claire": 302} | OUTSIDE,
    "POST memberships:raise_hand": dict.fromkeys(INSIDE, 302) | {"late": 403} | OUTSIDE,
    "POST memberships:lower_hand": dict.fromkeys(INSIDE, 302) | {"late": 403} | OUTSIDE,
    "POST memberships:close_call": REFUSED_INSIDE | {"awa": 302, "claire": 302} | OUTSIDE,
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
    mandate = taken_up_with_a_note(cast)
    call = call_for_hands(cast.community, "welcome", by=cast.awa)
    invitation = invite(cast.community, by=cast.member, email="nour@example.org")
    slug = cast.community.slug
    addresses = {name: [slug] for name in OF_THE_COMMUNITY}
    addresses |= {name: [slug, act.pk] for name in ("act", "confirm_act", "decline_act")}
    addresses |= {name: [slug, mandate.pk] for name in ("end_mandate", "hand_over", "acknowledge")}
    addresses |= {name: [slug, call.pk] for name in ("raise_hand", "lower_hand", "close_call")}
    addresses |= {name: [invitation.token] for name in ("invitation", "decline_invitation")}
    addresses |= {name.rpartition(":")[2]: [slug] for name in OWN_PLACE}
    posting = {
        "POST memberships:leave": {"stays_as": "unsigned"},
        "POST memberships:decline_act": {"word": "Parlons-en d'abord."},
        "POST memberships:call": {"function": "co_facilitation"},
    }
    named = {f"memberships:{name}": arguments for name, arguments in addresses.items()}
    check_access(as_, ACCESS, named, posting=posting)


def taken_up_with_a_note(cast: Cast) -> Mandate:
    """Awa's mandate, which follows Farid's and his note."""
    former = Mandate.objects.get(membership=cast.place("former"))
    Mandate.objects.filter(pk=former.pk).update(handover="Les clés sont chez Claire.")
    mandate = Mandate.objects.get(membership=cast.place("awa"))
    mandate.follows = former
    mandate.save(update_fields=["follows"])
    return mandate


@pytest.mark.parametrize("address", ["mandates/{}/end/", "mandates/{}/handover/"])
def test_a_mandate_of_the_community_next_door_is_not_found_under_this_one(as_, cast: Cast, address: str) -> None:
    mandate = Mandate.objects.get(membership=cast.place("neighbour", cast.next_door))
    assert as_("awa").get(f"/c/cp-genre/{address.format(mandate.pk)}").status_code == 404


def test_a_call_of_the_community_next_door_is_not_found_under_this_one(as_, cast: Cast) -> None:
    call = call_for_hands(cast.next_door, "welcome", by=cast.neighbour)
    assert as_("awa").post(f"/c/cp-genre/calls/{call.pk}/hand/").status_code == 404


def test_the_journal_of_the_community_next_door_does_not_exist(as_, cast: Cast) -> None:
    assert as_("member").get(f"/c/{cast.next_door.slug}/journal/").status_code == 404


def test_an_act_of_another_community_is_not_found_under_this_one(as_, cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    assert as_("neighbour").get(f"/c/{cast.next_door.slug}/acts/{act.pk}/").status_code == 404
