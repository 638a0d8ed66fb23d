"""The addresses that come with django-allauth have one table of their own: what a visitor and a person get."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.architecture.test_addresses import _is_of_allauth, addresses

# Name: (as a visitor, as somebody signed in who has neither password nor passkey).
ALLAUTH = {
    "account_change_password": (302, 302),  # nothing to change: one is set first
    "account_complete_password_reset": (302, 302),
    "account_confirm_login_code": (302, 302),  # no code was asked for
    "account_confirm_password_reset_code": (302, 302),
    "account_email": (302, 200),
    "account_email_verification_sent": (302, 302),
    "account_inactive": (200, 200),
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_password_reset_completed": (200, 200),
    "account_reauthenticate": (302, 403),  # there is nothing to show again that one knows
    "account_request_login_code": (200, 302),
    "account_reset_password": (200, 200),
    "account_set_password": (302, 200),
    "account_signup": (200, 302),
    "mfa_add_webauthn": (302, 302),
    "mfa_authenticate": (302, 302),
    "mfa_index": (302, 302),
    "mfa_list_webauthn": (302, 200),
    "mfa_login_webauthn": (302, 302),
    "mfa_reauthenticate": (302, 403),
    "mfa_reauthenticate_webauthn": (302, 403),
}
# These hold the number of a passkey: there is nothing to try without it.
TAKES_A_KEY = {"mfa_edit_webauthn", "mfa_remove_webauthn"}


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
