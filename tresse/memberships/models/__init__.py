"""Who is inside a community, who holds what for how long, and the acts that take two."""

from tresse.memberships.models.acts import ActByTwo, ActByTwoQuerySet
from tresse.memberships.models.calls import Call, CallQuerySet, Hand, HandQuerySet
from tresse.memberships.models.mandates import Function, Mandate, MandateQuerySet
from tresse.memberships.models.places import (
    Invitation,
    Membership,
    MembershipQuerySet,
    WelcomePair,
    WelcomePairQuerySet,
    live_membership,
)

__all__ = [
    "ActByTwo",
    "ActByTwoQuerySet",
    "Call",
    "CallQuerySet",
    "Function",
    "Hand",
    "HandQuerySet",
    "Invitation",
    "Mandate",
    "MandateQuerySet",
    "Membership",
    "MembershipQuerySet",
    "WelcomePair",
    "WelcomePairQuerySet",
    "live_membership",
]
