"""My part in a cycle exists for those inside, open or ended; a prepared cycle asks nobody yet."""

from tests.access import check_access
from tests.cast import EVERYBODY, Cast

INSIDE = dict.fromkeys(("awa", "claire", "member", "newcomer", "former", "late"), 200)
OUTSIDE = dict.fromkeys(EVERYBODY, 404) | {"visitor": 302}

ACCESS = {
    "commitments:my_part": OUTSIDE | INSIDE,
    "POST commitments:my_part": OUTSIDE | dict.fromkeys(INSIDE, 302) | {"late": 403},
    "POST commitments:look_back": OUTSIDE | dict.fromkeys(INSIDE, 403),
}


def test_who_gets_in(as_, cast: Cast) -> None:
    here = [cast.community.slug, cast.cycle.pk]
    posting = {"POST commitments:my_part": {"answer": "continue"}, "POST commitments:look_back": {"became": "kept"}}
    addresses = {"commitments:my_part": here, "commitments:look_back": here}
    check_access(as_, ACCESS, addresses, posting=posting)


def test_a_cycle_of_another_community_is_not_found_by_way_of_mine(as_, cast: Cast) -> None:
    answer = as_("member").get(f"/c/{cast.community.slug}/cycles/{cast.next_door_cycle.pk}/my-part/")
    assert answer.status_code == 404


def test_a_cycle_still_prepared_is_not_found(as_, cast: Cast) -> None:
    type(cast.cycle).objects.filter(pk=cast.cycle.pk).update(opened_at=None)
    assert as_("member").get(f"/c/{cast.community.slug}/cycles/{cast.cycle.pk}/my-part/").status_code == 404
