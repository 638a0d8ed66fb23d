"""The mails about an account. django-allauth names some fifteen; they are of four kinds."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = dict[str, str | Promise]

# What a code is for: the subject after the code, and the first sentence.
CODES: dict[str, Said] = {
    "login_code": {"purpose": _("is your code to sign in"), "sentence": _("Here is your code to sign in:")},
    "email_confirmation_signup": {
        "purpose": _("is your code to open your account"),
        "sentence": _("Welcome. Here is the code that opens your account:"),
    },
    "email_confirmation": {
        "purpose": _("is your code to confirm this address"),
        "sentence": _("Here is the code that confirms this address:"),
    },
    "password_reset_code": {
        "purpose": _("is your code to choose a new password"),
        "sentence": _("Here is your code to choose a new password:"),
    },
}

# What somebody should learn about their account, in case it was not them.
NOTICES: dict[str, Said] = {
    "password_changed": {"sentence": _("Your password was changed.")},
    "password_set": {"sentence": _("A password was added to your account.")},
    "password_reset": {"sentence": _("A new password was chosen for your account.")},
    "email_changed": {"sentence": _("The address of your account was changed.")},
    "email_confirm": {"sentence": _("An address of your account was confirmed.")},
    "email_deleted": {"sentence": _("An address was removed from your account.")},
    "webauthn_added": {"sentence": _("A passkey was added to your account.")},
    "webauthn_removed": {"sentence": _("A passkey was removed from your account.")},
}

FACTS = ("code", "signup_url")  # what is taken from allauth's own context


def for_prefix(prefix: str) -> tuple[str, Said]:
    """The mail that answers to allauth's name for it, and what it says."""
    if prefix in CODES:
        return "code", CODES[prefix]
    if prefix in NOTICES:
        return "notice", NOTICES[prefix]
    return prefix, {}


def _sample(**facts: str | Promise) -> dict[str, Any]:
    return {"email": "awa@example.org", "person": None, **facts}


PREVIEWS = {
    "accounts/code": lambda: _sample(code="4812-0457", **CODES["login_code"]),
    "accounts/notice": lambda: _sample(**NOTICES["webauthn_added"]),
    "accounts/unknown_account": lambda: _sample(signup_url="https://example.org/accounts/signup/"),
    "accounts/account_already_exists": lambda: _sample(),
}
