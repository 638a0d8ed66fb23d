"""Founding is open to whoever has an account; what commits a community to those who hold a mandate."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY, Cast
from tresse.core import clock
from tresse.library.tests.factories import published
from tresse.lifecycle import founding, opening
from tresse.lifecycle.tests.test_life import end_the_present_cycle

INSIDE = ("awa", "claire", "member", "newcomer", "former", "late")
OUTSIDE = {"visitor": 302, "unsigned": 404, "neighbour": 404, "outsider": 404, "steward": 404}
HOLDERS = dict.fromkeys(INSIDE, 403) | OUTSIDE

ACCESS = {
    "lifecycle:found": dict.fromkeys(EVERYBODY, 200) | {"visitor": 302},
    "lifecycle:founding": dict.fromkeys(EVERYBODY, 404) | {"visitor": 302, "outsider": 200},
    "POST lifecycle:begin": dict.fromkeys(EVERYBODY, 404) | {"visitor": 302, "outsider": 403},
    "lifecycle:describe": dict.fromkeys(EVERYBODY, 403) | {"visitor": 302, "awa": 200, "claire": 200},
    "lifecycle:prepare": HOLDERS | {"awa": 200, "claire": 200},
    "lifecycle:cycle": dict.fromkeys(EVERYBODY, 404) | dict.fromkeys(INSIDE, 200),
    "POST lifecycle:open": HOLDERS | {"awa": 302, "claire": 302},
    "POST lifecycle:move_on": HOLDERS,
    "lifecycle:publishing": dict.fromkeys(INSIDE, 200) | OUTSIDE,
    "POST lifecycle:ask_to_publish": HOLDERS,
    "POST lifecycle:naming": dict.fromkeys(INSIDE, 302) | OUTSIDE,
    "lifecycle:withdrawing": dict.fromkeys(INSIDE, 200) | OUTSIDE,
    "lifecycle:circles": HOLDERS | {"awa": 200, "claire": 200},
    "lifecycle:signs": dict.fromkeys(INSIDE, 200) | OUTSIDE,
    "lifecycle:close": dict.fromkeys(INSIDE, 200) | OUTSIDE,
    "lifecycle:close_community": HOLDERS | {"awa": 200, "claire": 200},
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    idea = founding.found_community(
        by=cast.outsider,
        name="CP Eau",
        purpose="Partager l'eau.",
        practice="Gérer l'eau",
        strands=[founding.StrandPlan("Échange", "exploration")],
        organisation=None,
        language="en",
    )
    published_document = published(cast).document_id
    end_the_present_cycle(cast)
    prepared = opening.prepare_cycle(
        cast.strand,
        by=cast.awa,
        question="Comment ?",
        intended_document="Carnet",
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=100),
    )
    slug = cast.community.slug
    addresses = {
        f"lifecycle:{name}": [slug, prepared.pk] for name in ("cycle", "open", "move_on", "close", "circles")
    }
    addresses |= {f"lifecycle:{name}": [idea.slug] for name in ("founding", "begin")}
    addresses |= {"lifecycle:describe": [slug], "lifecycle:signs": [slug]}
    addresses |= {"lifecycle:prepare": [slug, cast.strand.pk], "lifecycle:close_community": [slug]}
    leaving = [slug, published_document]
    addresses |= {
        f"lifecycle:{name}": leaving for name in ("publishing", "ask_to_publish", "naming", "withdrawing")
    }
    check_access(as_, ACCESS, addresses)


def test_an_open_cycle_has_a_public_page(as_, cast: Cast) -> None:
    answer = as_("visitor").get(f"/c/{cast.community.slug}/cycles/{cast.cycle.pk}/")
    assert (answer.status_code, cast.cycle.question in answer.text) == (200, True)
