"""The charter a community lives by."""

from typing import Any

from tresse.charters.models import Charter, Signature
from tresse.communities.models import Community
from tresse.core import reading

ADOPTING = "charter.adopting"


def charter_in_force(community: Community) -> Charter:
    """The charter members sign and rules read. Every community has one from its founding."""
    return reading.once(("charter in force", community.pk), lambda: community.charters.in_force().get())


def has_signed(person: Any, charter: Charter) -> bool:
    """This person signed this very version."""
    return Signature.objects.filter(charter=charter, membership__person=person, membership__left_at=None).exists()


def is_proposed(community: Community) -> bool:
    """The new version is before the community: the folder above says so by its relation alone."""
    asked = Community.objects.filter(pk=community.pk, proposals__effect=ADOPTING, proposals__ended_at=None)
    return asked.exists()


def last_signed(person: Any, community: Community) -> Charter | None:
    """The latest version this person signed in their present membership."""
    signed = community.charters.filter(signatures__membership__person=person, signatures__membership__left_at=None)
    return signed.order_by("-version").first()
