"""Who may make an account: everybody, or whoever comes with an invitation (TRESSE_SIGNUP)."""

from django.conf import settings
from django.http import HttpRequest

INVITED = "invited"


def let_in(request: HttpRequest, *, email: str, name: str = "") -> None:
    """Somebody has opened an invitation sent to this address: they may make an account during this visit.

    Call it from the page of the invitation, before leading to the sign-up form, which it fills in.
    """
    request.session[INVITED] = {"email": email, "name": name}


def invited(request: HttpRequest) -> dict[str, str]:
    """The address and name an invitation brought along; nothing without one."""
    found: dict[str, str] = request.session.get(INVITED, {}) if request.session.session_key else {}
    return found


def may_sign_up(request: HttpRequest) -> bool:
    return settings.TRESSE_SIGNUP == "open" or bool(invited(request))
