"""The secret addresses of one's calendars: shown again whenever one looks, and not written in the database.

A secret is the key of the person followed by a seal, made of that key, of what the address opens and of the secret of the
installation. A copy of the database alone opens nothing; the address of one community opens only that one.
"""

import base64
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from tresse.communities.models import Community

if TYPE_CHECKING:
    from tresse.feeds.models import CalendarKey

KEY_BYTES, SEAL_BYTES = 12, 18
KEY_LENGTH = KEY_BYTES * 4 // 3  # as it is written
MINE = "mine"


def new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def address_of_mine(key: "CalendarKey") -> str:
    """Where one's own calendar is read."""
    return settings.TRESSE_URL + reverse("feeds:mine", args=[_secret(key.key, MINE)])


def address_of_inside(key: "CalendarKey", community: Community) -> str:
    """Where one reads a community's calendar as one sees it oneself."""
    return settings.TRESSE_URL + reverse("feeds:inside", args=[_secret(key.key, _scope(community)), community.slug])


def key_in(token: str) -> str:
    """The key a secret begins with, by which it is looked for."""
    return token[:KEY_LENGTH]


def opens_mine(token: str) -> bool:
    return constant_time_compare(token, _secret(key_in(token), MINE))


def opens_inside(token: str, community: Community) -> bool:
    return constant_time_compare(token, _secret(key_in(token), _scope(community)))


def _scope(community: Community) -> str:
    return f"community/{community.pk}"


def _secret(key: str, scope: str) -> str:
    seal = salted_hmac("tresse.feeds.calendar", f"{key}/{scope}", algorithm="sha256").digest()[:SEAL_BYTES]
    return key + base64.urlsafe_b64encode(seal).decode()
