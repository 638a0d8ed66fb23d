"""Who gets in: the door is public, a request is for whoever wrote it and those who welcome, the rest for those inside."""

from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import Cast
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.memberships.models import WelcomePair
from tresse.welcome.tests import factories

INSIDE = {"awa": 200, "claire": 200, "member": 200, "newcomer": 200, "former": 200, "late": 200}
OUTSIDE = {"visitor": 302, "unsigned": 404, "neighbour": 404, "outsider": 404, "steward": 404}
EVERYBODY_READS = dict.fromkeys([*INSIDE, *OUTSIDE], 200)
NOBODY = dict.fromkeys(INSIDE, 404) | OUTSIDE
WELCOMERS = {"awa": 200, "claire": 200}
THOSE_WHO_MAY_ASK = {"visitor": 200, "neighbour": 200, "outsider": 302, "steward": 200}

ACCESS = {
    "welcome:ask_in": EVERYBODY_READS,
    "welcome:write_request": dict.fromkeys(EVERYBODY_READS, 403) | THOSE_WHO_MAY_ASK,
    "welcome:request": NOBODY | WELCOMERS | {"outsider": 200},
    "POST welcome:message": NOBODY | {"awa": 302, "claire": 302, "outsider": 302},
    "POST welcome:take_back": NOBODY | {"awa": 403, "claire": 403, "outsider": 302},
    "POST welcome:put_before_all": NOBODY | {"awa": 302, "claire": 302, "outsider": 403},
    "POST welcome:welcome": NOBODY | {"awa": 302, "claire": 302, "outsider": 403},
    "POST welcome:put_off": NOBODY | {"awa": 422, "claire": 422, "outsider": 403},
    "welcome:refuse": NOBODY | WELCOMERS | {"outsider": 403},
    "welcome:door": INSIDE | OUTSIDE,
    "welcome:where_we_are": INSIDE | OUTSIDE,
    "welcome:word": NOBODY | {"awa": 403, "claire": 403, "unsigned": 403},
    "welcome:pass_on": NOBODY | WELCOMERS,
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    request = factories.request(cast)
    slug = cast.community.slug
    addresses = {name: [slug] for name in ("ask_in", "write_request", "door", "where_we_are")}
    about_a_request = ("request", "message", "take_back", "put_before_all", "welcome", "put_off", "refuse")
    addresses |= {name: [slug, request.number] for name in about_a_request}
    table = {key: row for key, row in ACCESS.items() if key not in ("welcome:word", "welcome:pass_on")}
    posting = {"POST welcome:message": {"text": "Bonjour"}}
    check_access(as_, table, {f"welcome:{name}": given for name, given in addresses.items()}, posting=posting)


def test_what_is_for_three_exists_for_them_alone(as_: Callable[[str], Client], cast: Cast) -> None:
    sign_charter(charter_in_force(cast.community), by=cast.unsigned)
    WelcomePair.objects.update(first=cast.place("awa"), second=cast.place("claire"))
    arguments = [cast.community.slug, WelcomePair.objects.get().pk]
    table = {key: ACCESS[key] for key in ("welcome:word", "welcome:pass_on")}
    check_access(as_, table, {"welcome:word": arguments, "welcome:pass_on": arguments})


def test_the_requests_of_the_community_next_door_do_not_exist(as_: Callable[[str], Client], cast: Cast) -> None:
    request = factories.request(cast)
    assert as_("neighbour").get(f"/c/{cast.next_door.slug}/requests/{request.number}/").status_code == 404
    assert as_("awa").get(f"/c/{cast.next_door.slug}/requests/{request.number}/").status_code == 404


def test_an_idea_is_not_asked_by_strangers(as_: Callable[[str], Client], cast: Cast) -> None:
    type(cast.community).objects.filter(pk=cast.community.pk).update(stage="idea")
    assert as_("visitor").get(f"/c/{cast.community.slug}/ask-in/").status_code == 404
