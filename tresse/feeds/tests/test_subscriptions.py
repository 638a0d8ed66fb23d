"""The pages that say how one subscribes."""

import re

import pytest
from django.test import Client

from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.feeds import actions
from tresse.feeds.models import CalendarKey
from tresse.memberships.models import Membership

ADDRESS = re.compile(r'readonly value="http://127\.0\.0\.1:8000(/[^"]+)"')


def addresses_on(browser: Client, page: str) -> list[str]:
    answer = browser.get(page)
    assert answer.status_code == 200
    return ADDRESS.findall(answer.content.decode())


@pytest.mark.parametrize(
    ("who", "page", "how_many"),
    [
        ("visitor", "/agenda/subscription/", 1),
        ("visitor", "/c/cp-genre/subscription/", 1),
        ("outsider", "/c/cp-genre/subscription/", 1),
        ("member", "/c/cp-genre/subscription/", 1),
        ("member", "/me/calendar/", 1),
        ("outsider", "/me/calendar/", 1),
    ],
)
def test_every_address_shown_is_one_that_answers(cast, as_, who, page, how_many):
    shown = addresses_on(as_(who), page)
    assert len(shown) == how_many
    assert {Client().get(address)["Content-Type"] for address in shown} == {"text/calendar; charset=utf-8"}


def test_the_secret_one_is_shown_to_those_inside_alone(cast, as_):
    shown = {
        who: addresses_on(as_(who), "/c/cp-genre/subscription/")[0]
        for who in ("visitor", "outsider", "neighbour", "steward", "unsigned", "member", "late")
    }
    public = "/c/cp-genre/agenda.ics"
    assert {who for who, address in shown.items() if address != public} == {"member", "late"}
    assert shown["member"] != shown["late"]


def test_in_two_communities_each_has_its_own_address(cast, as_):
    Membership.objects.create(community=cast.next_door, person=cast.member, signed_at=clock.now())
    shown = addresses_on(as_("member"), "/me/calendar/")
    assert [address.rpartition("/c/")[2] for address in shown[1:]] == ["cp-ecsi/agenda.ics", "cp-genre/agenda.ics"]
    assert len(set(shown)) == 3


def test_looking_again_shows_the_same_and_renewing_another(cast, as_):
    browser = as_("member")
    (first,), (again,) = addresses_on(browser, "/me/calendar/"), addresses_on(browser, "/me/calendar/")
    answer = browser.post("/me/calendar/renewal/", follow=True)
    (new,) = ADDRESS.findall(answer.content.decode())
    assert (first == again, first == new) == (True, False)
    assert "Your addresses are new." in answer.content.decode()
    assert "Renewed on" in answer.content.decode()


def test_each_program_is_given_the_address_in_its_own_way(cast, as_):
    page = as_("visitor").get("/agenda/subscription/").content.decode()
    for link in (
        'href="webcal://127.0.0.1:8000/agenda.ics"',
        'href="https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F127.0.0.1%3A8000%2Fagenda.ics"',
        'href="https://outlook.office.com/calendar/0/addfromweb?url=http%3A%2F%2F127.0.0.1%3A8000%2Fagenda.ics',
    ):
        assert link in page


def test_a_visitor_leaves_no_key_behind(cast, as_):
    for page in ("/agenda/subscription/", "/c/cp-genre/subscription/", "/me/calendar/"):
        as_("visitor").get(page)
    as_("outsider").get("/c/cp-genre/subscription/")
    assert CalendarKey.objects.count() == 0


def test_an_idea_has_no_page_to_subscribe_for_those_who_do_not_carry_it(cast, as_):
    Community.objects.filter(pk=cast.community.pk).update(stage=Stage.IDEA)
    found = {who: as_(who).get("/c/cp-genre/subscription/").status_code for who in ("visitor", "outsider", "awa")}
    assert found == {"visitor": 404, "outsider": 404, "awa": 200}


@pytest.mark.parametrize("page", ["/agenda/", "/c/cp-genre/", "/c/cp-genre/m/", "/me/"])
def test_the_pages_around_lead_to_it(cast, as_, page):
    assert re.search(r'href="[^"]*/(subscription|calendar)/"', as_("member").get(page).content.decode())


def test_as_many_queries_in_three_communities_as_in_two(cast, as_, django_assert_max_num_queries):
    browser = as_("member")
    actions.key_of(cast.member)
    asked = []
    for number in range(2):
        another = Community.objects.create(name=f"CP {number}", slug=f"cp-{number}", stage=Stage.LIVING)
        Membership.objects.create(community=another, person=cast.member, signed_at=cast.member.joined_at)
        with django_assert_max_num_queries(6) as counted:
            assert len(addresses_on(browser, "/me/calendar/")) == 3 + number
        asked.append(len(counted))
    assert asked[0] == asked[1]
