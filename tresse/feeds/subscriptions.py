"""An address to subscribe to, and the links by which calendar programs take it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.feeds.addresses import address_of_inside, address_of_mine
from tresse.feeds.models import CalendarKey
from tresse.memberships.models import Membership


@dataclass(frozen=True)
class Subscription:
    """A calendar one may subscribe to. A secret one is its reader's alone."""

    name: str
    address: str
    is_secret: bool = False

    @property
    def webcal(self) -> str:
        """What a phone or a program on one's computer opens by itself."""
        return "webcal:" + self.address.partition(":")[2]

    @property
    def in_google(self) -> str:
        return "https://calendar.google.com/calendar/r?" + urlencode({"cid": self.webcal})

    @property
    def in_outlook(self) -> str:
        return "https://outlook.office.com/calendar/0/addfromweb?" + urlencode(
            {"url": self.address, "name": self.name}
        )


def to_agenda() -> Subscription:
    return Subscription(_("The open sessions of all communities"), settings.TRESSE_URL + reverse("feeds:agenda"))


def to_community(community: Community) -> Subscription:
    """What everybody may know of."""
    return Subscription(community.name, settings.TRESSE_URL + reverse("feeds:community", args=[community.slug]))


def to_mine(key: CalendarKey) -> Subscription:
    return Subscription(_("All my sessions"), address_of_mine(key), is_secret=True)


def to_inside(key: CalendarKey, community: Community) -> Subscription:
    """What this person sees of it."""
    return Subscription(community.name, address_of_inside(key, community), is_secret=True)


def to_each_of(key: CalendarKey, places: Iterable[Membership]) -> list[Subscription]:
    return [to_inside(key, place.community) for place in places]
