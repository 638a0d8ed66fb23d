"""The addresses that come with django-allauth have one table of their own: what a visitor and a person get."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.architecture.test_addresses import _is_of_allauth, addresses

ALLAUTH: dict[str, tuple[int, int]] = {}  # name: (as a visitor, as somebody signed in)
TAKES_A_KEY: set[str] = set()  # the address holds a secret or an id: nothing to try without it


def of_allauth() -> set[str]:
    return {name for name, pattern in addresses() if _is_of_allauth(pattern)}


def test_every_address_of_allauth_is_declared():
    assert of_allauth() == set(ALLAUTH) | TAKES_A_KEY


@pytest.mark.parametrize("name", sorted(ALLAUTH))
def test_what_an_address_of_allauth_answers(as_, name):
    address = reverse(name)
    assert tuple(as_(who).get(address).status_code for who in ("visitor", "outsider")) == ALLAUTH[name]


@pytest.mark.parametrize("name", sorted(TAKES_A_KEY))
def test_an_address_with_a_key_cannot_be_asked_without_it(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
