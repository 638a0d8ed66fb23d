"""Who gets in: a calendar program signs in nowhere, so that its address says everything."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.access import check_access
from tests.cast import EVERYBODY, Cast
from tresse.communities.models import Community, Stage
from tresse.feeds import actions, addresses

ACCESS = {
    "feeds:agenda": dict.fromkeys(EVERYBODY, 200),
    "feeds:community": dict.fromkeys(EVERYBODY, 200),
    "feeds:mine": dict.fromkeys(EVERYBODY, 200),
    "feeds:inside": dict.fromkeys(EVERYBODY, 200),
    "feeds:network_news": dict.fromkeys(EVERYBODY, 200),
    "feeds:library_news": dict.fromkeys(EVERYBODY, 200),
    "feeds:objective_news": dict.fromkeys(EVERYBODY, 200),
    "feeds:community_news": dict.fromkeys(EVERYBODY, 200),
    "feeds:agenda_subscription": dict.fromkeys(EVERYBODY, 200),
    "feeds:community_subscription": dict.fromkeys(EVERYBODY, 200),
    "feeds:my_subscription": dict.fromkeys(EVERYBODY, 200) | {"visitor": 302},
    "POST feeds:renewal": dict.fromkeys(EVERYBODY, 302),
}


def local(address: str) -> str:
    return address.removeprefix("http://127.0.0.1:8000")


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    key = actions.key_of(cast.member)
    check_access(
        as_,
        ACCESS,
        {
            "feeds:community": [cast.community.slug],
            "feeds:community_subscription": [cast.community.slug],
            "feeds:community_news": [cast.community.slug],
            "feeds:objective_news": ["exploration"],
            "feeds:mine": local(addresses.address_of_mine(key)),
            "feeds:inside": local(addresses.address_of_inside(key, cast.community)),
        },
    )


def test_a_secret_that_is_not_whole_opens_nothing(cast: Cast) -> None:
    key = actions.key_of(cast.member)
    mine = addresses.address_of_mine(key).split("/")[-2]
    here = addresses.address_of_inside(key, cast.community).split("/")[-4]
    assert mine != here
    wrong = ["x", "é" * 300, "%00", mine[:-1], mine + "x", mine.swapcase(), key.key, key.key + "A" * 24, here]
    tried = {token: Client().get(f"/ics/{token}/mine.ics").status_code for token in wrong}
    assert tried == dict.fromkeys(wrong, 404)


def test_the_address_of_one_community_opens_neither_mine_nor_another(cast: Cast) -> None:
    key = actions.key_of(cast.member)
    here = addresses.address_of_inside(key, cast.community).split("/")[-4]
    slugs = [cast.community.slug, cast.next_door.slug, "nowhere"]
    tried = [Client().get(f"/ics/{here}/c/{slug}/agenda.ics").status_code for slug in slugs]
    assert [*tried, Client().get(f"/ics/{here}/mine.ics").status_code] == [200, 404, 404, 404]


def test_an_idea_has_no_public_calendar(cast: Cast) -> None:
    Community.objects.filter(pk=cast.community.pk).update(stage=Stage.IDEA)
    assert Client().get(reverse("feeds:community", args=[cast.community.slug])).status_code == 404
    stranger, carrying = actions.key_of(cast.outsider), actions.key_of(cast.member)
    found = [
        Client().get(local(addresses.address_of_inside(key, cast.community))).status_code
        for key in (stranger, carrying)
    ]
    assert found == [404, 200]


def test_whoever_has_no_account_any_more_has_no_calendar(cast: Cast) -> None:
    address = local(addresses.address_of_mine(actions.key_of(cast.member)))
    assert Client().get(address).status_code == 200
    cast.member.is_active = False
    cast.member.save()
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_calendar_is_only_read(cast: Cast, method: str) -> None:
    assert getattr(Client(), method)("/agenda.ics").status_code == 405


def test_renewing_ends_the_old_addresses_at_once_and_begins_new_ones(cast: Cast) -> None:
    key = actions.key_of(cast.member)
    old = [local(addresses.address_of_mine(key)), local(addresses.address_of_inside(key, cast.community))]
    key = actions.renew_addresses(by=cast.member)
    new = [local(addresses.address_of_mine(key)), local(addresses.address_of_inside(key, cast.community))]
    assert [Client().get(address).status_code for address in old + new] == [404, 404, 200, 200]


def test_renewing_changes_nobody_else_s(cast: Cast) -> None:
    other = local(addresses.address_of_mine(actions.key_of(cast.claire)))
    actions.key_of(cast.member)
    actions.renew_addresses(by=cast.member)
    assert Client().get(other).status_code == 200


def test_the_database_alone_does_not_hold_an_address(cast: Cast, settings) -> None:
    key = actions.key_of(cast.member)
    before = addresses.address_of_mine(key)
    settings.SECRET_KEY = "another installation"
    assert addresses.address_of_mine(key) != before
    assert key.key in before
    assert len(before.split("/")[-2]) == 40
