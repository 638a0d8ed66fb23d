"""Who gets to a date poll: tables, tried with the whole cast."""

from tests.access import check_access, row
from tresse.polls.tests.factories import in_days, poll

ACCESS = {
    "polls:new": row(404, inside=403, steering=200) | {"late": 403},
    "POST polls:new": row(404, inside=403, steering=422),
    "polls:poll": row(404, inside=200),
    "POST polls:answer": row(404, inside=302),
    "polls:answer": row(405),
    "POST polls:choice": row(404, inside=403, steering=302),
    "POST polls:closing": row(404, inside=403, steering=302),
    "POST polls:end": row(404, inside=403, steering=302),
    # The address is the right: whoever has it answers for the member it was mailed to.
    "polls:mailed": row(200, visitor=200),
    "POST polls:mailed_answer": row(302),
    "polls:mailed_answer": row(405, visitor=405),
}


def test_who_gets_to_a_poll(as_, cast):
    opened = poll(cast)
    here, token = [cast.community.slug, opened.number], opened.links.get(membership=cast.place("member")).token
    names = {name.split()[-1] for name in ACCESS}
    addresses = {name: [token] if "mailed" in name else here for name in names} | {"polls:new": here[:1]}
    posting = {
        "POST polls:answer": {"m1": "yes"},
        "POST polls:mailed_answer": {"m1": "yes"},
        "POST polls:choice": {"moment": "1"},
        "POST polls:closing": {"closes_on": in_days(6).date().isoformat()},
    }
    check_access(as_, ACCESS, addresses, posting=posting)


def test_another_community_s_poll_is_not_found_here(as_, cast):
    opened = poll(cast)
    assert as_("neighbour").get(f"/c/{cast.next_door.slug}/polls/{opened.number}/").status_code == 404


def test_the_address_of_somebody_who_left_leads_nowhere(as_, cast):
    link = poll(cast).links.get(membership=cast.place("member"))
    place = cast.place("member")
    place.left_at = place.since
    place.save()
    assert as_("visitor").get(link.get_absolute_url()).status_code == 404
    assert as_("visitor").post(f"{link.get_absolute_url()}answer/", {"m1": "yes"}).status_code == 404
