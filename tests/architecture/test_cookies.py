"""A visitor's pages set no cookie: they may be kept by a cache, and nobody need be asked about anything."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.access import method_and_name
from tests.architecture.test_addresses import tables


def public_addresses() -> list[str]:
    """What a visitor may read without knowing anything: no argument, no form to sign in with."""
    names = [method_and_name(key) for key, row in tables().items() if row["visitor"] == 200]
    return sorted(filter(None, (_address(name) for method, name in names if method == "GET")))


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@pytest.mark.parametrize("address", public_addresses())
def test_a_public_page_sets_no_cookie(as_, address):
    answer = as_("visitor").get(address)
    assert (address, dict(answer.cookies)) == (address, {})
