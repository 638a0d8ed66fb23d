"""The network's pages are kept by its stewards; its charter is public."""

from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY, Cast

STEWARDS = dict.fromkeys(EVERYBODY, 403) | {"visitor": 302, "steward": 200}

ACCESS = {
    "networks:network": STEWARDS,
    "networks:edit": STEWARDS,
    "networks:organisations": STEWARDS,
    "networks:organisation": STEWARDS,
    "networks:programmes": STEWARDS,
    "networks:themes": STEWARDS,
    "networks:charter": dict.fromkeys(EVERYBODY, 200),
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    check_access(as_, ACCESS, {"networks:organisation": [cast.north.slug]})


def test_a_second_organisation_of_the_same_name_is_refused_and_what_was_typed_kept(as_, cast: Cast) -> None:
    sent = {"name": cast.north.name, "kind": "association", "city": "Rouen"}
    answer = as_("steward").post("/network/organisations/", sent)
    assert (answer.status_code, "Rouen" in answer.text) == (422, True)


def test_nothing_sent_by_the_web_makes_the_network_an_example(as_, cast: Cast) -> None:
    sent = {"name": "Réseau", "short_name": "R", "separator": "-", "is_example": "on", "only_one": ""}
    assert as_("steward").post("/network/edit/", sent).status_code == 302
    cast.network.refresh_from_db()
    assert (cast.network.name, cast.network.is_example, cast.network.only_one) == ("Réseau", False, True)
