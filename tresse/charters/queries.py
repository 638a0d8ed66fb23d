"""The charter a community lives by."""

from typing import Any

from tresse.charters.models import Charter, Signature
from tresse.communities.models import Community


def charter_in_force(community: Community) -> Charter:
    """The charter members sign and rules read. Every community has one from its founding."""
    return community.charters.in_force().get()


def has_signed(person: Any, charter: Charter) -> bool:
    """This person signed this very version."""
    return Signature.objects.filter(charter=charter, membership__person=person, membership__left_at=None).exists()
