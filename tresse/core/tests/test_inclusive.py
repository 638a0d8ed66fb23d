"""Inclusive forms are shown the way the network chose, and stored the way they were typed."""

import pytest

from tresse.core.inclusive import set_apart_by
from tresse.core.typography import typography

TYPED = (
    "Les participant-e-s, chacun·e, deux acteur-trice-s et les expert-es : celle-ci, prends-le, est-ce, vis-à-vis."
)


@pytest.mark.parametrize(
    ("separator", "shown"),
    [
        ("-", "Les participant-e-s, chacun-e, deux acteur-trice-s et les expert-es"),
        ("·", "Les participant·e·s, chacun·e, deux acteur·trice·s et les expert·es"),
        ("", "Les participants, chacun, deux acteurs et les experts"),
        (None, "Les participant-e-s, chacun·e, deux acteur-trice-s et les expert-es"),
    ],
)
def test_forms_are_set_with_the_separator_of_the_network(separator: str | None, shown: str) -> None:
    with set_apart_by(lambda: separator):
        assert typography(TYPED, "fr").startswith(shown)


def test_other_hyphens_stay() -> None:
    with set_apart_by(lambda: "·"):
        assert typography(TYPED, "fr").endswith("celle-ci, prends-le, est-ce, vis-à-vis.")


def test_addresses_and_other_languages_are_left_alone() -> None:
    with set_apart_by(lambda: "·"):
        assert typography("https://exemple.org/expert-e-s", "fr") == "https://exemple.org/expert-e-s"
        assert typography("expert-e-s", "en") == "expert-e-s"
